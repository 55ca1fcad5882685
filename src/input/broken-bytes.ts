/**
 * Bytes of a text that are not UTF-8. In: pieces of a file, in any order. Out: how many, and where the first is. Well-formed
 * is what Unicode 15, table 3-7, allows: no overlong forms, no surrogates, nothing beyond U+10FFFF.
 */
import type { Problem } from '../contracts/units';
import { MAX_ASCII } from '../core/lib/ascii';
import { plural } from '../core/wording/plural';
import { problem } from '../core/wording/problem';

export interface BrokenText {
  readonly num: number;
  readonly firstByte: number;
  /** From 1; null: not known. */
  readonly firstLine: number | null;
  /** There may be more: not every byte was looked at. */
  readonly atLeast: boolean;
}

export interface BrokenPiece {
  readonly num: number;
  /** Within the piece. */
  readonly firstByte: number;
  /** Line feeds of the piece before it. */
  readonly linesBefore: number;
}

const NO_WORDS = new Int32Array(0);

/** Null: none. `begun`, `cut`: the piece begins, or ends, inside a line, where a character may lie across the cut. */
export function findBroken(bytes: Uint8Array, begun = false, cut = false): BrokenPiece | null {
  const skip = (4 - (bytes.byteOffset & 3)) & 3;
  const numWords = Math.max(0, bytes.length - skip) >> 2;
  const words = numWords === 0 ? NO_WORDS : new Int32Array(bytes.buffer, bytes.byteOffset + skip, numWords);
  let num = 0;
  let firstByte = -1;
  let at = 0;
  if (begun) while (at < 3 && at < bytes.length && (bytes[at] & 0xc0) === 0x80) at++;
  for (at = nextHigh(bytes, words, skip, at); at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    if (length > 0) at += length;
    else if (cut && isOpen(bytes, at)) break;
    else {
      if (num++ === 0) firstByte = at;
      at++;
    }
    if (bytes[at] < 0x80) at = nextHigh(bytes, words, skip, at);
  }
  if (num === 0) return null;
  return { num, firstByte, linesBefore: countOf(bytes.subarray(0, firstByte), 10) };
}

/**
 * Next byte above 127, eight words of four at a look: nearly all of a log is plain ASCII, and this has to cost next to
 * nothing. `words` begins at byte `skip`.
 */
function nextHigh(bytes: Uint8Array, words: Int32Array, skip: number, from: number): number {
  let at = from;
  const near = Math.min(bytes.length, from + 32);
  while (at < near || (at < bytes.length && ((at - skip) & 3) !== 0)) {
    if (bytes[at] > MAX_ASCII) return at;
    at++;
  }
  const most = words.length - 7;
  let i = (at - skip) >> 2;
  for (; i < most; i += 8) {
    const some = words[i] | words[i + 1] | words[i + 2] | words[i + 3];
    const rest = words[i + 4] | words[i + 5] | words[i + 6] | words[i + 7];
    if ((some | rest) & 0x80808080) break;
  }
  for (at = Math.max(at, skip + i * 4); at < bytes.length; at++) if (bytes[at] > MAX_ASCII) return at;
  return bytes.length;
}

export function countOf(bytes: Uint8Array, wanted: number): number {
  let num = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) num++;
  return num;
}

/** Length of the well-formed sequence of two bytes or more that begins here; 0: there is none. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  const more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
  if (more === 0 || at + more >= bytes.length) return 0;
  if (!isSecond(lead, bytes[at + 1])) return 0;
  for (let k = 2; k <= more; k++) if ((bytes[at + k] & 0xc0) !== 0x80) return 0;
  return more + 1;
}

function isSecond(lead: number, second: number): boolean {
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return second >= least && second <= most;
}

/** What is there of a sequence at the end of the piece may yet be completed. */
function isOpen(bytes: Uint8Array, at: number): boolean {
  const lead = bytes[at];
  if (lead < 0xc2 || lead > 0xf4) return false;
  if (at + 1 < bytes.length && !isSecond(lead, bytes[at + 1])) return false;
  for (let i = at + 2; i < bytes.length; i++) if ((bytes[i] & 0xc0) !== 0x80) return false;
  return at + (lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4) > bytes.length;
}

/** `encoding`: what the text was read as. */
export function brokenProblem(file: string, encoding: string, broken: BrokenText): Problem {
  const { num, firstByte, firstLine, atLeast } = broken;
  const what = encoding === 'utf-8' ? 'byte' : 'character';
  const many = `${atLeast ? 'At least ' : ''}${num.toLocaleString('en')} ${plural(num, what)}`;
  const place = firstLine === null ? `at byte ${firstByte}` : `on line ${firstLine.toLocaleString('en')}`;
  const message = `${many} of ${file} ${plural(num, 'is', 'are')} not ${encoding} and shown as \uFFFD, the first ${place}; nothing is left out. If much of the text looks wrong, choose its encoding where the page shows how this file was read.`;
  return problem('info', 'broken-bytes', message, { file, lineNum: firstLine, byteOffset: firstByte });
}
