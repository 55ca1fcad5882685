/** Lines of a file that detection looks at: from its beginning and places further on. */
import {
  BLANK,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  DOT,
  LINE_FEED,
  LOWER_A,
  LOWER_G,
  LOWER_S,
  TAB,
  UPPER_C,
  UPPER_S,
  UPPER_T,
} from '../lib/ascii';
import { concatenate, isDigit, skipBlanks } from '../lib/bytes';
import { createHeader } from './header';
import { timeParser } from './time/time';

export interface Sample {
  readonly bytes: Uint8Array;
  /** Lines [begin[i], end[i]), blank ones left out, line breaks excluded, at most 8 KB each. */
  readonly begin: readonly number[];
  readonly end: readonly number[];
  readonly length: number;
  /** File name, '' if unknown. */
  readonly name: string;
  /** Lines that look like the rest of a record: indented, stack traces, closing brackets. */
  readonly continues: readonly boolean[];
  /** Lines that detection counts: those that do not look like continuations, or all if none is left. */
  readonly counted: readonly number[];
}

const MAX_LINE = 8192;
const MAX_LINES = 4000;
/** Of them, at most so many from the first of several pieces. */
const MAX_FIRST = 1800;

/**
 * In: text of several places of a file, each starting and ending anywhere; partial first lines of later pieces and
 * partial last lines are dropped.
 */
export function createSample(pieces: readonly Uint8Array[], name: string, whole: boolean): Sample {
  const bytes = pieces.length === 1 ? pieces[0] : concatenate(...pieces);
  const begin: number[] = [];
  const end: number[] = [];
  const continues: boolean[] = [];
  let offset = 0;
  pieces.forEach((piece, index) => {
    const stop = offset + piece.length;
    let at = index === 0 ? offset + bomLength(piece) : afterLine(bytes, offset, stop);
    const quota = begin.length + quotaOf(index, pieces.length);
    while (at < stop && begin.length < quota) {
      const found = bytes.indexOf(LINE_FEED, at);
      const partial = found < 0 || found >= stop;
      const lineEnd = partial ? stop : found;
      // The last line counts when it is all there is or the file ends with it.
      if (partial && !(whole && index === pieces.length - 1) && at > offset) break;
      addLine(bytes, at, lineEnd, begin, end, continues);
      at = lineEnd + 1;
    }
    offset = stop;
  });
  return { bytes, begin, end, length: begin.length, name, continues, counted: countedOf(continues) };
}

function countedOf(continues: readonly boolean[]): number[] {
  const all = Array.from(continues, (_, i) => i);
  const heads = all.filter((i) => !continues[i]);
  return heads.length > 0 ? heads : all;
}

function quotaOf(index: number, numPieces: number): number {
  if (numPieces === 1) return MAX_LINES;
  return index === 0 ? MAX_FIRST : Math.ceil((MAX_LINES - MAX_FIRST) / (numPieces - 1));
}

function addLine(
  bytes: Uint8Array,
  at: number,
  lineEnd: number,
  begin: number[],
  end: number[],
  continues: boolean[],
): void {
  let stop = lineEnd;
  while (
    stop > at &&
    (bytes[stop - 1] === CARRIAGE_RETURN || bytes[stop - 1] === BLANK || bytes[stop - 1] === TAB)
  )
    stop--;
  if (stop === at) return;
  begin.push(at);
  end.push(Math.min(stop, at + MAX_LINE));
  continues.push(looksLikeContinuation(bytes, at, stop) && !isIndentedDate(bytes, at, stop));
}

const MAX_INDENT = 4;

/** '    2024-05-14T09:00:00': some programs indent their whole log, which is no reason to leave it out. */
function isIndentedDate(bytes: Uint8Array, begin: number, end: number): boolean {
  const at = skipBlanks(bytes, begin, Math.min(end, begin + MAX_INDENT));
  return at > begin && isDigit(bytes[at]) && iso(bytes, at, end, probe) >= 0;
}

const iso = timeParser('iso');
const probe = createHeader();

function afterLine(bytes: Uint8Array, at: number, stop: number): number {
  const found = bytes.indexOf(LINE_FEED, at);
  return found < 0 || found >= stop ? stop : found + 1;
}

/** Bytes of the byte order mark of UTF-8 at `at`; 0: there is none. */
export function bomLength(bytes: Uint8Array, at = 0): number {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0;
}

const PREFIXES = ['at ', 'Caused by', '... ', 'Traceback (', 'Suppressed:', 'goroutine ', 'stack:'].map(
  (text) => Uint8Array.from(text, (char) => char.charCodeAt(0)),
);

/** Whether a line, seen alone, reads as the rest of a record: blank, indented, a stack trace's line, a lone closing bracket. */
export function looksLikeContinuation(bytes: Uint8Array, begin: number, end: number): boolean {
  if (end <= begin) return true;
  const first = bytes[begin];
  if (first === BLANK || first === TAB || first === CARRIAGE_RETURN) return true;
  if (first === CLOSE_BRACE || first === CLOSE_BRACKET || first === CLOSE_PAREN) return end - begin < 40;
  if (
    first !== LOWER_A &&
    first !== UPPER_C &&
    first !== DOT &&
    first !== UPPER_T &&
    first !== UPPER_S &&
    first !== LOWER_G &&
    first !== LOWER_S
  )
    return false;
  return PREFIXES.some((prefix) => {
    if (begin + prefix.length > end) return false;
    for (let i = 0; i < prefix.length; i++) if (bytes[begin + i] !== prefix[i]) return false;
    return true;
  });
}
