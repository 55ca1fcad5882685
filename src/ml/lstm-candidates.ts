// Where the LSTM may run, in the order of trying. Both networks are the same one: tfjs's and the written-out one.
import { createFastKernel } from './kernel/simd';
import type { Candidate } from './lstm-backend';
import { createNativeBackend } from './lstm-native';
import { tfjsCandidates, type WasmPaths } from './tfjs-backend';

/** The page's paths are looked up only when wasm is tried: outside Vite (Node) hand in your own. */
export function lstmCandidates(wasmPaths: () => Promise<WasmPaths> = pagePaths): readonly Candidate[] {
  const { webgpu, webgl, wasm, cpu } = tfjsCandidates(wasmPaths);
  return [webgpu, webgl, nativeCandidate, wasm, cpu];
}

async function pagePaths(): Promise<WasmPaths> {
  const { ownWasmPaths } = await import('./tfjs-wasm-paths');
  return ownWasmPaths();
}

const nativeCandidate: Candidate = {
  name: 'js',
  mustBeFaster: false,
  start: async () => createNativeBackend('js', createFastKernel),
};
