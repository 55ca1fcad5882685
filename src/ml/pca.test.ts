import { describe, expect, it } from 'vitest';
import { createRandom } from '../core/lib/random';
import { fitPca, jacobiEigen, projectPca } from './pca';

/** Rows along two known directions of deviation 5 and 2, noise of .1, in 6 columns. */
function sample(numRows: number): Float64Array {
  const random = createRandom(3);
  const [a, b] = [
    [1, 1, 0, 0, 0, 0].map((v) => v / Math.SQRT2),
    [0, 0, 1, -1, 0, 0].map((v) => v / Math.SQRT2),
  ] as const;
  const values = new Float64Array(numRows * 6);
  for (let row = 0; row < numRows; row++) {
    const [along, across] = [5 * random.normal(), 2 * random.normal()];
    for (let j = 0; j < 6; j++)
      values[row * 6 + j] = 7 + along * a[j]! + across * b[j]! + 0.1 * random.normal();
  }
  return values;
}

describe('fitPca', () => {
  it('finds the directions that the rows vary along', () => {
    const pca = fitPca(sample(400), 400, 6, 2);
    expect(pca.variance[0]).toBeGreaterThan(20);
    expect(pca.variance[1]).toBeGreaterThan(3);
    expect(pca.variance[1]).toBeLessThan(6);
    expect(Math.abs(pca.components[0]!)).toBeCloseTo(Math.SQRT1_2, 1);
    expect(pca.components[8]! * pca.components[9]!).toBeCloseTo(-0.5, 1);
  });

  it('has orthonormal components, also where rows are fewer than columns', () => {
    const random = createRandom(4);
    const values = Float64Array.from({ length: 9 * 40 }, () => random.normal());
    const pca = fitPca(values, 9, 40, 12);
    expect(pca.numComponents).toBe(8);
    for (let i = 0; i < 8; i++)
      for (let j = 0; j < 8; j++) {
        let dot = 0;
        for (let c = 0; c < 40; c++) dot += pca.components[i * 40 + c]! * pca.components[j * 40 + c]!;
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 9);
      }
  });

  it('projects a training row onto itself when all components are kept', () => {
    const values = sample(5);
    const pca = fitPca(values, 5, 6, 6);
    const row = values.slice(6, 12);
    const back = pca.mean.slice();
    projectPca(pca, row).forEach((value, c) => {
      for (let j = 0; j < 6; j++) back[j]! += value * pca.components[c * 6 + j]!;
    });
    for (let j = 0; j < 6; j++) expect(back[j]!).toBeCloseTo(row[j]!, 6);
  });

  it('gives no component for constant rows, one row or no column', () => {
    expect(fitPca(new Float64Array(60).fill(3), 10, 6, 4).numComponents).toBe(0);
    expect(fitPca(new Float64Array(6).fill(3), 1, 6, 4).numComponents).toBe(0);
    expect(fitPca(new Float64Array(0), 10, 0, 4).numComponents).toBe(0);
  });
});

describe('jacobiEigen', () => {
  it('diagonalises a symmetric matrix', () => {
    const { values } = jacobiEigen(Float64Array.of(2, 1, 1, 2), 2);
    expect([...values].sort()).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]);
  });
});
