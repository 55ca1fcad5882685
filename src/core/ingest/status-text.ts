/**
 * The status of a response that a text tells of, where levels are stated too: 'GET /cart 503 12 ms', 'status: 200', 'Completed 500 in
 * 12 ms'. In: bytes of a message. Out: 1 to 5 for 1xx to 5xx, 0: it tells of none. One pass, no allocation.
 */
import {
  BLANK,
  CASE_BIT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  EQUALS,
  LOWER_M,
  LOWER_S,
  OPEN_BRACKET,
  OPEN_PAREN,
  QUOTE,
  SEMICOLON,
  SLASH,
  UPPER_A,
  UPPER_Z,
} from '../lib/ascii';
import { asciiBytes, isDigit, isLetter, startsWithAt } from '../lib/bytes';
import { classOfStatus } from './http-status';
import { digitsAt } from './time/time-parts';

const MAX_LOOKED = 1000;
const LOWER_B = 98;

export function statusInText(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_LOOKED);
  let requested = false;
  for (let at = begin; at < stop; at++) {
    const byte = bytes[at];
    if (byte >= UPPER_A && byte <= UPPER_Z && (at === begin || !isLetter(bytes[at - 1]))) {
      const after = requestEnd(bytes, at, stop);
      if (after > 0) {
        requested = true;
        at = after - 1;
      }
    } else if (isDigit(byte)) {
      const digits = digitsEnd(bytes, at, stop);
      if (digits - at === 3 && stands(bytes, begin, at, digits, end)) {
        const found = classOfStatus(digitsAt(bytes, at, 3));
        const named = found > 0 && (requested ? !isMeasure(bytes, digits, end) : isNamed(bytes, begin, at));
        if (named) return found;
      }
      at = digits - 1;
    }
  }
  return 0;
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isDigit(bytes[i])) i++;
  return i;
}

const HTTP = asciiBytes('http');

/** End of 'GET /path' or 'GET http://host/path'; -1: it is no request. */
function requestEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] >= UPPER_A && bytes[i] <= UPPER_Z) i++;
  if (i - at < 3 || i - at > 7 || bytes[i] !== BLANK) return -1;
  const path = bytes[i + 1] === QUOTE ? i + 2 : i + 1;
  if (bytes[path] !== SLASH && !startsWithAt(bytes, path, end, HTTP)) return -1;
  while (i + 1 < end && bytes[i + 1] !== BLANK) i++;
  i++;
  while (i < end && bytes[i] !== BLANK && bytes[i] !== QUOTE) i++;
  return i;
}

/** Nothing else is glued to the number. */
function stands(bytes: Uint8Array, begin: number, at: number, digits: number, end: number): boolean {
  return (at === begin || isBefore(bytes[at - 1])) && (digits >= end || isBehind(bytes[digits]));
}

const isBefore = (byte: number): boolean =>
  byte === BLANK ||
  byte === EQUALS ||
  byte === COLON ||
  byte === QUOTE ||
  byte === OPEN_BRACKET ||
  byte === OPEN_PAREN;
const isBehind = (byte: number): boolean =>
  byte === BLANK ||
  byte === COMMA ||
  byte === SEMICOLON ||
  byte === QUOTE ||
  byte === CLOSE_BRACKET ||
  byte === CLOSE_PAREN;

/** '503 ms', '503 bytes' measure something. */
function isMeasure(bytes: Uint8Array, digits: number, end: number): boolean {
  if (digits + 1 >= end || bytes[digits] !== BLANK) return false;
  const unit = bytes[digits + 1];
  const next = bytes[digits + 2];
  return (unit === LOWER_M && next === LOWER_S) || (unit === LOWER_S && !isLetter(next)) || unit === LOWER_B;
}

const NAMES = ['status', 'statuscode', 'code', 'completed', 'responded', 'returned', 'response'].map(
  asciiBytes,
);
const MAX_NAME = 12;

/** The word before is one that statuses follow. */
function isNamed(bytes: Uint8Array, begin: number, at: number): boolean {
  let stop = at;
  while (stop > begin && !isLetter(bytes[stop - 1]) && stop > at - 4) stop--;
  let from = stop;
  while (from > begin && isLetter(bytes[from - 1]) && stop - from <= MAX_NAME) from--;
  return NAMES.some((name) => name.length === stop - from && sameWord(bytes, from, name));
}

function sameWord(bytes: Uint8Array, from: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if ((bytes[from + i] | CASE_BIT) !== name[i]) return false;
  return true;
}

const MIN_TOLD = 0.02;
const MIN_LINES = 3;

/** Whether enough of the texts tell of a response for all of a file to be asked. */
export function tellStatuses(texts: readonly Uint8Array[]): boolean {
  const told = texts.filter((text) => statusInText(text, 0, text.length) > 0).length;
  return told >= MIN_LINES && told >= texts.length * MIN_TOLD;
}
