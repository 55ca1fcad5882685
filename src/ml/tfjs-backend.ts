// The tfjs backends as candidates for the LSTM, each loaded only when it is tried. Software adapters (SwiftShader, llvmpipe)
// are far slower than wasm, so they run only when asked for by name. Threaded wasm hangs under the page's policy: off.
import type { Candidate } from './lstm-backend';
import type { LstmBackend } from './lstm-model';
import { isSoftware } from './software-adapter';

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
      // Some 600 operations a step: on a large card 50 to 700 times slower than the kernel.
      onlyAsked: true,
      start: async () => {
        // tfjs would write to the console that there is none.
        await (await import('./gpu/device')).openGpu();
        await import('@tensorflow/tfjs-backend-webgpu');
        return activate('webgpu', 'webgpu by tfjs');
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

/** `label`: as it stands in the result. */
async function activate(name: TfjsName, label: string = name): Promise<LstmBackend> {
  const { setBackend } = await import('@tensorflow/tfjs-core');
  const { createTfjsBackend } = await import('./lstm-tfjs');
  if (!(await setBackend(name))) throw new Error('does not start');
  return createTfjsBackend(label);
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

function requireRenderer(asked: boolean): void {
  if (typeof OffscreenCanvas === 'undefined') throw new Error('not available');
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('not available');
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (isSoftware(renderer) && !asked) throw new Error('software renderer');
}
