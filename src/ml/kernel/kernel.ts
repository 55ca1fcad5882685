// The arithmetic of the written-out LSTM on one heap of floats: matrix product, one step of a cell forward and backward,
// Adam. In and out: offsets into the heap, in floats. Here: the interface, and plain JavaScript, the SIMD kernel's reference.
import { highest } from '../../core/lib/extremes';

export interface Kernel {
  /** All operands live here. */
  readonly heap: Float32Array;
  /**
   * C[m, n] = A[m, k] * B[k, n], added to C when `accumulate` is 1. A may have any strides (a transposed matrix is the same
   * call with them swapped); rows of B and C are contiguous. k is at least 1.
   */
  gemm(
    m: number,
    n: number,
    k: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    c: number,
    cRow: number,
    accumulate: 0 | 1,
  ): void;
  /**
   * Gates [batch, 4 * hidden] (input, forget, candidate, output) are activated in place; writes the new state, its tanh
   * and the new hidden values, each [batch, hidden].
   */
  cellForward(
    batch: number,
    hidden: number,
    gates: number,
    stateBefore: number,
    stateAfter: number,
    squashed: number,
    hiddenAfter: number,
  ): void;
  /** From d loss / d hidden: d loss / d gates before activation; stateGradient moves one step back in place. */
  cellBackward(
    batch: number,
    hidden: number,
    gates: number,
    stateBefore: number,
    squashed: number,
    hiddenGradient: number,
    stateGradient: number,
    gateGradient: number,
  ): void;
  /**
   * One Adam step on `length` parameters. At `constants`: beta1, 1 - beta1, beta2, 1 - beta2, scale of the first moment
   * times the learning rate, scale of the second, epsilon.
   */
  adam(
    length: number,
    parameters: number,
    mean: number,
    square: number,
    gradients: number,
    constants: number,
  ): void;
  /** Adds `width` floats (a multiple of 4) at `from` to those at `to`. */
  addRow(width: number, from: number, to: number): void;
  /**
   * Turns each of `rows` rows of `width` logits (a multiple of 4) into their softmax times the row's scale, which lies at `scales`.
   * What is 87 nats or more below the greatest is held to be 87 below it.
   */
  softmax(rows: number, width: number, logits: number, scales: number): void;
}

export const NUM_ADAM_CONSTANTS = 7;
/** Beyond it e^-x is no normal float. */
export const MAX_NATS = 87;

/** A kernel with `numFloats` floats of its own memory. */
export type CreateKernel = (numFloats: number) => Kernel;

/** Plain JavaScript: what runs where WebAssembly is missing. */
export function createJsKernel(numFloats: number): Kernel {
  const heap = new Float32Array(numFloats);
  return {
    heap,
    gemm(m, n, k, a, aRow, aColumn, b, bRow, c, cRow, accumulate) {
      for (let row = 0; row < m; row++) {
        const cBegin = c + row * cRow;
        const cEnd = cBegin + n;
        if (accumulate === 0) heap.fill(0, cBegin, cEnd);
        let aAt = a + row * aRow;
        for (let inner = 0; inner < k; inner++, aAt += aColumn) {
          const factor = heap[aAt]!;
          let bAt = b + inner * bRow;
          for (let cAt = cBegin; cAt < cEnd; cAt++, bAt++) heap[cAt]! += factor * heap[bAt]!;
        }
      }
    },
    cellForward(batch, hidden, gates, stateBefore, stateAfter, squashed, hiddenAfter) {
      for (let at = 0; at < batch * hidden; at++) {
        const gate = gates + Math.floor(at / hidden) * 3 * hidden + at;
        const i = sigmoid(heap[gate]!);
        const f = sigmoid(heap[gate + hidden]!);
        const g = Math.tanh(heap[gate + 2 * hidden]!);
        const o = sigmoid(heap[gate + 3 * hidden]!);
        const state = f * heap[stateBefore + at]! + i * g;
        heap[gate] = i;
        heap[gate + hidden] = f;
        heap[gate + 2 * hidden] = g;
        heap[gate + 3 * hidden] = o;
        heap[stateAfter + at] = state;
        heap[squashed + at] = Math.tanh(state);
        heap[hiddenAfter + at] = o * Math.tanh(state);
      }
    },
    cellBackward(batch, hidden, gates, stateBefore, squashed, hiddenGradient, stateGradient, gateGradient) {
      for (let at = 0; at < batch * hidden; at++) {
        const offset = Math.floor(at / hidden) * 3 * hidden + at;
        const i = heap[gates + offset]!;
        const f = heap[gates + offset + hidden]!;
        const g = heap[gates + offset + 2 * hidden]!;
        const o = heap[gates + offset + 3 * hidden]!;
        const tanh = heap[squashed + at]!;
        const dHidden = heap[hiddenGradient + at]!;
        const dState = heap[stateGradient + at]! + dHidden * o * (1 - tanh * tanh);
        heap[gateGradient + offset] = dState * g * i * (1 - i);
        heap[gateGradient + offset + hidden] = dState * heap[stateBefore + at]! * f * (1 - f);
        heap[gateGradient + offset + 2 * hidden] = dState * i * (1 - g * g);
        heap[gateGradient + offset + 3 * hidden] = dHidden * tanh * o * (1 - o);
        heap[stateGradient + at] = dState * f;
      }
    },
    adam(length, parameters, mean, square, gradients, constants) {
      const [beta1, rest1, beta2, rest2, rate, scale, epsilon] = heap.subarray(
        constants,
      ) as unknown as number[];
      for (let i = 0; i < length; i++) {
        const gradient = heap[gradients + i]!;
        const first = beta1! * heap[mean + i]! + rest1! * gradient;
        const second = beta2! * heap[square + i]! + rest2! * gradient * gradient;
        heap[mean + i] = first;
        heap[square + i] = second;
        heap[parameters + i]! -= (first * rate!) / (Math.sqrt(second * scale!) + epsilon!);
      }
    },
    addRow(width, from, to) {
      for (let i = 0; i < width; i++) heap[to + i]! += heap[from + i]!;
    },
    softmax(rows, width, logits, scales) {
      for (let row = 0; row < rows; row++) {
        const values = heap.subarray(logits + row * width, logits + (row + 1) * width);
        const top = highest(values);
        values.forEach((value, i) => {
          values[i] = Math.exp(Math.max(value - top, -MAX_NATS));
        });
        const sum = values.reduce((total, value) => total + value, 0);
        values.forEach((value, i) => {
          values[i] = (value * heap[scales + row]!) / sum;
        });
      }
    },
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
