import { expect, test } from 'vitest';
import { addBit, createBitset, hasBit } from './bitset';

test('tells the first time from the second, at every place of a word', () => {
  const set = createBitset(70);
  for (const index of [0, 31, 32, 63, 69]) {
    expect(hasBit(set, index)).toBe(false);
    expect(addBit(set, index)).toBe(true);
    expect(addBit(set, index)).toBe(false);
    expect(hasBit(set, index)).toBe(true);
  }
  expect(hasBit(set, 1)).toBe(false);
  expect(hasBit(set, 33)).toBe(false);
});
