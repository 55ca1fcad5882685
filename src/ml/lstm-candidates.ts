// Where the LSTM may run, in the order of trying. All networks are the same one: the programs for WebGPU, the written-out one, tfjs's.
import { createFastKernel } from './kernel/simd';
import type { Candidate } from './lstm-backend';
import { createNativeBackend } from './lstm-native';
import { tfjsCandidates, type WasmPaths } from './tfjs-backend';

/** The page's paths are looked up only when wasm is tried: outside Vite (Node) hand in your own. */
export function lstmCandidates(wasmPaths: () => Promise<WasmPaths> = pagePaths): readonly Candidate[] {
  const { webgpu, webgl, wasm, cpu } = tfjsCandidates(wasmPaths);
  return [gpuCandidate, webgpu, webgl, nativeCandidate, wasm, cpu];
}

async function pagePaths(): Promise<WasmPaths> {
  const { ownWasmPaths } = await import('./tfjs-wasm-paths');
  return ownWasmPaths();
}

const kernelBackend = () => createNativeBackend('js', createFastKernel);

export const gpuCandidate: Candidate = {
  name: 'webgpu',
  mustBeFaster: true,
  start: async (asked) => {
    const { openGpuFor } = await import('./gpu/device');
    const gpu = await openGpuFor(asked);
    const { createGpuBackend } = await import('./gpu/gpu-lstm');
    const { checkedBy } = await import('./gpu/checked');
    return checkedBy(kernelBackend(), createGpuBackend('webgpu', gpu));
  },
};

const nativeCandidate: Candidate = {
  name: 'js',
  mustBeFaster: false,
  start: async () => kernelBackend(),
};
