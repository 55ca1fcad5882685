/** The rules of shape-bytes.ts for single parts, byte by byte. Addresses instead of offsets; the rest is the same. */
import { CLASSES } from './memory.as';

export const DIGIT: u32 = 1;
export const JOINER: u32 = 2;
export const DELIMITER: u32 = 3;
export const SPACE: u32 = 4;
export const MAX_PART_BYTES: usize = 128;
export const MAX_TOKENS: i32 = 256;
export const MAX_HEX_GROUP: usize = 4;
export const COLON: u32 = 0x3a;

const MINUS: u32 = 0x2d;
const PLUS: u32 = 0x2b;
const UNDERSCORE: u32 = 0x5f;
const DOT: u32 = 0x2e;
const MAX_PREFIX: usize = 16;
const LEAST_GROUPS: i32 = 4;
const IPV6_GROUPS: i32 = 8;

export function byteAt(at: usize): u32 {
  return load<u8>(at);
}

export function classAt(at: usize): u32 {
  return load<u8>(CLASSES + load<u8>(at));
}

export function isSign(byte: u32): bool {
  return byte === MINUS || byte === PLUS;
}

export function isHex(byte: u32): bool {
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
}

function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

/** How many of the first bytes of the part [begin, end) stay; its first digit is at digitAt > begin. */
export function keptBytes(begin: usize, digitAt: usize, end: usize): usize {
  if (end - begin > MAX_PART_BYTES || isHexOnly(begin, digitAt)) return 0;
  if (isLetter(byteAt(digitAt - 1))) return hasOneDigit(digitAt, end) ? end - begin : 0;
  let last = digitAt - 1;
  if (byteAt(last) === MINUS && byteAt(last - 1) === UNDERSCORE) last--;
  const separator = byteAt(last);
  if (separator !== UNDERSCORE && separator !== DOT && separator !== MINUS) return 0;
  const length = last - begin;
  if (length < 2 || length > MAX_PREFIX) return 0;
  for (let i = begin; i < last; i++) if (!isLetter(byteAt(i))) return 0;
  return length + 1;
}

function hasOneDigit(digitAt: usize, end: usize): bool {
  for (let i = digitAt + 1; i < end; i++) if (classAt(i) === DIGIT) return false;
  return true;
}

function isHexOnly(begin: usize, digitAt: usize): bool {
  for (let i = begin; i < digitAt; i++) {
    const byte = byteAt(i);
    if (!isHex(byte) && byte !== MINUS) return false;
  }
  return true;
}

/** End of the colon-separated hex number that starts at `begin`, or 0. */
export function hexGroupsEnd(begin: usize, end: usize): usize {
  let numGroups = 0;
  let pairs = true;
  let gap = false;
  let i = begin;
  for (;;) {
    const groupBegin = i;
    while (i < end && i - groupBegin <= MAX_HEX_GROUP && isHex(byteAt(i))) i++;
    const length = i - groupBegin;
    if (length > MAX_HEX_GROUP) return 0;
    if (length === 0) gap = true;
    else numGroups++;
    if (length !== 2) pairs = false;
    if (i + 1 >= end || byteAt(i) !== COLON) break;
    const next = byteAt(i + 1);
    if (!isHex(next) && next !== COLON) break;
    i++;
  }
  if (i < end && classAt(i) <= DIGIT) return 0;
  const found = numGroups + (gap ? 1 : 0) >= LEAST_GROUPS && (pairs || gap || numGroups === IPV6_GROUPS);
  return found ? i : 0;
}
