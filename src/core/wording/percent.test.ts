import { expect, test } from 'vitest';
import { percentOf } from './percent';

test('a small share is not rounded away', () => {
  expect([0, 0.004, 0.344, 1].map(percentOf)).toEqual(['0 %', '0.4 %', '34 %', '100 %']);
});
