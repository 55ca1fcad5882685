import { expect, test } from 'vitest';
import { createRandom } from './random';

const draw = (seed: number, name?: string): number[] => {
  const random = name ? createRandom(seed).fork(name) : createRandom(seed);
  return Array.from({ length: 1000 }, () => random.next());
};

test('the same seed gives the same stream, another seed or fork another one', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7, 'a')).toEqual(draw(7, 'a'));
  expect(draw(7, 'a')).not.toEqual(draw(7, 'b'));
});

test('values are uniform in [0, 1) and normals have mean 0 and deviation 1', () => {
  const values = draw(1);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  expect(values.reduce((a, b) => a + b) / values.length).toBeCloseTo(0.5, 1);
  const random = createRandom(3);
  const normals = Array.from({ length: 20_000 }, () => random.normal());
  const mean = normals.reduce((a, b) => a + b) / normals.length;
  const variance = normals.reduce((a, b) => a + (b - mean) ** 2, 0) / normals.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});
