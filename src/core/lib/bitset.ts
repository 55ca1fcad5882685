/** Fixed set of small integers, one bit each. */
export interface Bitset {
  readonly size: number;
  readonly words: Uint32Array;
}

/** Empty set over 0 .. size - 1. */
export function createBitset(size: number): Bitset {
  return { size, words: new Uint32Array((size + 31) >>> 5) };
}

export function hasBit(set: Bitset, index: number): boolean {
  return (set.words[index >>> 5] & (1 << (index & 31))) !== 0;
}

/** Adds index; true when it was not in the set before. */
export function addBit(set: Bitset, index: number): boolean {
  const bit = 1 << (index & 31);
  const isNew = (set.words[index >>> 5] & bit) === 0;
  set.words[index >>> 5] |= bit;
  return isNew;
}
