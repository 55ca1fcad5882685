import { expect, test } from 'vitest';
import { median, quantile } from './quantile';

test('interpolates between order statistics, whatever the order of the values', () => {
  expect(quantile([4, 1, 3, 2], 0)).toBe(1);
  expect(quantile([4, 1, 3, 2], 1)).toBe(4);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20], 0.25)).toBe(12.5);
  expect(median([9, 1, 5])).toBe(5);
  expect(quantile([], 0.5)).toBeNaN();
});
