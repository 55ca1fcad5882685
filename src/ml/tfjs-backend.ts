// The tfjs backends as candidates for the LSTM, each loaded only when it is tried. Software adapters (SwiftShader, llvmpipe)
// are far slower than wasm, so they run only when asked for by name. Threaded wasm hangs under the page's policy: off.
import type { Candidate } from './lstm-backend';
import type { LstmBackend } from './lstm-model';

/** Addresses of the three .wasm files, our own origin; in Node, paths. The threaded one is never loaded. */
export type WasmPaths = Readonly<Record<(typeof WASM_FILES)[number], string>>;
export const WASM_FILES = [
  'tfjs-backend-wasm.wasm',
  'tfjs-backend-wasm-simd.wasm',
  'tfjs-backend-wasm-threaded-simd.wasm',
] as const;

type TfjsName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** In the order in which they are tried; `wasmPaths` is asked only when wasm is. */
export function tfjsCandidates(wasmPaths: () => Promise<WasmPaths>): Record<TfjsName, Candidate> {
  return {
    webgpu: {
      name: 'webgpu',
      mustBeFaster: true,
      start: async (asked) => {
        await requireAdapter(asked);
        await import('@tensorflow/tfjs-backend-webgpu');
        return activate('webgpu');
      },
    },
    webgl: {
      name: 'webgl',
      mustBeFaster: true,
      start: async (asked) => {
        requireRenderer(asked);
        await import('@tensorflow/tfjs-backend-webgl');
        return activate('webgl');
      },
    },
    wasm: { name: 'wasm', mustBeFaster: false, start: () => startWasm(wasmPaths) },
    cpu: {
      name: 'cpu',
      mustBeFaster: false,
      start: async () => {
        await import('@tensorflow/tfjs-backend-cpu');
        return activate('cpu');
      },
    },
  };
}

async function activate(name: TfjsName): Promise<LstmBackend> {
  const { setBackend } = await import('@tensorflow/tfjs-core');
  const { createTfjsBackend } = await import('./lstm-tfjs');
  if (!(await setBackend(name))) throw new Error('does not start');
  return createTfjsBackend(name);
}

let wasmIsPrepared = false;

async function startWasm(wasmPaths: () => Promise<WasmPaths>): Promise<LstmBackend> {
  const { env } = await import('@tensorflow/tfjs-core');
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  if (!wasmIsPrepared) {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({ ...(await wasmPaths()) });
    wasmIsPrepared = true;
  }
  return activate('wasm');
}

interface GpuAdapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: {
    vendor?: string;
    architecture?: string;
    description?: string;
    isFallbackAdapter?: boolean;
  };
}
interface Gpu {
  requestAdapter(): Promise<GpuAdapter | null>;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

async function requireAdapter(asked: boolean): Promise<void> {
  const gpu = (globalThis.navigator as { gpu?: Gpu } | undefined)?.gpu;
  const adapter = gpu === undefined ? null : await gpu.requestAdapter();
  if (adapter === null) throw new Error('no adapter');
  const { info } = adapter;
  const names = `${info?.vendor} ${info?.architecture} ${info?.description}`;
  const isSoftware = adapter.isFallbackAdapter || info?.isFallbackAdapter || SOFTWARE.test(names);
  if (isSoftware && !asked) throw new Error('software adapter');
}

function requireRenderer(asked: boolean): void {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('not available');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('not available');
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (SOFTWARE.test(renderer) && !asked) throw new Error('software renderer');
}
