/** Where the time of a text log's line stands. In: a line, a notation, the words that may stand before it. Out: the position after it. */
import {
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  EXCLAMATION,
  GREATER,
  HASH,
  LESS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PERCENT,
  QUOTE,
  SEMICOLON,
  STAR,
} from '../../lib/ascii';
import { isDigit, skipBlanks, skipDigits, skipWord } from '../../lib/bytes';
import type { Header } from '../header';
import { type TimeKind, timeParser } from '../time/time';
import type { TimeParser } from '../time/time-parts';
import { tokenEnd } from '../tokens';

/** What parts the fields of a line: 'INFO|2024-...', 'Thread-13::DEBUG::2024-...', '[INFO][2024-...', 'library!Server!80c!05/14/2024-...', '#2.#2024 05 14 ...'. */
export const FIELD_MARKS = ['|', '::', '][', ';', ',', '!', '#'] as const;
export type FieldMark = (typeof FIELD_MARKS)[number];

export interface TimePlace {
  readonly time: TimeKind;
  /** How many words may stand before the time, tried in order. */
  readonly before: readonly number[];
  /** What `before` counts are fields that this mark parts; absent: words. */
  readonly mark?: FieldMark;
}

/** Bytes from the line's start within which the time stands. */
const MAX_BEFORE = 200;

/** Where the field number `idx` of a line begins, blanks left out; -1: there are fewer. */
export function fieldAt(bytes: Uint8Array, begin: number, end: number, mark: FieldMark, idx: number): number {
  let at = begin;
  const stop = Math.min(end, begin + MAX_BEFORE);
  for (let i = 0; i < idx; i++) {
    at = markAt(bytes, at, stop, mark);
    if (at < 0) return -1;
    at += mark.length;
  }
  return skipBlanks(bytes, at, end);
}

/** Where the mark stands next, or -1. */
export function markAt(bytes: Uint8Array, at: number, end: number, mark: FieldMark): number {
  const first = mark.charCodeAt(0);
  const second = mark.length > 1 ? mark.charCodeAt(1) : -1;
  for (let i = at; i < end; i++)
    if (bytes[i] === first && (second < 0 || (i + 1 < end && bytes[i + 1] === second))) return i;
  return -1;
}

/** Where the time would begin behind `count` words or fields; -1: there are fewer. */
export function timeBegin(
  mark: FieldMark | undefined,
  bytes: Uint8Array,
  begin: number,
  end: number,
  count: number,
): number {
  let at = skipBlanks(bytes, begin, Math.min(end, begin + 4));
  if (mark !== undefined) return fieldAt(bytes, at, end, mark, count);
  for (let i = 0; i < count; i++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  return at;
}

/** Finds the time of each line at a place: position after it, what closes it and one separator; -1: no time there. Sets the time of `out`. */
export function timeFinder({ time, before, mark }: TimePlace): TimeParser {
  const parse = timeParser(time);
  return (bytes, begin, end, out) => {
    for (const count of before) {
      const at = timeBegin(mark, bytes, begin, end, count);
      let after = at < 0 ? -1 : timeAt(parse, bytes, at, end, out);
      if (after < 0 && count > 0 && mark === undefined) {
        const behind = behindBrackets(bytes, begin, end, count);
        if (behind > at) after = timeAt(parse, bytes, behind, end, out);
      }
      if (after >= 0) return after;
    }
    return -1;
  };
}

/** The time at `at`, where marks may be glued to it: position after it, what closes it and one separator; -1: none. */
export function timeAt(parse: TimeParser, bytes: Uint8Array, at: number, end: number, out: Header): number {
  const open =
    bytes[at] === OPEN_BRACKET || bytes[at] === OPEN_PAREN || bytes[at] === QUOTE || bytes[at] === LESS;
  let after = parse(bytes, open ? at + 1 : at, end, out);
  if (after < 0) {
    const marks = skipMarks(bytes, at, end);
    if (marks > at) after = parse(bytes, marks, end, out);
  }
  return after < 0 ? -1 : afterTime(bytes, after, end);
}

/** The first byte of what would be a time at `at`, behind the marks that may be glued to it; 0: the line ends. */
export function firstOfTime(bytes: Uint8Array, at: number, end: number): number {
  const first = skipMarks(bytes, at, end);
  return first < end ? bytes[first] : 0;
}

/** Where the time would begin when a bracket is one word, however many it holds: '[Solr CQL query thread-0]'. */
export function behindBrackets(bytes: Uint8Array, begin: number, end: number, count: number): number {
  let at = skipBlanks(bytes, begin, Math.min(end, begin + 4));
  for (let i = 0; i < count; i++) at = skipBlanks(bytes, tokenEnd(bytes, at, end), end);
  return at;
}

const MAX_MARKS = 8;

/** Position after what is glued to a time: '####<', '*', '<166>', '[  ', and a number of a process as in '4012:20240103:...'. */
function skipMarks(bytes: Uint8Array, at: number, end: number): number {
  const stop = Math.min(end, at + MAX_MARKS);
  if (at < end && isDigit(bytes[at])) {
    const colon = skipDigits(bytes, at, stop);
    return bytes[colon] === COLON && skipDigits(bytes, colon + 1, Math.min(end, colon + 9)) === colon + 9
      ? colon + 1
      : at;
  }
  let i = at;
  while (i < stop && isMark(bytes[i])) i++;
  if (i > at && bytes[i - 1] === LESS && isDigit(bytes[i])) {
    const close = skipDigits(bytes, i, Math.min(end, i + 3));
    if (bytes[close] === GREATER) return close + 1;
  }
  return i > at && bytes[i - 1] === OPEN_BRACKET ? skipBlanks(bytes, i, end) : i;
}

/** One of [ ( " < * # % = > { ! . and the point; Cisco's clocks that are not set have '*' or '.' before them. */
const isMark = (byte: number): boolean =>
  byte === DOT ||
  byte === OPEN_BRACKET ||
  byte === OPEN_PAREN ||
  byte === QUOTE ||
  byte === LESS ||
  byte === STAR ||
  byte === HASH ||
  byte === PERCENT ||
  byte === EQUALS ||
  byte === GREATER ||
  byte === OPEN_BRACE ||
  byte === EXCLAMATION;

function afterTime(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[i] === CLOSE_BRACKET || bytes[i] === CLOSE_PAREN || bytes[i] === QUOTE || bytes[i] === GREATER)
    i++;
  if (i < end && (bytes[i] === COMMA || bytes[i] === SEMICOLON || bytes[i] === COLON)) i++;
  if (i < end && bytes[i] === COLON && bytes[i - 1] === COLON) i++;
  return Math.min(i, end);
}
