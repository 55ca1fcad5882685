import { expect, test } from 'vitest';
import { createRandom } from './random';
import { contiguousFolds, moments, thresholdOutOfFold } from './stats';

test('folds are contiguous, cover everything and differ in size by one at most', () => {
  const folds = [...contiguousFolds(23, 5)];
  expect(folds).toEqual([...folds].sort((a, b) => a - b));
  const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((each) => each === fold).length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test('moments of nothing are zero', () => {
  expect(moments([])).toEqual({ mean: 0, sd: 0 });
  expect(moments([1, 3])).toEqual({ mean: 2, sd: 1 });
});

test('a few incidents in the baseline do not lift the threshold above themselves', () => {
  const random = createRandom(5);
  const quiet = Array.from({ length: 46 }, () => 1 + 0.2 * random.next());
  const threshold = thresholdOutOfFold([...quiet, 9, 9.5, 8, 10], 6);
  expect(threshold).toBeLessThan(8);
  expect(threshold).toBeGreaterThan(Math.max(...quiet));
});

test('of thousands of scores the rare routine decides', () => {
  const scores = Array.from({ length: 5000 }, (_, i) => (i % 200 === 0 ? 12 : 0));
  expect(thresholdOutOfFold(scores, 6)).toBe(12);
});
