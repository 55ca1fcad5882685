/**
 * Halves of the day beside a clock: AM and PM behind it (with a blank of any kind, or points: 'a.m.'), and what Chinese, Japanese and
 * Korean write before it or behind. In: bytes from a position. Out: the position after it; the last clock is told.
 */
import { BLANK, CASE_BIT, DOT, LOWER_M, MAX_ASCII } from '../../lib/ascii';
import { isLetter, skipBlanks, startsWithAt } from '../../lib/bytes';
import { parseDayClock, setHalfDay } from './time-parts';

/** Position after a blank, a no-break space or a narrow one (which newer JavaScript and Java write before AM), or `at`. */
function skipSpace(bytes: Uint8Array, at: number): number {
  if (bytes[at] === BLANK) return at + 1;
  if (bytes[at] === 0xc2 && bytes[at + 1] === 0xa0) return at + 2;
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0xaf ? at + 3 : at;
}

/** Cheap first look for what parseHalfDay may take behind a clock. */
export const isHalfDay = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === BLANK
    ? (bytes[at + 2] | CASE_BIT) === LOWER_M || bytes[at + 2] === DOT || bytes[at + 1] > MAX_ASCII
    : bytes[at] > MAX_ASCII || (bytes[at + 1] | CASE_BIT) === LOWER_M;

/** Position after AM or PM behind a clock; otherwise `at`. */
export function parseHalfDay(bytes: Uint8Array, at: number, end: number): number {
  const i = skipSpace(bytes, at);
  const half = bytes[i] | CASE_BIT;
  if (bytes[i] > MAX_ASCII) return parseHalfBehind(bytes, at, i, end);
  if (i + 2 > end || (half !== 97 && half !== 112)) return at;
  let m = i + 1;
  if (bytes[m] === DOT) m = skipSpace(bytes, m + 1);
  const after = m + 1 < end && m > i + 1 && bytes[m + 1] === DOT ? m + 2 : m + 1;
  if (after > end || (bytes[m] | CASE_BIT) !== LOWER_M || (after < end && isLetter(bytes[after]))) return at;
  setHalfDay(half === 112);
  return after;
}

const encode = (words: string): Uint8Array[] =>
  words.split(' ').map((word) => new TextEncoder().encode(word));
const MORNINGS = encode('上午 午前 오전 凌晨 早上');
const AFTERNOONS = encode('下午 午後 오후 晚上 中午');

/** '9:00:07 午前': position after the word at `from`, or `at`. */
function parseHalfBehind(bytes: Uint8Array, at: number, from: number, end: number): number {
  const half = halfBefore(bytes, from, end);
  if (!half) return at;
  setHalfDay(half.isAfternoon);
  return half.stop;
}

interface Half {
  readonly isAfternoon: boolean;
  /** Behind the word, and behind the blanks that follow it. */
  readonly stop: number;
  readonly end: number;
}

/** The half of the day that such a word names; null: none stands there. */
export function halfBefore(bytes: Uint8Array, at: number, end: number): Half | null {
  const starts = (word: Uint8Array): boolean => startsWithAt(bytes, at, end, word);
  const morning = MORNINGS.find(starts);
  const word = morning ?? AFTERNOONS.find(starts);
  if (!word) return null;
  const stop = at + word.length;
  return { isAfternoon: morning === undefined, stop, end: skipBlanks(bytes, stop, end) };
}

/** Position after a clock with such a word before it ('上午 9:00:00', '오후3:05'), or -1. */
export function parseClockBehindHalf(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] <= MAX_ASCII) return -1;
  const half = halfBefore(bytes, at, end);
  const after = half ? parseDayClock(bytes, half.end, end) : -1;
  if (half && after >= 0) setHalfDay(half.isAfternoon);
  return after;
}
