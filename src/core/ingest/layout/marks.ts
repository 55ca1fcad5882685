/** What header steps and those who learn them look for. In: bytes from a position. Out: whether it is there, or where it ends. */
import { LEVEL_ERROR, LEVEL_INFO, LEVEL_WARN } from '../../../contracts/units';
import {
  BAR,
  BLANK,
  CASE_BIT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DIGIT_0,
  EXCLAMATION,
  GREATER,
  LESS,
  LOWER_F,
  LOWER_X,
  MINUS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  QUESTION,
  SLASH,
  UNDERSCORE,
  UPPER_A,
  UPPER_D,
  UPPER_Z,
} from '../../lib/ascii';
import { isBlank, isDigit, isHex, isLetter, skipDigits, skipWord } from '../../lib/bytes';
import { levelOfColumnLetter } from '../level';

/** End of the letter that states a level at `at`: 'E', 'e', '[E]', '(E)', '<E>', 'E/' before a name, 'I125:', Apple's 'Df' and 'Db', 'D2'; -1: none stands there. */
export function letterEnd(bytes: Uint8Array, at: number, end: number): number {
  // '[E 240514 09:00:00 web:12]'.
  if (bytes[at] === OPEN_BRACKET && isLevelLetter(bytes[at + 1], true) && isBlank(bytes[at + 2]))
    return at + 2;
  const close = CLOSERS[bytes[at]] ?? 0;
  const letter = close > 0 ? at + 1 : at;
  if (letter >= end || !isLevelLetter(bytes[letter], close > 0)) return -1;
  if (close > 0 && bytes[letter + 1] !== close) return -1;
  const isTwo =
    close === 0 &&
    bytes[letter] === UPPER_D &&
    (bytes[letter + 1] === LOWER_F || bytes[letter + 1] === LOWER_B || isFineness(bytes[letter + 1]));
  const stop = close > 0 || isTwo ? letter + 2 : letter + 1;
  if (stop >= end || isBlank(bytes[stop])) return Math.min(stop, end);
  // 'I125: text': how fine it is.
  if (close === 0 && isDigit(bytes[stop])) {
    const colon = skipDigits(bytes, stop, end);
    return colon === stop + 3 && bytes[colon] === COLON && isBlank(bytes[colon + 1]) ? colon + 1 : -1;
  }
  if (close > 0) return bytes[stop] === OPEN_BRACKET || bytes[stop] === COLON ? stop : -1;
  // 'E! text', 'E> text'.
  if (
    (bytes[stop] === EXCLAMATION || bytes[stop] === GREATER) &&
    (stop + 1 >= end || isBlank(bytes[stop + 1]))
  )
    return stop + 1;
  return close === 0 && bytes[stop] === SLASH && isLetter(bytes[stop + 1]) ? stop + 1 : -1;
}

const SMALL = new Set([...'iwefdt'].map((char) => char.charCodeAt(0)));

/** Small letters stand bare: 'i TraceContext'. */
const isLevelLetter = (byte: number, isDressed: boolean): boolean =>
  (byte >= UPPER_A && byte <= UPPER_Z) || (!isDressed && SMALL.has(byte));

/** Level of such a letter; 0: it says none. */
export function levelOfLetterAt(bytes: Uint8Array, at: number): number {
  const letter = CLOSERS[bytes[at]] === undefined ? at : at + 1;
  return bytes[letter + 1] === LOWER_F ? LEVEL_INFO : levelOfColumnLetter(bytes[letter] & ~CASE_BIT);
}

/** MongoDB's 'D1' to 'D5'. */
const isFineness = (byte: number): boolean => byte > DIGIT_0 && byte <= DIGIT_0 + 5;

const LOWER_B = 98;
const CLOSERS: Readonly<Record<number, number>> = {
  [OPEN_BRACKET]: CLOSE_BRACKET,
  [OPEN_PAREN]: CLOSE_PAREN,
  [LESS]: GREATER,
};

/** Level of '? [', '+ [' or '! [' at `at`; 0: it is none. */
export function levelOfAgentSign(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 >= end || bytes[at + 1] !== BLANK || bytes[at + 2] !== OPEN_BRACKET) return 0;
  if (bytes[at] === QUESTION) return LEVEL_INFO;
  return bytes[at] === PLUS ? LEVEL_WARN : bytes[at] === EXCLAMATION ? LEVEL_ERROR : 0;
}

/** End of the word of hex digits at `at`, which may begin with '0x', or -1. */
export function hexIdEnd(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] === DIGIT_0 && bytes[at + 1] === LOWER_X ? at + 2 : at;
  let stop = first;
  while (stop < end && isHex(bytes[stop])) stop++;
  return stop > first && (stop === end || isBlank(bytes[stop])) ? stop : -1;
}

/** End of a number of one or two digits, or of -1, before a blank; -1: there is none. */
export function verbosityEnd(bytes: Uint8Array, at: number, end: number): number {
  const digits = bytes[at] === MINUS ? at + 1 : at;
  const stop = skipDigits(bytes, digits, Math.min(end, digits + 3));
  return stop > digits && stop <= digits + 2 && stop < end && isBlank(bytes[stop]) ? stop : -1;
}

const MAX_CLOSE = 120;

/** Place of a ']' that no '[' behind `at` opened, or -1. */
export function closingBracket(bytes: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + MAX_CLOSE);
  for (let i = at; i < stop; i++) {
    if (bytes[i] === CLOSE_BRACKET) return i;
    if (bytes[i] === OPEN_BRACKET) return -1;
  }
  return -1;
}

/** '-' in a column of names: several blanks follow. */
export const isEmptyName = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + 2 < end && bytes[at] === MINUS && isBlank(bytes[at + 1]) && isBlank(bytes[at + 2]);

/** End of a name that ends in ':' or '|' before a blank or the end, or -1. */
export function colonNameEnd(bytes: Uint8Array, at: number, end: number): number {
  // A lone colon is a name left empty.
  if (at < end && bytes[at] === COLON && (at + 1 === end || isBlank(bytes[at + 1]))) return at + 1;
  if (at >= end || !(isLetter(bytes[at]) || bytes[at] === UNDERSCORE)) return -1;
  const stop = skipWord(bytes, at, end);
  return stop - at > 1 && stop - at < 120 && (bytes[stop - 1] === COLON || bytes[stop - 1] === BAR)
    ? stop
    : -1;
}
