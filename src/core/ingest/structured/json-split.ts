/**
 * Delimits JSON records that are no lines: one after another, in an array, or in arrays deep within containers. In: bytes and
 * a position outside strings. Out: the record there and where the next begins. Nothing is remembered between records, so a container
 * of a gigabyte costs what lines cost.
 */
import {
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { startsWithAt } from '../../lib/bytes';
import type { Block } from '../formats/format';
import { MAX_RECORD_BYTES } from '../limits';
import { stringEnd } from './json-walk';

/** Where records are within a container. */
export interface RecordPlace {
  /** Key of the array that holds them; '': they stand at the top, or in an array there. */
  readonly key: string;
  /** Records are lists (['1715677200000000000', 'text']), not objects. */
  readonly lists: boolean;
}

export type SplitBlock = (bytes: Uint8Array, at: number, end: number, last: boolean) => Block | null;

export function createSplit({ key, lists }: RecordPlace): SplitBlock {
  const place = { key: new TextEncoder().encode(key), opener: lists ? OPEN_BRACKET : OPEN_BRACE };
  return (bytes, at, end, last) => {
    const limit = Math.min(end, at + MAX_RECORD_BYTES);
    if (bytes[at] === OPEN_BRACE || (lists && bytes[at] === OPEN_BRACKET)) {
      const close = valueEnd(bytes, at, limit);
      if (close > 0) return behind(bytes, close, end, last, false, place);
      if (close === OPEN && limit === end && !last) return null;
      const stop = close === OPEN ? lastLine(bytes, at, limit, limit === end && last) : -close;
      return { contentEnd: stop, next: stop, broken: true };
    }
    // Text between records goes line by line.
    const found = bytes.indexOf(LINE_FEED, at);
    if (found >= 0 && found < limit) return behind(bytes, found + 1, end, last, true, place);
    if (limit === end && !last) return null;
    return { contentEnd: limit, next: limit, broken: true };
  };
}

interface Place {
  readonly key: Uint8Array;
  readonly opener: number;
}

function behind(
  bytes: Uint8Array,
  at: number,
  end: number,
  last: boolean,
  broken: boolean,
  place: Place,
): Block | null {
  const next = place.key.length > 0 ? nextRecord(bytes, at, end, last, place) : nextAtTop(bytes, at, end);
  return next < 0 || (next === end && !last) ? null : { contentEnd: at, next, broken };
}

/** Behind blanks, line ends, ',' '[' ']' '}'. */
function nextAtTop(bytes: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && isBetween(bytes, next)) next++;
  return next;
}

const isBetween = (bytes: Uint8Array, i: number): boolean => {
  const byte = bytes[i];
  if (byte === OPEN_BRACKET) return bytes[i - 1] === LINE_FEED;
  return byte <= BLANK || byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE;
};

/**
 * The next element of the same array, or the first of the next array of that key; an object at the top that holds none is a
 * record of its own, so that it is seen. `end` where there is none; -1: it is not known yet.
 */
function nextRecord(bytes: Uint8Array, from: number, end: number, last: boolean, place: Place): number {
  const limit = Math.min(end, from + MAX_RECORD_BYTES);
  let at = skipSpace(bytes, from, limit);
  if (bytes[at] === COMMA) {
    const next = skipSpace(bytes, at + 1, limit);
    if (next < limit && bytes[next] === place.opener) return next;
    at = next;
  }
  const found = firstRecord(bytes, at, limit, place, true);
  if (found.record >= 0) return found.record;
  if (found.top >= 0 && found.isOver) return found.top;
  if (limit === end && !last) return -1;
  if (found.top >= 0) return found.top;
  // What closes the container at the end of the file belongs to its last record; text behind it does not.
  return limit === end ? found.text : limit;
}

interface FirstRecord {
  readonly record: number;
  /** An object at the beginning of a line before it; -1: none. */
  readonly top: number;
  /** That object ends without a record. */
  readonly isOver: boolean;
  /** Text that is no JSON; the limit where there is none. */
  readonly text: number;
}

/** Steps over keys, values and brackets to the array that the key names. */
function firstRecord(
  bytes: Uint8Array,
  from: number,
  limit: number,
  { key, opener }: Place,
  stopsAtTop: boolean,
): FirstRecord {
  let top = -1;
  for (let i = from; i < limit; i++) {
    const byte = bytes[i];
    if (byte === OPEN_BRACE && stopsAtTop && i > 0 && bytes[i - 1] === LINE_FEED) {
      if (top >= 0) return { record: -1, top, isOver: true, text: limit };
      top = i;
    }
    if (byte !== QUOTE) continue;
    const close = stringEnd(bytes, i + 1, limit);
    if (close < 0) break;
    const isKey = close - i - 1 === key.length && startsWithAt(bytes, i + 1, limit, key);
    const record = isKey ? elementAfter(bytes, close + 1, limit, opener) : -1;
    if (record >= 0) return { record, top, isOver: false, text: limit };
    i = close;
  }
  return { record: -1, top, isOver: false, text: limit };
}

/** Behind ': [' where an element begins; -1: something else is there. */
function elementAfter(bytes: Uint8Array, from: number, limit: number, opener: number): number {
  const colon = skipSpace(bytes, from, limit);
  if (bytes[colon] !== COLON) return -1;
  const open = skipSpace(bytes, colon + 1, limit);
  if (bytes[open] !== OPEN_BRACKET) return -1;
  const at = skipSpace(bytes, open + 1, limit);
  return at < limit && bytes[at] === opener ? at : -1;
}

/** Where the first record of a container begins in bytes[begin, end); -1: nowhere. */
export function leadOfPlace(
  bytes: Uint8Array,
  begin: number,
  end: number,
  { key, lists }: RecordPlace,
): number {
  const place = { key: new TextEncoder().encode(key), opener: lists ? OPEN_BRACKET : OPEN_BRACE };
  return firstRecord(bytes, begin, end, place, false).record;
}

export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] <= BLANK) i++;
  return i;
}

/** Position after the last line end in (at, limit), or `limit`. */
function lastLine(bytes: Uint8Array, at: number, limit: number, whole: boolean): number {
  if (whole) return limit;
  const found = bytes.lastIndexOf(LINE_FEED, limit - 1);
  return found > at ? found + 1 : limit;
}

/** The value is not closed. */
const OPEN = 0;

/** Position after the object or list at `at`; OPEN: it is not closed before `end`; below 0: it breaks off at minus this position. */
export function valueEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < end && bytes[i] !== QUOTE; i++) {
        if (bytes[i] === BACKSLASH) i++;
        else if (bytes[i] === LINE_FEED) return -(i + 1);
      }
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      // An object at the very start of a line is the next record.
      if (byte === OPEN_BRACE && i > at && bytes[i - 1] === LINE_FEED) return -i;
      depth++;
    } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return i + 1;
  }
  return OPEN;
}
