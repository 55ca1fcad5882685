/**
 * A message -> its masked text at MASKED, byte by byte, for any message. Tokens are joined by one blank; WILDCARD stands
 * for a variable part. Two messages have the same masked text exactly when they have the same shape.
 */
import { MASKED } from './memory.as';
import {
  byteAt,
  COLON,
  classAt,
  DELIMITER,
  DIGIT,
  hexGroupsEnd,
  isSign,
  JOINER,
  keptBytes,
  MAX_HEX_GROUP,
  MAX_PART_BYTES,
  SPACE,
} from './parts.as';

/** Bytes that no token holds: white space to shape-bytes.ts. */
export const WILDCARD: u8 = 1;
export const COARSE: u8 = 2;
const BLANK: u8 = 0x20;

/** End of the masked text of [begin, end). Tokens beyond maxTokens become one wildcard. */
export function maskBytes(begin: usize, end: usize, maxTokens: i32): usize {
  let out = MASKED;
  let at = begin;
  let numTokens = 0;
  while (true) {
    while (at < end && classAt(at) === SPACE) at++;
    if (at >= end) return out;
    if (numTokens > 0) store<u8>(out++, BLANK);
    if (numTokens++ === maxTokens) {
      store<u8>(out++, WILDCARD);
      return out;
    }
    while (at < end && classAt(at) !== SPACE) {
      const first = byteAt(at);
      const kind = classAt(at);
      if (kind > DIGIT && !(isSign(first) && at + 1 < end && classAt(at + 1) === DIGIT)) {
        store<u8>(out++, <u8>first);
        at++;
        continue;
      }
      let stop = partEnd(at, end);
      let kept = literalBytes(at, stop);
      if (stop < end && byteAt(stop) === COLON && stop - at <= MAX_HEX_GROUP) {
        const address = hexGroupsEnd(at, end);
        if (address > 0) {
          stop = address;
          kept = 0;
        }
      }
      memory.copy(out, at, kept);
      out += kept;
      if (kept < stop - at) store<u8>(out++, WILDCARD);
      at = stop;
    }
  }
}

function partEnd(begin: usize, end: usize): usize {
  let at = begin + 1;
  while (at < end) {
    const kind = classAt(at);
    if (kind >= DELIMITER) break;
    if (kind === JOINER && (at + 1 >= end || classAt(at + 1) > DIGIT)) break;
    at++;
  }
  return at;
}

/** How many bytes of a part are literal, from its begin on. */
function literalBytes(begin: usize, end: usize): usize {
  if (end - begin > MAX_PART_BYTES) return 0;
  let digitAt = begin;
  while (digitAt < end && classAt(digitAt) !== DIGIT) digitAt++;
  if (digitAt === end) return end - begin;
  // A part that begins with its sign is a number.
  return digitAt > begin && !isSign(byteAt(begin)) ? keptBytes(begin, digitAt, end) : 0;
}
