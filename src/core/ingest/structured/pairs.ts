/** 'key=value key="quoted value"' pairs of a line. In: bytes. Out: where keys and values are; of a sample, its columns. */
import { APOSTROPHE, BACKSLASH, BAR, DOT, EQUALS, MINUS, QUOTE, SEMICOLON } from '../../lib/ascii';
import { decodeRange, indexOfByte, isBlank, isWordByte, skipBlanks } from '../../lib/bytes';
import { shareMatching } from '../formats/format';
import type { Sample } from '../sample';
import { appendUnescaped, Scratch } from '../scratch';
import { type Column, MAX_VALUES } from './column';

export function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (isWordByte(bytes[i]) || bytes[i] === DOT || bytes[i] === MINUS)) i++;
  return i;
}

/** What parts the pairs of a line: blanks (0), or a mark that their values, which may hold blanks, do not. */
export type PairMark = 0 | typeof BAR | typeof SEMICOLON;

/** Where the next pair begins behind a value. */
export const nextPair = (bytes: Uint8Array, at: number, end: number, mark: PairMark): number =>
  skipBlanks(bytes, mark !== 0 && at < end && bytes[at] === mark ? at + 1 : at, end);

export function valueEnd(bytes: Uint8Array, at: number, end: number, mark: PairMark = 0): number {
  let i = at;
  if (mark !== 0) {
    const found = indexOfByte(bytes, mark, at, end);
    return found < 0 ? end : found;
  }
  const quote = bytes[at];
  if (quote === QUOTE || quote === APOSTROPHE) {
    for (i = at + 1; i < end && bytes[i] !== quote; i++) if (bytes[i] === BACKSLASH) i++;
    // An apostrophe that nothing closes is one.
    if (i < end || quote === QUOTE) return Math.min(i + 1, end);
    i = at;
  }
  while (i < end && !isBlank(bytes[i])) i++;
  return i;
}

export const isQuoted = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end - begin > 1 &&
  (bytes[begin] === QUOTE || bytes[begin] === APOSTROPHE) &&
  bytes[end - 1] === bytes[begin];

/** Key and value of each pair; null: a word that is no pair. */
function* pairsOf(
  bytes: Uint8Array,
  begin: number,
  end: number,
  mark: PairMark,
): Iterable<[string, string] | null> {
  for (let at = skipBlanks(bytes, begin, end); at < end; ) {
    const equals = keyEnd(bytes, at, end);
    const isPair = equals > at && equals < end && bytes[equals] === EQUALS;
    const stop = valueEnd(bytes, isPair ? equals + 1 : at, end, mark);
    yield isPair ? [decodeRange(bytes, at, equals), textOf(bytes, equals + 1, stop)] : null;
    at = nextPair(bytes, Math.max(stop, at + 1), end, mark);
  }
}

const scratch = new Scratch();
function textOf(bytes: Uint8Array, begin: number, end: number): string {
  if (!isQuoted(bytes, begin, end)) return decodeRange(bytes, begin, end);
  scratch.clear();
  appendUnescaped(scratch, bytes, begin + 1, end - 1);
  return decodeRange(scratch.bytes, 0, scratch.length);
}

export interface PairColumns {
  readonly columns: readonly Column[];
  /** Share of the words of lines with pairs that are pairs, 0..1. */
  readonly share: number;
}

const MIN_MARKED = 0.9;

/** The mark that parts the pairs of nearly all lines; else blanks do. */
export function pairMarkOf(sample: Sample, among: readonly number[]): PairMark {
  const marked = (pattern: RegExp): boolean => shareMatching(sample, among, pattern) > MIN_MARKED;
  if (marked(BY_BAR)) return BAR;
  return marked(BY_SEMICOLON) ? SEMICOLON : 0;
}
const BY_BAR = /^\w[\w.-]*=[^|]*\|\s*\w[\w.-]*=[^|]*\|\s*\w[\w.-]*=/;
const BY_SEMICOLON = /^\w[\w.-]*=[^;]*;\s*\w[\w.-]*=[^;]*;\s*\w[\w.-]*=/;

export function pairColumnsOf(sample: Sample, among: readonly number[], mark: PairMark = 0): PairColumns {
  const values = new Map<string, string[]>();
  const stride = Math.max(1, among.length / MAX_VALUES);
  let lines = 0;
  let pairs = 0;
  let words = 0;
  for (let k = 0; k < among.length; k += stride) {
    const i = among[Math.floor(k)];
    const found = [...pairsOf(sample.bytes, sample.begin[i], sample.end[i], mark)];
    if (found.length === 0 || found[0] === null) continue;
    lines++;
    words += found.length;
    for (const pair of found) {
      if (!pair) continue;
      pairs++;
      const list = values.get(pair[0]) ?? [];
      values.set(pair[0], list);
      if (pair[1] !== '') list.push(pair[1]);
    }
  }
  const columns = [...values].map(([name, list]) => ({
    name,
    values: list,
    coverage: Math.min(1, list.length / Math.max(1, lines)),
    text: list.length === 0 ? 0 : list.filter((value) => !isNumber(value)).length / list.length,
  }));
  return { columns, share: words === 0 ? 0 : pairs / words };
}

/** Of a cell that has no type of its own. */
export const isNumber = (value: string): boolean => /^[-+]?\d+(\.\d+)?$/.test(value);
