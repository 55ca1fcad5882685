import { describe, expect, it } from 'vitest';
import { createRandom } from '../../core/lib/random';
import { createJsKernel } from './kernel';
import { createFastKernel, hasSimd } from './simd';

const SIZES = [
  [1, 1, 1],
  [4, 8, 3],
  [5, 13, 7],
  [32, 128, 14],
  [7, 14, 32],
  [9, 3, 1],
  [6, 128, 33],
] as const;

describe('the matrix product', () => {
  it('runs in SIMD here', () => {
    expect(hasSimd()).toBe(true);
  });

  for (const [m, n, k] of SIZES)
    for (const turned of [false, true])
      for (const accumulate of [0, 1] as const)
        it(`${m}x${k} by ${k}x${n}, turned ${turned}, accumulate ${accumulate}`, () => {
          const [plain, fast] = [createJsKernel, createFastKernel].map((create) => {
            const gemm = create(m * k + k * n + m * n + 8);
            const random = createRandom(m * n + k);
            gemm.heap.set(gemm.heap.map(() => random.normal()));
            const [row, column] = turned ? [1, m] : [k, 1];
            gemm.gemm(m, n, k, 0, row, column, m * k, n, m * k + k * n, n, accumulate);
            return gemm.heap;
          });
          for (let i = 0; i < plain!.length; i++) expect(fast![i]!).toBeCloseTo(plain![i]!, 4);
        });

  it('is the textbook product', () => {
    const gemm = createFastKernel(12);
    gemm.heap.set([1, 2, 3, 4, 5, 6, 7, 8]);
    gemm.gemm(2, 2, 2, 0, 2, 1, 4, 2, 8, 2, 0);
    expect([...gemm.heap.slice(8)]).toEqual([19, 22, 43, 50]);
  });
});
