/**
 * Zones behind a clock. In: bytes from a position. Out: header's zoneMinutes, position after the zone. 'Z', 'UTC', 'IST', '+02:00',
 * '+0200', '+02', '+5:30', 'GMT+2', 'UTC+02:00', 'Europe/Berlin', each after at most one blank; '[+0200]', '(UTC+1)'.
 */
import {
  BLANK,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DIGIT_0,
  DIGIT_1,
  LOWER_A,
  LOWER_G,
  LOWER_M,
  LOWER_T,
  LOWER_U,
  LOWER_Z,
  MAX_ASCII,
  MINUS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  UPPER_A,
  UPPER_C,
  UPPER_D,
  UPPER_S,
  UPPER_T,
  UPPER_Z,
} from '../../lib/ascii';
import { byteFlags, indexOfByte, isDigit, isLetter, isWordByte } from '../../lib/bytes';
import type { Header } from '../header';
import { namedZoneEnd } from './named-zone';
import { digitsAt, twoDigitsAt } from './time-parts';
import { LONGEST_WORD, WEAK_WORDS, ZONE_WORDS } from './zone-words';

/** Position after the zone at `at`, or `at` where there is none. A zone by its city waits for finishTime. */
export function parseZone(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const apart = bytes[at] === BLANK && at + 1 < end;
  const i = apart ? at + 1 : at;
  if (i >= end) return at;
  const byte = bytes[i];
  let after = -1;
  if (byte >= LOWER_A) after = smallWord(bytes, i, end, apart, out);
  else if (byte >= UPPER_A && byte <= UPPER_Z) after = zoneWordEnd(bytes, i, end, out, false);
  else if (byte === PLUS || byte === MINUS) after = offsetEnd(bytes, i, end, apart ? 'apart' : 'joined', out);
  else if (byte === OPEN_BRACKET || byte === OPEN_PAREN) after = inBrackets(bytes, i, end, out);
  return after < 0 ? at : after;
}

function zoned(out: Header, minutes: number, after: number): number {
  out.zoneMinutes = minutes;
  return after;
}

const isWordAt = (bytes: Uint8Array, at: number, end: number): boolean => at < end && isWordByte(bytes[at]);

/** 'z' right behind the clock, 'utc', 'gmt'; -1: none of them. */
function smallWord(bytes: Uint8Array, at: number, end: number, apart: boolean, out: Header): number {
  const first = bytes[at];
  if (first === LOWER_Z) return apart || isWordAt(bytes, at + 1, end) ? -1 : zoned(out, 0, at + 1);
  const isNamed =
    (first === LOWER_U && bytes[at + 1] === LOWER_T && bytes[at + 2] === 99) ||
    (first === LOWER_G && bytes[at + 1] === LOWER_M && bytes[at + 2] === LOWER_T);
  return isNamed && at + 3 <= end && !isWordAt(bytes, at + 3, end) ? zoned(out, 0, at + 3) : -1;
}

/**
 * Position after a word that names a zone, the offset behind UTC or GMT included; -1: it names none. `always`: words that may
 * mean something else count, too.
 */
export function zoneWordEnd(
  bytes: Uint8Array,
  at: number,
  end: number,
  out: Header,
  always: boolean,
): number {
  if (at + 1 < end && bytes[at + 1] >= LOWER_A && bytes[at + 1] <= LOWER_Z)
    return isChamorro(bytes, at, end) ? zoned(out, 600, at + 4) : namedZoneEnd(bytes, at, end, out);
  // Nearly every time with a zone has this one: no word is made of it.
  if (bytes[at] === UPPER_Z && !(at + 1 < end && isLetter(bytes[at + 1])))
    return isEndOfWord(bytes, at + 1, end) ? zoned(out, 0, skipName(bytes, at + 1, end)) : -1;
  let stop = at;
  while (stop < end && stop - at <= LONGEST_WORD && isLetter(bytes[stop])) stop++;
  // Most words behind a clock are levels, and none of them ends as these do.
  if (stop - at > LONGEST_WORD || !isLastLetter(bytes[stop - 1])) return -1;
  const word = String.fromCharCode(...bytes.subarray(at, stop));
  const minutes = ZONE_WORDS.get(word);
  if (minutes === undefined) return -1;
  if (minutes === 0 && stop - at === 3) {
    const after = offsetBehindWord(bytes, stop, end, out);
    if (after >= 0) return after;
  }
  const isWeak = !always && WEAK_WORDS.has(word);
  if (isWeak ? !endsTime(bytes, stop, end) : !isEndOfWord(bytes, stop, end)) return -1;
  return zoned(out, minutes, stop);
}

/** T, C, K, Z, D, B, A. */
const isLastLetter = (byte: number): boolean =>
  byte === UPPER_T ||
  byte === UPPER_C ||
  byte === 75 ||
  byte === UPPER_Z ||
  byte === UPPER_D ||
  byte === 66 ||
  byte === UPPER_A;

/** 'ChST', of Guam. */
const isChamorro = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + 4 <= end &&
  bytes[at] === UPPER_C &&
  bytes[at + 1] === 104 &&
  bytes[at + 2] === UPPER_S &&
  bytes[at + 3] === UPPER_T &&
  !isWordAt(bytes, at + 4, end);

const CLOSING = byteFlags(')]>:,;|"}');
const OPENING = byteFlags('[({<');

function isEndOfWord(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || bytes[at] <= BLANK || CLOSING[bytes[at]] === 1 || OPENING[bytes[at]] === 1;
}

/** Nothing more of the line stands in the same breath: its end, a closing mark, or the year. */
function endsTime(bytes: Uint8Array, at: number, end: number): boolean {
  return at >= end || CLOSING[bytes[at]] === 1 || (bytes[at] === BLANK && yearAt(bytes, at + 1, end) > 0);
}

/** A year of four digits; -1: it is none. */
export function yearAt(bytes: Uint8Array, at: number, end: number): number {
  const year = at + 4 <= end && !isWordAt(bytes, at + 4, end) ? digitsAt(bytes, at, 4) : -1;
  return year >= 1970 && year < 2200 ? year : -1;
}

/** 'UTC+02:00', 'GMT+2', 'UTC +0200', 'GMT+0200 (Central European Summer Time)'; -1: no offset. */
function offsetBehindWord(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const sign = bytes[at] === BLANK ? at + 1 : at;
  if (sign + 1 >= end || (bytes[sign] !== PLUS && bytes[sign] !== MINUS)) return -1;
  const after = offsetEnd(bytes, sign, end, sign > at ? 'apart' : 'named', out);
  return after < 0 ? -1 : skipComment(bytes, after, end);
}

const MAX_COMMENT = 60;

function skipComment(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== BLANK || bytes[at + 1] !== OPEN_PAREN) return at;
  const stop = Math.min(end, at + MAX_COMMENT);
  let i = at + 2;
  while (i < stop && (isLetter(bytes[i]) || bytes[i] === BLANK || bytes[i] > MAX_ASCII)) i++;
  return i < stop && bytes[i] === CLOSE_PAREN ? i + 1 : at;
}

/** '[+0200]', '(UTC+1)', '[IST]', '(Europe/Berlin)'; -1: something else is in the brackets. */
function inBrackets(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const close = bytes[at] === OPEN_BRACKET ? CLOSE_BRACKET : CLOSE_PAREN;
  const byte = bytes[at + 1];
  let after = -1;
  if (byte === PLUS || byte === MINUS) after = offsetEnd(bytes, at + 1, end, 'named', out);
  else if (byte >= UPPER_A && byte <= UPPER_Z) after = zoneWordEnd(bytes, at + 1, end, out, true);
  if (after >= 0 && after < end && bytes[after] === close) return after + 1;
  out.zoneMinutes = Number.NaN;
  return -1;
}

/** Where an offset stands: right behind the clock, after a blank, or where nothing but a zone is written. */
type Place = 'joined' | 'apart' | 'named';

const MAX_EAST = 14 * 60;
const MAX_WEST = 12 * 60;

/** Position after the offset whose sign is at `at`; -1: it is none. */
function offsetEnd(bytes: Uint8Array, at: number, end: number, place: Place, out: Header): number {
  let stop = at + 1;
  while (stop < end && stop < at + 6 && isDigit(bytes[stop])) stop++;
  const count = stop - at - 1;
  if (count < 3 && bytes[stop] === COLON && stop + 2 < end && twoDigitsAt(bytes, stop + 1) >= 0)
    return withColon(bytes, at, stop, end, out);
  if (isWordAt(bytes, stop, end)) return -1;
  const digits = digitsAt(bytes, at + 1, count);
  let minutes = -1;
  if (count === 4) minutes = ((digits / 100) | 0) * 60 + (digits % 100);
  else if (count === 2 && (place !== 'apart' || isHoursAlone(bytes, at, stop, end))) minutes = digits * 60;
  else if (count === 1 && place !== 'apart') minutes = digits * 60;
  // Minutes alone, as DB2 writes them: +060. Else +530.
  else if (count === 3 && place !== 'apart')
    minutes = digits % 15 === 0 ? digits : ((digits / 100) | 0) * 60 + (digits % 100);
  if (!isSound(minutes, count === 4 ? digits % 100 : 0, bytes[at])) return -1;
  return skipName(bytes, zoned(out, bytes[at] === MINUS ? -minutes : minutes, stop), end);
}

function withColon(bytes: Uint8Array, at: number, colon: number, end: number, out: Header): number {
  const hours = digitsAt(bytes, at + 1, colon - at - 1);
  const rest = twoDigitsAt(bytes, colon + 1);
  const stop = colon + 3;
  if (colon === at + 1 || isWordAt(bytes, stop, end)) return -1;
  const minutes = hours * 60 + rest;
  if (!isSound(minutes, rest, bytes[at])) return -1;
  return skipName(bytes, zoned(out, bytes[at] === MINUS ? -minutes : minutes, stop), end);
}

/** A number after a blank may be data: '+03', '-03' have both digits and something that ends them. */
const isHoursAlone = (bytes: Uint8Array, at: number, stop: number, end: number): boolean =>
  (bytes[at] === PLUS || bytes[at + 1] === DIGIT_0 || bytes[at + 1] === DIGIT_1) &&
  isEndOfWord(bytes, stop, end);

function isSound(minutes: number, rest: number, sign: number): boolean {
  return minutes >= 0 && rest < 60 && minutes % 15 === 0 && minutes <= (sign === MINUS ? MAX_WEST : MAX_EAST);
}

/** Behind an offset the zone may be named once more, as Java does: '+02:00[Europe/Berlin]', 'Z[UTC]'. */
function skipName(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end || bytes[at] !== OPEN_BRACKET || !isLetter(bytes[at + 1])) return at;
  const close = indexOfByte(bytes, CLOSE_BRACKET, at, Math.min(end, at + MAX_COMMENT));
  return close < 0 ? at : close + 1;
}
