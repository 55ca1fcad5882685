/**
 * Stack traces whose every line has a header of its own, as OpenStack and others write them. In: the header of a line. Out: whether
 * its text goes on with the record before, and the stream by which that record is known: the same source, and mostly the same
 * moment. No allocation: it is asked of every line.
 */

import { LEVEL_ERROR } from '../../contracts/units';
import {
  BLANK,
  CASE_BIT,
  CLOSE_PAREN,
  COLON,
  DOT,
  LOWER_A,
  OPEN_PAREN,
  QUOTE,
  STAR,
  TAB,
  UNDERSCORE,
  UPPER_A,
  UPPER_C,
  UPPER_F,
  UPPER_T,
  UPPER_Z,
} from '../lib/ascii';
import { asciiBytes, isDigit, isLetter, startsWithAt } from '../lib/bytes';
import { FOLLOWS_MOMENT, FOLLOWS_NOTHING, FOLLOWS_SOURCE, type Follows, type Header } from './header';

/** A stream: 15 bits of the source, 14 of the moment, 1 that says whether the record holds a trace already. */
const SOURCE_SHIFT = 15;
const SOURCE_MASK = 0x7fff;
const MOMENT_SHIFT = 18;
export const IN_TRACE = 1;

/** Stream of a record by the hash of its source; `timeMs` NaN: it has no moment. */
export function streamAt(sourceHash: number, timeMs: number): number {
  const moment = Number.isNaN(timeMs) ? 0 : Math.imul(timeMs | 0, 0x9e3779b1) >>> MOMENT_SHIFT;
  return ((sourceHash & SOURCE_MASK) << SOURCE_SHIFT) | (moment << 1);
}

/** Tells sources apart by a few of their bytes. */
function sampledHash({ sourceBytes, sourceBegin, sourceEnd }: Header): number {
  const length = sourceEnd - sourceBegin;
  if (length <= 0) return 0;
  const middle = sourceBytes[sourceBegin + (length >> 1)];
  return length + 31 * sourceBytes[sourceEnd - 1] + 257 * middle + 1021 * sourceBytes[sourceBegin];
}

/** Sets stream and follows of a header with a time that no envelope gave them. */
export function setMoment(out: Header): void {
  if (out.stream !== 0 || Number.isNaN(out.timeMs)) return;
  out.stream = streamAt(sampledHash(out), out.timeMs);
  out.follows = followsOf(out);
}

/** Whether a line belongs to the open record of the stream `open`, by its header. */
export function belongsTo(open: number, out: Header): boolean {
  const differs = open ^ out.stream;
  if (out.follows === FOLLOWS_SOURCE) return differs >> SOURCE_SHIFT === 0;
  if (differs >> 1 !== 0) return false;
  return out.follows === FOLLOWS_MOMENT || ((open & IN_TRACE) !== 0 && endsTrace(out));
}

const [REPORT, TRACEBACK, FILE, AT, CAUSED, MORE] = [
  '** ',
  'Traceback (most recent call last)',
  'File "',
  'at ',
  'Caused by: ',
  '... ',
].map(asciiBytes);

/** Frames go on whatever the moment; what heads a trace is of the moment of its record. */
export function followsOf(out: Header): Follows {
  const { messageBytes: bytes, messageBegin: begin, messageEnd: end } = out;
  switch (bytes[begin]) {
    case UPPER_T:
      return startsWithAt(bytes, begin, end, TRACEBACK) ? FOLLOWS_MOMENT : FOLLOWS_NOTHING;
    case UPPER_F:
      return startsWithAt(bytes, begin, end, FILE) && isIndented(bytes, begin) && hasLine(bytes, begin, end)
        ? FOLLOWS_SOURCE
        : FOLLOWS_NOTHING;
    case LOWER_A:
      return startsWithAt(bytes, begin, end, AT) && isIndented(bytes, begin) && bytes[end - 1] === CLOSE_PAREN
        ? FOLLOWS_SOURCE
        : FOLLOWS_NOTHING;
    case UPPER_C:
      return startsWithAt(bytes, begin, end, CAUSED) ? FOLLOWS_MOMENT : FOLLOWS_NOTHING;
    // Erlang's reports, of which each line may have a header.
    case STAR:
      return isReport(out) ? FOLLOWS_MOMENT : FOLLOWS_NOTHING;
    case DOT:
      return startsWithAt(bytes, begin, end, MORE) && isDigit(bytes[begin + MORE.length])
        ? FOLLOWS_MOMENT
        : FOLLOWS_NOTHING;
    default:
      return FOLLOWS_NOTHING;
  }
}

/** '** Reason for termination ==' of an error whose moment is finer than a second; '** (app:12): text' and '** WARNING: text' are messages of their own. */
function isReport({
  messageBytes: bytes,
  messageBegin: begin,
  messageEnd: end,
  level,
  timeMs,
}: Header): boolean {
  if (level !== LEVEL_ERROR || timeMs % 1000 === 0 || !startsWithAt(bytes, begin, end, REPORT)) return false;
  const isCapital = (at: number): boolean => bytes[at] >= UPPER_A && bytes[at] <= UPPER_Z;
  const text = begin + REPORT.length;
  return bytes[text] !== OPEN_PAREN && !(isCapital(text) && isCapital(text + 1));
}

/** More than the one blank that parts header and text, or a tab. */
function isIndented(bytes: Uint8Array, begin: number): boolean {
  if (begin < 1) return false;
  return bytes[begin - 1] === TAB || (bytes[begin - 1] === BLANK && bytes[begin - 2] === BLANK);
}

const LINE = asciiBytes('", line ');
const MAX_PATH = 400;

/** The path ends in '", line 12'. */
function hasLine(bytes: Uint8Array, begin: number, end: number): boolean {
  const stop = Math.min(end, begin + MAX_PATH);
  for (let i = begin + FILE.length; i < stop; i++)
    if (bytes[i] === QUOTE) return startsWithAt(bytes, i, end, LINE);
  return false;
}

const LABELS = [
  'During handling of the above exception',
  'The above exception was the direct cause',
  'Command: ',
  'Exit code: ',
  'Stdout: ',
  'Stderr: ',
  '~',
  '^',
].map(asciiBytes);

/** Within a trace: code, an empty line, the exception and what it says of a command. */
function endsTrace({ messageBytes: bytes, messageBegin: begin, messageEnd: end }: Header): boolean {
  if (begin >= end || isIndented(bytes, begin) || isException(bytes, begin, end)) return true;
  return LABELS.some((label) => startsWithAt(bytes, begin, end, label));
}

/** 'TypeError: text', 'oslo_db.exception.DBDeadlock', and 'Timeout: text' at least with a path or a second capital. */
function isException(bytes: Uint8Array, begin: number, end: number): boolean {
  let capitals = 0;
  let dots = 0;
  let at = begin;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte === DOT) {
      dots++;
      capitals = 0;
    } else if (byte >= UPPER_A && byte <= UPPER_Z) capitals++;
    else if (!isLetter(byte) && byte !== UNDERSCORE && !isDigit(byte)) break;
    else if (capitals === 0 && (at === begin || bytes[at - 1] === DOT) && (byte & CASE_BIT) === 0)
      return false;
  }
  if (at === begin || (at < end && bytes[at] !== COLON)) return false;
  return capitals > 1 || (dots > 0 && capitals > 0);
}
