import { expect, test } from 'vitest';
import { highest, lowest } from './extremes';

test('a list of any length has its least and its most', () => {
  const many = Float64Array.from({ length: 1_000_000 }, (_, i) => (i * 7919) % 1_000_003);
  expect([lowest(many), highest(many)]).toEqual([0, many.reduce((a, b) => Math.max(a, b))]);
  expect([lowest([]), highest([])]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  expect([lowest([Number.NaN, 2, 1]), highest([Number.NaN, 2, 1])]).toEqual([1, 2]);
});
