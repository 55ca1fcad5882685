// The kernel in WebAssembly SIMD, its two kilobytes made here: nothing is fetched and nothing is built beforehand.
// Falls back to plain JavaScript where WebAssembly or its SIMD is missing.
import { type CreateKernel, createJsKernel, type Kernel } from './kernel';
import { adamFunction, cellBackwardFunction, cellForwardFunction } from './simd-cell';
import { gemmFunction } from './simd-gemm';
import { addRowFunction, softmaxFunction } from './simd-rows';
import { wasmModule } from './wasm-module';

type Exports = Omit<Kernel, 'heap'>;

let compiled: WebAssembly.Module | null | undefined;

/** Compiled once; null: no WebAssembly SIMD here. */
function kernelModule(): WebAssembly.Module | null {
  if (compiled !== undefined) return compiled;
  const functions = [
    gemmFunction(),
    cellForwardFunction(),
    cellBackwardFunction(),
    adamFunction(),
    addRowFunction(),
    softmaxFunction(),
  ];
  const bytes = wasmModule(functions);
  const works = typeof WebAssembly === 'object' && WebAssembly.validate(bytes);
  compiled = works ? new WebAssembly.Module(bytes) : null;
  return compiled;
}

export function hasSimd(): boolean {
  return kernelModule() !== null;
}

/** Hidden sizes and numbers of parameters have to be multiples of 4. */
export const createFastKernel: CreateKernel = (numFloats) => {
  const module = kernelModule();
  if (module === null) return createJsKernel(numFloats);
  const memory = new WebAssembly.Memory({ initial: Math.ceil((4 * numFloats) / 65536) });
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Exports;
  return {
    heap: new Float32Array(memory.buffer, 0, numFloats),
    gemm: (m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate) =>
      wasm.gemm(m, n, k, 4 * a, 4 * aRow, 4 * aColumn, 4 * b, 4 * bRow, 4 * c, 4 * cRow, accumulate),
    cellForward: (batch, hidden, gates, before, after, squashed, hiddenAfter) =>
      wasm.cellForward(batch, 4 * hidden, 4 * gates, 4 * before, 4 * after, 4 * squashed, 4 * hiddenAfter),
    cellBackward: (batch, hidden, gates, before, squashed, dHidden, dState, dGates) =>
      wasm.cellBackward(
        batch,
        4 * hidden,
        4 * gates,
        4 * before,
        4 * squashed,
        4 * dHidden,
        4 * dState,
        4 * dGates,
      ),
    adam: (length, parameters, mean, square, gradients, constants) =>
      wasm.adam(4 * length, 4 * parameters, 4 * mean, 4 * square, 4 * gradients, 4 * constants),
    addRow: (width, from, to) => wasm.addRow(4 * width, 4 * from, 4 * to),
    softmax: (rows, width, logits, scales) => wasm.softmax(rows, 4 * width, 4 * logits, 4 * scales),
  };
};
