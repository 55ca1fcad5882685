/** Words that state a level, in any case, with or without brackets. Out: index into LEVELS (0: not a level word). */
import {
  BAR,
  CASE_BIT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DIGIT_0,
  DIGIT_1,
  DIGIT_5,
  DOT,
  EXCLAMATION,
  HASH,
  LESS,
  LOWER_A,
  LOWER_N,
  MAX_ASCII,
  MINUS,
  OPEN_BRACKET,
  OPEN_PAREN,
  PLUS,
  STAR,
  UPPER_A,
  UPPER_C,
  UPPER_D,
  UPPER_E,
  UPPER_F,
  UPPER_I,
  UPPER_N,
  UPPER_T,
  UPPER_V,
  UPPER_W,
} from '../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipDigits } from '../lib/bytes';
import { AMBIGUOUS, LEVEL_WORDS, PLURAL_WORDS } from './level-words';

/** In bytes: of 'предупреждение'. */
export const MAX_WORD = 28;

interface Entry {
  /** Bytes of the word, each as `folded` has it. */
  readonly word: Uint8Array;
  readonly level: number;
  readonly shy: boolean;
}
const BUCKETS: Entry[][] = Array.from({ length: 256 }, () => []);
const bucketOf = (length: number, first: number, last: number): number =>
  (length * 37 + first * 7 + last) & 255;
/** Letters of both cases as one, those with accents too: their bytes differ by the same bit. */
const folded = (byte: number): number => (byte >= UPPER_A ? byte | CASE_BIT : byte);
const plurals = Object.entries(PLURAL_WORDS).map(([text, level]) => [`${text}:`, level] as const);
for (const [text, level] of [...Object.entries(LEVEL_WORDS), ...plurals]) {
  // Capitals of some scripts differ by more than that bit.
  const forms = [text, text.toUpperCase(), text[0].toUpperCase() + text.slice(1)];
  const words = forms.map((form) => new TextEncoder().encode(form).map(folded));
  const shy = AMBIGUOUS.has(text) || text.endsWith(':');
  for (const word of new Map(words.map((each) => [each.join(), each])).values())
    BUCKETS[bucketOf(word.length, word[0], word[word.length - 1])].push({ word, level, shy });
}

/** Level of the bare word bytes[begin, end); `column`: the place is known to hold levels, so shy words count. */
export function levelOfWord(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  const length = end - begin;
  if (length < 3 || length > MAX_WORD) return 0;
  for (const entry of BUCKETS[bucketOf(length, folded(bytes[begin]), folded(bytes[end - 1]))]) {
    if (entry.word.length !== length || (entry.shy && !column)) continue;
    let same = true;
    for (let i = 0; i < length && same; i++) same = folded(bytes[begin + i]) === entry.word[i];
    if (same) return entry.level;
  }
  return 0;
}

/** Letters that stand for levels: Android, glog, zap's console ('I', 'W', ...). */
export function levelOfLetter(byte: number): number {
  switch (byte) {
    case UPPER_V:
    case UPPER_T:
      return 1;
    case UPPER_D:
      return 2;
    case UPPER_I:
      return 3;
    case UPPER_N:
      return 4;
    case UPPER_W:
      return 5;
    case UPPER_E:
      return 6;
    case UPPER_F:
    case UPPER_A:
    case UPPER_C:
      return 7;
    default:
      return 0;
  }
}

/** Level of a word that may wear brackets or end in punctuation: '[error]', 'WARN:', '<info>', 'ERROR|', '[core:error]'. */
export function levelOfToken(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  let b = begin;
  let e = end;
  while (b < e && !isWordByte(bytes[b])) b++;
  while (e > b && !isWordEnd(bytes[e - 1])) e--;
  const close = closeOf(bytes, e, end);
  if (b === end)
    return bytes[begin] === OPEN_BRACKET && end - begin === 3 ? levelOfSign(bytes, begin, end) : 0;
  if (b - begin > 2 || end - close > 3)
    return bytes[begin] === OPEN_BRACKET ? levelBeforeBar(bytes, b, end, column) : 0;
  const level = levelOfWord(bytes, b, e, column || isStated(bytes, begin, b, e, end));
  if (level > 0) return level;
  if (column && e < end && bytes[e] === COLON) return levelOfWord(bytes, b, e + 1, true);
  if (bytes[end - 1] === CLOSE_PAREN) return levelOfNumbered(bytes, begin, end);
  if (bytes[begin] === LESS) return levelBeforeModule(bytes, b, e, column);
  if (bytes[begin] !== OPEN_BRACKET) return 0;
  const barred = levelBeforeBar(bytes, b, end, column) || levelBeforeDash(bytes, b, e);
  if (barred > 0) return barred;
  let colon = e;
  while (colon > b && bytes[colon - 1] !== COLON && bytes[colon - 1] !== HASH) colon--;
  if (colon === b) return 0;
  // 'Debug#SQL' has the level first, 'shop.cart#error' last.
  if (bytes[colon - 1] === HASH)
    return levelOfWord(bytes, b, colon - 1, column) || levelOfWord(bytes, colon, e, column);
  return isNumber(bytes, colon, end - 1)
    ? levelOfWord(bytes, b, colon - 1, column)
    : levelOfWord(bytes, colon, e, column);
}

/** '[error||12 |task]': bars part what a bracket holds. */
function levelBeforeBar(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  let bar = begin;
  while (bar < end && isWordByte(bytes[bar])) bar++;
  return bar < end && bytes[bar] === BAR ? levelOfWord(bytes, begin, bar, column) : 0;
}

/** '[Error-Duplicati.Library.Main]': a dotted name with a capital behind a level with one; '[error-handler]' is a name. */
function levelBeforeDash(bytes: Uint8Array, begin: number, end: number): number {
  const isCapital = (at: number): boolean => isLetter(bytes[at]) && (bytes[at] & CASE_BIT) === 0;
  let dash = begin;
  while (dash < end && isLetter(bytes[dash])) dash++;
  const isNamed = dash + 1 < end && bytes[dash] === MINUS && isCapital(begin) && isCapital(dash + 1);
  return isNamed && bytes.subarray(dash, end).includes(DOT) ? levelOfWord(bytes, begin, dash, false) : 0;
}

/** '[NOTIFICATION:16]': how fine a level is. */
const isNumber = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end > begin && skipDigits(bytes, begin, end) === end;

/** Where a bracket closes behind the blanks that fill its column ('[info     ]'); else `at`. */
function closeOf(bytes: Uint8Array, at: number, end: number): number {
  const close = skipBlanks(bytes, at, end);
  return close < end && bytes[close] === CLOSE_BRACKET ? close : at;
}

/** '<Warn:HAL.Sys>': the level before the name of a module. */
function levelBeforeModule(bytes: Uint8Array, begin: number, end: number, column: boolean): number {
  let colon = begin;
  while (colon < end && bytes[colon] !== COLON) colon++;
  return colon < end ? levelOfWord(bytes, begin, colon, column) : 0;
}

const FIRST_LETTERS = [UPPER_E, UPPER_A, UPPER_C, UPPER_E, UPPER_W, UPPER_N, UPPER_I, UPPER_D] as const;

/** ESXi's 'Er(163)': two letters of the severity, and the priority of syslog that holds it too. */
function levelOfNumbered(bytes: Uint8Array, begin: number, end: number): number {
  if (bytes[begin + 2] !== OPEN_PAREN || end - begin < 5 || end - begin > 7) return 0;
  let value = 0;
  for (let i = begin + 3; i < end - 1; i++) {
    if (!isDigit(bytes[i])) return 0;
    value = value * 10 + bytes[i] - DIGIT_0;
  }
  const severity = value & 7;
  return value <= 191 && bytes[begin] === FIRST_LETTERS[severity] ? LEVEL_OF_SEVERITY[severity] : 0;
}

/** '[!]' warns, '[+]' and '[*]' tell; '[-]' is an empty field elsewhere. */
export function levelOfSign(bytes: Uint8Array, begin: number, end: number): number {
  if (begin + 2 >= end || bytes[begin + 2] !== CLOSE_BRACKET) return 0;
  const sign = bytes[begin + 1];
  if (sign === EXCLAMATION) return 5;
  return sign === PLUS || sign === STAR ? 3 : 0;
}

/** Shy words are levels in brackets of their own ('[Note]') and as capitals before a colon ('DETAIL:'). */
function isStated(bytes: Uint8Array, begin: number, b: number, e: number, end: number): boolean {
  // 'SERVICE ALERT:' names an event.
  if (bytes[e - 1] === UPPER_T && (bytes[b] | CASE_BIT) === LOWER_A) return false;
  if (e < end && bytes[e] === COLON) return (bytes[b] & CASE_BIT) === 0 && (bytes[e - 1] & CASE_BIT) === 0;
  return (
    bytes[begin] === OPEN_BRACKET &&
    e - b === 4 &&
    bytes[e] === CLOSE_BRACKET &&
    (bytes[b] | CASE_BIT) === LOWER_N
  );
}

/** A level word that is no prose: in capitals, or with a mark at either end. */
export function isLoud(bytes: Uint8Array, begin: number, end: number): boolean {
  return !isLetter(bytes[begin]) || !isLetter(bytes[end - 1]) || (bytes[begin + 1] & CASE_BIT) === 0;
}

/** Of a word in any script. */
const isWordByte = (byte: number): boolean => isLetter(byte) || byte > MAX_ASCII;

function isWordEnd(byte: number): boolean {
  return isWordByte(byte) || (byte >= DIGIT_1 && byte <= DIGIT_5);
}

/** Go's slog writes levels between two as 'ERROR+2', 'DEBUG-4'. */
export function withoutOffset(bytes: Uint8Array, begin: number, end: number): number {
  let at = end;
  while (at > begin && isDigit(bytes[at - 1])) at--;
  const sign = bytes[at - 1];
  return at < end && at - begin > 3 && (sign === PLUS || sign === MINUS) ? at - 1 : end;
}

/** Syslog severities 0..7 (RFC 5424) as indices into LEVELS. */
export const LEVEL_OF_SEVERITY = [7, 7, 7, 6, 5, 4, 3, 2] as const;

/** Level of a column of single capital letters, 0: the letter says none. */
export function levelOfColumnLetter(byte: number): number {
  return byte === UPPER_A ? 0 : levelOfLetter(byte);
}

/** Level of an HTTP status of three digits: 5xx error, 4xx warning, else information. -1: it is no status. */
export function levelOfStatus(status: number): number {
  if (status < 100 || status > 599) return -1;
  return status >= 500 ? 6 : status >= 400 ? 5 : 3;
}
