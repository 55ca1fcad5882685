import { expect, test } from 'vitest';
import { toggleSelected } from './select-range';

const SHOWN = [7, 3, 9, 1, 4];

test('a click turns one row on and off', () => {
  expect(toggleSelected([9], SHOWN, 3, null)).toEqual([3, 9]);
  expect(toggleSelected([3, 9], SHOWN, 3, null)).toEqual([9]);
});

test('with shift the rows between follow, in the order shown, either way', () => {
  expect(toggleSelected([3], SHOWN, 1, 3)).toEqual([1, 3, 9]);
  expect(toggleSelected([4], SHOWN, 3, 4)).toEqual([1, 3, 4, 9]);
  expect(toggleSelected([1, 3, 9], SHOWN, 1, 3)).toEqual([]);
});

test('an anchor that is no longer shown is none', () => {
  expect(toggleSelected([5], SHOWN, 1, 5)).toEqual([1, 5]);
});
