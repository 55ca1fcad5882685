/** Numbers of shapes by the hash of their masked text: open addressing, in order of first occurrence, with a count each. */
import { COARSE, maskBytes } from './mask-bytes.as';
import { maskWords } from './mask-words.as';
import { MASKED, MAX_SHAPE_SLOTS, SHAPE_COUNTS, SHAPE_HASHES, SHAPE_SLOTS } from './memory.as';
import { classAt, MAX_TOKENS, SPACE } from './parts.as';
import { hashOf } from './words.as';

const FEW_SLOTS: i32 = 0x1000;
let numShapes: i32 = 0;
let mask: i32 = FEW_SLOTS - 1;
/** Of the message before. */
let hash: u64 = 0;
let slot: i32 = 0;

/** Forgets all shapes. */
export function clearShapes(): void {
  memory.fill(SHAPE_SLOTS, 0, (<usize>(mask + 1)) << 2);
  mask = FEW_SLOTS - 1;
  numShapes = 0;
}

/** Number of the message's shape, counted once more; -1: it is new. At most 64 KB, addresses. */
export function shapeOf(begin: usize, end: usize): i32 {
  let from = begin;
  let to = end;
  while (from < to && classAt(from) === SPACE) from++;
  while (to > from && classAt(to - 1) === SPACE) to--;
  let stop = maskWords(from, to);
  if (stop === 0) stop = maskBytes(from, to, MAX_TOKENS);
  return find(hashOf(MASKED, stop));
}

/** As shapeOf, by the first maxTokens tokens; no shape of shapeOf is equal to it. */
export function coarseShapeOf(begin: usize, end: usize, maxTokens: i32): i32 {
  const stop = maskBytes(begin, end, maxTokens);
  store<u8>(stop, COARSE);
  return find(hashOf(MASKED, stop + 1));
}

/** Gives the message before the next number. The thread never asks for more than half of MAX_SHAPE_SLOTS. */
export function addShape(): i32 {
  const idx = numShapes++;
  store<u64>(SHAPE_HASHES + ((<usize>idx) << 3), hash);
  store<i32>(SHAPE_COUNTS + ((<usize>idx) << 2), 1);
  store<i32>(SHAPE_SLOTS + ((<usize>slot) << 2), numShapes);
  if (numShapes << 1 > mask && mask < MAX_SHAPE_SLOTS - 1) grow();
  return idx;
}

function find(wanted: u64): i32 {
  hash = wanted;
  slot = <i32>wanted & mask;
  while (true) {
    const known = load<i32>(SHAPE_SLOTS + ((<usize>slot) << 2));
    if (known === 0) return -1;
    const idx = <usize>(known - 1);
    if (load<u64>(SHAPE_HASHES + (idx << 3)) === wanted) {
      const count = SHAPE_COUNTS + (idx << 2);
      store<i32>(count, load<i32>(count) + 1);
      return <i32>idx;
    }
    slot = (slot + 1) & mask;
  }
}

function grow(): void {
  mask = (mask << 1) | 1;
  memory.fill(SHAPE_SLOTS, 0, (<usize>(mask + 1)) << 2);
  for (let idx = 0; idx < numShapes; idx++) {
    let at = <i32>load<u64>(SHAPE_HASHES + ((<usize>idx) << 3)) & mask;
    while (load<i32>(SHAPE_SLOTS + ((<usize>at) << 2)) !== 0) at = (at + 1) & mask;
    store<i32>(SHAPE_SLOTS + ((<usize>at) << 2), idx + 1);
  }
}
