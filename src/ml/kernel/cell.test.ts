import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/lib/random';
import { createJsKernel, type Kernel } from './kernel';
import { createFastKernel } from './simd';

const [BATCH, HIDDEN] = [5, 12];
const SIZE = BATCH * HIDDEN;

/** The same numbers, scaled, on both kernels; runs `work` on each and compares the whole heap. */
function compare(work: (kernel: Kernel) => void, scale: number, digits: number): void {
  const [plain, fast] = [createJsKernel, createFastKernel].map((create) => {
    const kernel = create(20 * SIZE);
    const random = createRandom(5);
    kernel.heap.set(kernel.heap.map(() => scale * random.normal()));
    work(kernel);
    return kernel.heap;
  });
  for (let i = 0; i < plain!.length; i++) expect(fast![i]!, `float ${i}`).toBeCloseTo(plain![i]!, digits);
}

describe('the SIMD kernel', () => {
  for (const scale of [0.01, 1, 40])
    it(`goes forward as the plain one does, values around ${scale}`, () => {
      const at = (i: number): number => i * SIZE;
      compare((k) => k.cellForward(BATCH, HIDDEN, 0, at(4), at(5), at(6), at(7)), scale, 4);
    });

  it('stays finite at the ends of the range of floats', () => {
    const kernel = createFastKernel(20 * SIZE);
    kernel.heap.fill(3e38, 0, 2 * SIZE);
    kernel.heap.fill(-3e38, 2 * SIZE, 4 * SIZE);
    kernel.cellForward(BATCH, HIDDEN, 0, 4 * SIZE, 5 * SIZE, 6 * SIZE, 7 * SIZE);
    expect(kernel.heap.every(Number.isFinite)).toBe(true);
  });

  it('goes backward as the plain one does', () => {
    const at = (i: number): number => i * SIZE;
    compare((k) => k.cellBackward(BATCH, HIDDEN, 0, at(4), at(5), at(6), at(7), at(8)), 1, 4);
  });

  it('takes the same Adam step', () => {
    compare(
      (k) => {
        const square = 2 * SIZE;
        k.heap.set(k.heap.subarray(square, square + SIZE).map(Math.abs), square);
        k.heap.set([0.9, 0.1, 0.999, 0.001, 0.05, 900, 1e-7], 4 * SIZE);
        k.adam(SIZE, 0, SIZE, square, 3 * SIZE, 4 * SIZE);
      },
      1,
      5,
    );
  });

  it('adds a row as the plain one does', () => {
    compare((k) => k.addRow(HIDDEN, 3, 5 * SIZE + 1), 1, 6);
  });

  for (const scale of [1, 300])
    it(`makes the same softmax of values around ${scale}, which adds up to the scale of its row`, () => {
      compare((k) => k.softmax(BATCH, HIDDEN, 0, 4 * SIZE), scale, 5);
      const kernel = createFastKernel(20 * SIZE);
      const random = createRandom(6);
      kernel.heap.set(kernel.heap.map(() => scale * random.normal()));
      kernel.heap.set([1, 0, 2, 0.5, 1], 4 * SIZE);
      kernel.softmax(BATCH, HIDDEN, 0, 4 * SIZE);
      const sumOf = (row: number): number =>
        kernel.heap.slice(row * HIDDEN, (row + 1) * HIDDEN).reduce((sum, value) => sum + value, 0);
      expect([0, 1, 2, 3, 4].map(sumOf).map((sum) => Math.round(sum * 1e5) / 1e5)).toEqual([1, 0, 2, 0.5, 1]);
    });
});
