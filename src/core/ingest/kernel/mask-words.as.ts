/**
 * A message -> its masked text, 64 bytes at a time, for the usual message: first bit masks of its byte classes, then one
 * step for each variable part. What needs a closer look (very long parts, addresses with colons, very many tokens) is
 * left to mask-bytes.as.ts, whose result this has to equal.
 */

import { WILDCARD } from './mask-bytes.as';
import { BREAKS, JOINERS, MASK_STRIDE, MASKED, MASKS, ROWS, SPACES } from './memory.as';
import {
  byteAt,
  COLON,
  classAt,
  DIGIT,
  isSign,
  keptBytes,
  MAX_HEX_GROUP,
  MAX_TOKENS,
  SPACE,
} from './parts.as';

const BLANK: u8 = 0x20;
/** Masks of a word: bytes that may be in a part, digits, blanks to be made one, colons that may be in an address. */
const DIGITS: usize = 8;
const UNEVEN: usize = 16;
const COLONS: usize = 24;
const LEAST_COLONS: i32 = 3;

/** Fills MASKS for [begin, end), which begins and ends with no white space. False: the message needs the other way. */
function mark(begin: usize, end: usize): bool {
  const rows = v128.load(ROWS);
  const spaces = v128.load(SPACES);
  const joiners = v128.load(JOINERS);
  const breaks = v128.load(BREAKS);
  const none = i8x16.splat(0);
  let out = MASKS;
  let numColons: i32 = 0;
  let numBlanks: i32 = 0;
  let spaceBefore: u64 = 0;
  for (let at = begin; at < end; at += 64) {
    let notSpace: u64 = 0;
    let notJoiner: u64 = 0;
    let word: u64 = 0;
    let digit: u64 = 0;
    let blank: u64 = 0;
    let colon: u64 = 0;
    const left = end - at;
    const stop = min(left, 64);
    let i: usize = 0;
    for (; i < stop; i += 16) {
      const text = v128.load(at + i);
      const column = v128.and(text, i8x16.splat(15));
      const row = i8x16.swizzle(rows, i8x16.shr_u(text, 4));
      notSpace = push(notSpace, i8x16.eq(v128.and(i8x16.swizzle(spaces, column), row), none));
      notJoiner = push(notJoiner, i8x16.eq(v128.and(i8x16.swizzle(joiners, column), row), none));
      word = push(word, i8x16.eq(v128.and(i8x16.swizzle(breaks, column), row), none));
      digit = push(digit, i8x16.le_u(i8x16.sub(text, i8x16.splat(0x30)), i8x16.splat(9)));
      blank = push(blank, i8x16.eq(text, i8x16.splat(0x20)));
      colon = push(colon, i8x16.eq(text, i8x16.splat(0x3a)));
    }
    let wordNext = word >> 1;
    let colonNext = colon >> 1;
    let inside = ~(<u64>0);
    if (left > 64) {
      wordNext |= (<u64>(classAt(at + 64) <= DIGIT)) << 63;
      colonNext |= (<u64>(byteAt(at + 64) === COLON)) << 63;
    } else if (left < 64) {
      // Lanes that were not looked at are still missing at the low end.
      const missing = 64 - i;
      inside = ((<u64>1) << left) - 1;
      notSpace >>= missing;
      notJoiner >>= missing;
      word = (word >> missing) & inside;
      digit >>= missing;
      blank >>= missing;
      colon >>= missing;
      wordNext = word >> 1;
      colonNext = colon >> 1;
    }
    const part = word | (~notJoiner & wordNext);
    if (part === ~(<u64>0)) return false;
    const space = ~notSpace;
    const spacesBefore = (space << 1) | spaceBefore;
    colon &= (wordNext | colonNext) & inside;
    numColons += <i32>popcnt(colon);
    numBlanks += <i32>popcnt(notSpace & spacesBefore & inside);
    store<u64>(out, part);
    store<u64>(out, digit & inside, DIGITS);
    store<u64>(out, space & (~blank | spacesBefore) & inside, UNEVEN);
    store<u64>(out, colon, COLONS);
    spaceBefore = space >> 63;
    out += MASK_STRIDE;
  }
  return numBlanks < MAX_TOKENS && (numColons < LEAST_COLONS || !mayHoldAddress(begin, end));
}

/** The bits of 16 lanes behind those so far. */
function push(bits: u64, lanes: v128): u64 {
  return (bits >> 16) | ((<u64>i8x16.bitmask(lanes)) << 48);
}

/** Whether three colons stand so near to each other that they may part groups of hex digits. */
function mayHoldAddress(begin: usize, end: usize): bool {
  let run = 0;
  let last: usize = 0;
  let masks = MASKS;
  for (let base = begin; base < end; base += 64) {
    let colons = load<u64>(masks, COLONS);
    while (colons !== 0) {
      const at = base + <usize>ctz(colons);
      colons &= colons - 1;
      run = at - last <= MAX_HEX_GROUP + 1 ? run + 1 : 1;
      if (run >= LEAST_COLONS) return true;
      last = at;
    }
    masks += MASK_STRIDE;
  }
  return false;
}

/** End of the masked text of [begin, end), which begins and ends with no white space; 0: the message needs the other way. */
export function maskWords(begin: usize, end: usize): usize {
  if (!mark(begin, end)) return 0;
  let out = MASKED;
  let from = begin;
  let masks = MASKS;
  for (let base = begin; base < end; base += 64) {
    let events = load<u64>(masks, DIGITS) | load<u64>(masks, UNEVEN);
    for (;;) {
      if (from > base) {
        if (from >= base + 64) break;
        events &= ~(<u64>0) << (from - base);
      }
      if (events === 0) break;
      const bit = ctz(events);
      const at = base + <usize>bit;
      if ((load<u64>(masks, DIGITS) >> bit) & 1) {
        const stop = runEnd(masks, bit, base, end);
        let start = runBegin(masks, bit, base, from);
        // A joiner that opens the run is no part of it, but for the sign of a number.
        if (classAt(start) > DIGIT && !(start + 1 === at && isSign(byteAt(start)))) start++;
        const kept = start < at && !isSign(byteAt(start)) ? keptBytes(start, at, stop) : 0;
        out = copy(out, from, start + kept);
        if (kept < stop - start) store<u8>(out++, WILDCARD);
        from = stop;
      } else {
        // The first byte of white space that is no lone blank; a blank right before it may be copied with the token.
        out = copy(out, from, at);
        if (byteAt(at - 1) !== BLANK) store<u8>(out++, BLANK);
        from = at + 1;
        while (classAt(from) === SPACE) from++;
      }
    }
    masks += MASK_STRIDE;
  }
  return copy(out, from, end);
}

/** End of the run of part bytes that holds base + bit. */
function runEnd(masks: usize, bit: u64, base: usize, end: usize): usize {
  const free = ~load<u64>(masks) >> bit;
  if (free !== 0) return base + <usize>(bit + ctz(free));
  let at = base;
  let next = masks;
  while ((at += 64) < end) {
    const others = ~load<u64>((next += MASK_STRIDE));
    if (others !== 0) return at + <usize>ctz(others);
  }
  return end;
}

/** Begin of that run, not before `from`. */
function runBegin(masks: usize, bit: u64, base: usize, from: usize): usize {
  const free = ~load<u64>(masks) & (((<u64>1) << bit) - 1);
  if (free !== 0) return base + <usize>(64 - clz(free));
  let at = base;
  let before = masks;
  while (at > from) {
    at -= 64;
    const others = ~load<u64>((before -= MASK_STRIDE));
    if (others !== 0) return max(from, at + <usize>(64 - clz(others)));
  }
  return from;
}

/** Copies [from, to), writing up to 15 bytes more; where the copy ends. */
function copy(out: usize, from: usize, to: usize): usize {
  let target = out;
  for (let at = from; at < to; at += 16) {
    v128.store(target, v128.load(at));
    target += 16;
  }
  return out + (to - from);
}
