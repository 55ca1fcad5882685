/**
 * Keys of sessions in the rows of a shard, found by their prefix 16 bytes at a time, numbered by first occurrence. Same
 * rule as createMentionFinder in identifier.ts. Out: pairs (row, key), each at most once, at MENTION_ROWS
 * and MENTION_KEYS.
 */
import { KEY_BYTES, LINES, MAX_MENTIONS, MENTION_KEYS, MENTION_ROWS, PREFIX, ROWS, SHARD } from './memory.as';
import { byteAt } from './parts.as';
import { hashOf, sameBytes } from './words.as';

const MINUS: u32 = 0x2d;
/** Shortest prefix and key together: so many pairs may come of a row. */
const LEAST_BYTES: i32 = 2;
const FEW_KEYS: i32 = 0x400;
/** A key: its hash, its address, its length. */
const KEY_SIZE: usize = 16;
const KEY_AT: usize = 8;
const KEY_LENGTH: usize = 12;
const PAGE: usize = 0x10000;

let prefixLength: usize = 0;
let keepPrefix: bool = false;
let signed: bool = false;
let least: usize = 1;

let keys: usize = 0;
let maxKeys: i32 = 0;
let numKeys: i32 = 0;
/** 4 slots of 4 bytes for each key that there is room for. */
let slots: usize = 0;
let mask: i32 = 0;

let numMentions: i32 = 0;
let row: i32 = 0;

/** Forgets all keys; the plan's prefix lies at PREFIX, its bytes of keys at KEY_BYTES; `free`: first unused address. */
export function startMentions(length: i32, keep: i32, sign: i32, min: i32, free: usize): void {
  prefixLength = length;
  keepPrefix = keep !== 0;
  signed = sign !== 0;
  least = min;
  keys = (free + 63) & ~63;
  numKeys = 0;
  makeRoom(FEW_KEYS);
}

/** Number of pairs that the last findMentions wrote. */
export function mentionCount(): i32 {
  return numMentions;
}

export function keyCount(): i32 {
  return numKeys;
}

/** Address behind which the texts of all keys stand: their ends as 32-bit numbers, then their bytes one after another. */
export function keyTexts(): usize {
  const ends = slots + ((<usize>(mask + 1)) << 2);
  const texts = ends + ((<usize>numKeys) << 2);
  let out = texts;
  for (let idx = 0; idx < numKeys; idx++) {
    const key = keys + <usize>idx * KEY_SIZE;
    const length = <usize>load<i32>(key, KEY_LENGTH);
    reach(out + length);
    memory.copy(out, <usize>load<i32>(key, KEY_AT), length);
    out += length;
    store<i32>(ends + ((<usize>idx) << 2), <i32>(out - texts));
  }
  return ends;
}

/** Makes the memory reach beyond `end`. */
function reach(end: usize): void {
  const missing = <isize>(end + PAGE) / <isize>PAGE - <isize>memory.size();
  if (missing > 0 && memory.grow(<i32>missing) < 0) unreachable();
}

/**
 * Looks at rows [from, num) of those whose ranges in the shard stand at LINES: begins, then ends. The first row that is
 * left for the next call, for want of room for its pairs. `firstRow` is added to the numbers of rows.
 */
export function findMentions(from: i32, num: i32, firstRow: i32): i32 {
  numMentions = 0;
  row = from;
  if (row >= num) return num;
  const ends = LINES + ((<usize>num) << 2);
  const tail = prefixLength - 1;
  const firsts = i8x16.splat(load<u8>(PREFIX));
  const lasts = i8x16.splat(load<u8>(PREFIX + tail));
  const stop = SHARD + <usize>load<i32>(ends + ((<usize>(num - 1)) << 2));
  let rowBegin = SHARD + <usize>load<i32>(LINES + ((<usize>row) << 2));
  let rowEnd = SHARD + <usize>load<i32>(ends + ((<usize>row) << 2));
  let next = rowBegin;
  if (!hasRoom(rowEnd - rowBegin)) return row;
  for (let at = rowBegin; at < stop; at += 16) {
    let found = i8x16.bitmask(
      v128.and(i8x16.eq(v128.load(at), firsts), i8x16.eq(v128.load(at + tail), lasts)),
    );
    while (found !== 0) {
      const begin = at + <usize>ctz(found);
      found &= found - 1;
      if (begin >= rowEnd) {
        while (begin >= rowEnd) {
          if (++row >= num) return num;
          rowEnd = SHARD + <usize>load<i32>(ends + ((<usize>row) << 2));
        }
        rowBegin = SHARD + <usize>load<i32>(LINES + ((<usize>row) << 2));
        next = rowBegin;
        if (!hasRoom(rowEnd - rowBegin)) return row;
      }
      const key = begin + prefixLength;
      if (begin < rowBegin || begin + tail < next || key > rowEnd || !sameBytes(begin, PREFIX, prefixLength))
        continue;
      const keyBegin = signed && byteAt(key) === MINUS ? key + 1 : key;
      next = keyEnd(keyBegin, rowEnd);
      if (<isize>(next - keyBegin) >= <isize>least) mention(firstRow + row, keepPrefix ? begin : key, next);
    }
  }
  return num;
}

function hasRoom(rowLength: usize): bool {
  return numMentions === 0 || numMentions + <i32>rowLength / LEAST_BYTES < MAX_MENTIONS;
}

/** End of the run of key bytes that starts at `at`. */
function keyEnd(at: usize, end: usize): usize {
  const rows = v128.load(ROWS);
  const wanted = v128.load(KEY_BYTES);
  const none = i8x16.splat(0);
  for (let i = at; i < end; i += 16) {
    const text = v128.load(i);
    const column = v128.and(text, i8x16.splat(15));
    const row = i8x16.swizzle(rows, i8x16.shr_u(text, 4));
    const others = i8x16.bitmask(i8x16.eq(v128.and(i8x16.swizzle(wanted, column), row), none));
    if (others !== 0) return min(end, i + <usize>ctz(others));
  }
  return max(at, end);
}

function mention(ofRow: i32, begin: usize, end: usize): void {
  const key = keyOf(begin, end);
  for (let i = numMentions; i > 0; i--) {
    const before = (<usize>(i - 1)) << 2;
    if (load<i32>(MENTION_ROWS + before) !== ofRow) break;
    if (load<i32>(MENTION_KEYS + before) === key) return;
  }
  const at = (<usize>numMentions) << 2;
  store<i32>(MENTION_ROWS + at, ofRow);
  store<i32>(MENTION_KEYS + at, key);
  numMentions++;
}

function keyOf(begin: usize, end: usize): i32 {
  const hash = hashOf(begin, end);
  const length = end - begin;
  let slot = <i32>hash & mask;
  for (;;) {
    const known = load<i32>(slots + ((<usize>slot) << 2));
    if (known === 0) break;
    const key = keys + <usize>(known - 1) * KEY_SIZE;
    if (
      load<u64>(key) === hash &&
      <usize>load<i32>(key, KEY_LENGTH) === length &&
      sameBytes(begin, <usize>load<i32>(key, KEY_AT), length)
    )
      return known - 1;
    slot = (slot + 1) & mask;
  }
  const key = keys + <usize>numKeys * KEY_SIZE;
  store<u64>(key, hash);
  store<i32>(key, <i32>begin, KEY_AT);
  store<i32>(key, <i32>length, KEY_LENGTH);
  store<i32>(slots + ((<usize>slot) << 2), ++numKeys);
  if (numKeys === maxKeys) makeRoom(maxKeys << 1);
  return numKeys - 1;
}

/** Room for so many keys and their slots; the keys stay where they are, the slots are made again behind them. */
function makeRoom(num: i32): void {
  maxKeys = num;
  mask = (num << 2) - 1;
  slots = keys + <usize>num * KEY_SIZE;
  const size = (<usize>(mask + 1)) << 2;
  reach(slots + size);
  memory.fill(slots, 0, size);
  for (let idx = 0; idx < numKeys; idx++) {
    let slot = <i32>load<u64>(keys + <usize>idx * KEY_SIZE) & mask;
    while (load<i32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
    store<i32>(slots + ((<usize>slot) << 2), idx + 1);
  }
}
