/** Rows and cells of CSV over bytes (RFC 4180: quotes double inside quotes, line breaks allowed there). */
import { BLANK, LINE_FEED, QUOTE } from '../../lib/ascii';
import { indexOfByte, skipBlanks } from '../../lib/bytes';

/** Position of the line feed that ends the row at `at` (or `end`); -1: a quote is still open at `end`. */
export function rowEnd(bytes: Uint8Array, at: number, end: number, delimiter: number): number {
  let i = at;
  while (i < end) {
    const quote = bytes[i] === BLANK ? quoteBehindBlanks(bytes, i, end) : i;
    if (bytes[quote] === QUOTE) {
      i = closeQuote(bytes, quote + 1, end);
      if (i < 0) return -1;
    }
    while (i < end && bytes[i] !== delimiter && bytes[i] !== LINE_FEED) i++;
    if (i >= end || bytes[i] === LINE_FEED) return i;
    i++;
  }
  return end;
}

/** Some exports fill their columns with blanks before a quote, too; else `at`. */
function quoteBehindBlanks(bytes: Uint8Array, at: number, end: number): number {
  const first = skipBlanks(bytes, at, end);
  return first < end && bytes[first] === QUOTE ? first : at;
}

/** Position after the closing quote, or -1. */
function closeQuote(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const quote = indexOfByte(bytes, QUOTE, i, end);
    if (quote < 0) return -1;
    if (bytes[quote + 1] !== QUOTE || quote + 1 >= end) return quote + 1;
    i = quote + 2;
  }
  return -1;
}

/** Cells of a row: [begin, end) without their quotes; `escaped`: holds doubled quotes. Returns their number. */
export interface Cells {
  readonly begin: number[];
  readonly end: number[];
  readonly escaped: boolean[];
}

export function splitRow(
  bytes: Uint8Array,
  begin: number,
  end: number,
  delimiter: number,
  cells: Cells,
): number {
  let at = begin;
  let count = 0;
  for (;;) {
    if (bytes[at] === BLANK) at = quoteBehindBlanks(bytes, at, end);
    if (bytes[at] === QUOTE && at < end) {
      const close = closeQuote(bytes, at + 1, end);
      cells.begin[count] = at + 1;
      cells.end[count] = close < 0 ? end : close - 1;
      cells.escaped[count] = indexOfByte(bytes, QUOTE, at + 1, cells.end[count]) >= 0;
      at = close < 0 ? end : close;
      while (at < end && bytes[at] !== delimiter) at++;
    } else {
      cells.begin[count] = at;
      while (at < end && bytes[at] !== delimiter) at++;
      cells.end[count] = at;
      cells.escaped[count] = false;
    }
    count++;
    if (at >= end) return count;
    at++;
  }
}
