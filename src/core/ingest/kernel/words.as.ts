/** Hash and comparison of byte ranges, 8 bytes at a time; up to 7 bytes behind a range are read, and do not count. */

const MULTIPLIER_A: u64 = 0x9e3779b97f4a7c15;
const MULTIPLIER_B: u64 = 0xd6e8feb86659fd93;

/** 64-bit hash; multiply and rotate in two lanes, then the finaliser of MurmurHash3 (Appleby 2011). */
export function hashOf(begin: usize, end: usize): u64 {
  let a: u64 = MULTIPLIER_B;
  // Spread, so that no short text is equal to its own length.
  let b: u64 = (<u64>(end - begin) + 1) * MULTIPLIER_A;
  let at = begin;
  for (; at + 16 <= end; at += 16) {
    a = rotl<u64>((a ^ load<u64>(at)) * MULTIPLIER_A, 32);
    b = rotl<u64>((b ^ load<u64>(at, 8)) * MULTIPLIER_B, 32);
  }
  if (at + 8 <= end) {
    a = rotl<u64>((a ^ load<u64>(at)) * MULTIPLIER_A, 32);
    at += 8;
  }
  if (at < end) b = rotl<u64>((b ^ tailOf(at, end)) * MULTIPLIER_B, 32);
  let hash = a ^ (b * MULTIPLIER_A);
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

/** Whether two ranges of `length` bytes are equal. */
export function sameBytes(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) !== load<u64>(b + i)) return false;
  return i === length || tailOf(a + i, a + length) === tailOf(b + i, b + length);
}

/** Less than 8 bytes as a word, zeros behind them. */
function tailOf(at: usize, end: usize): u64 {
  return load<u64>(at) & (((<u64>1) << ((end - at) << 3)) - 1);
}
