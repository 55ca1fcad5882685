/**
 * Reads the record within a message. In: the envelope's parser and a plan. Out: one parser. The outer time counts unless it
 * is missing or the plan says otherwise; level, source and message are those of the innermost record that states them.
 */
import { BLANK, CARRIAGE_RETURN, COLON, DOT, LINE_FEED } from '../../lib/ascii';
import { asciiBytes, indexOfByte, isDigit, skipBlanks, startsWithAt } from '../../lib/bytes';
import {
  createHeader,
  FOLLOWS_NOTHING,
  FOLLOWS_SOURCE,
  type Header,
  type HeaderParser,
  STREAM_CUT,
} from '../header';
import { innerHeader, statedLevel } from '../inner';
import { levelInColumn } from '../layout/level-column';
import { setSource } from '../layout/set-source';
import { looksLikeContinuation } from '../sample';
import { followsOf, streamAt } from '../trace-lines';
import type { InnerPlan } from '../types';
import { braceOf } from './inner-json';

/** A parser of messages; `json`: of the object that ends them. */
export interface InnerParser {
  readonly parse: HeaderParser;
  readonly json: boolean;
}

export function withInner(
  parse: HeaderParser,
  plan: InnerPlan,
  parsers: readonly InnerParser[],
): HeaderParser {
  const inner = createHeader();
  const headed = new Set(plan.headed);
  return (bytes, begin, end, out) => {
    if (!parse(bytes, begin, end, out)) return false;
    out.stream = plan.ended && !endsLine(out) ? STREAM_CUT : streamOf(out);
    trimEnd(out);
    for (const candidate of parsers)
      if (
        candidate.json
          ? readObject(candidate.parse, inner, out)
          : readLine(candidate.parse, inner, plan.folded, out)
      ) {
        take(inner, plan, out);
        return true;
      }
    out.follows = continuesRecord(plan, headed, out) ? FOLLOWS_SOURCE : FOLLOWS_NOTHING;
    if (out.follows === FOLLOWS_NOTHING) takeLoose(plan, out);
    return true;
  };
}

/** Level and time at the beginning of a message that no learnt parser takes. */
function takeLoose({ lines, defaultLevel, column }: InnerPlan, out: Header): void {
  const level = column ? levelInColumn(out.messageBytes, out.messageBegin, out.messageEnd, column) : 0;
  if (level > 0) out.level = level;
  else if (lines) innerHeader(out.messageBytes, out.messageBegin, out.messageEnd, out);
  else if (out.level === 0 || defaultLevel) statedLevel(out.messageBytes, out);
}

export const endsLine = ({ isEnded, messageBytes, messageEnd, messageBegin }: Header): boolean =>
  isEnded || (messageEnd > messageBegin && messageBytes[messageEnd - 1] === LINE_FEED);

/** A hash of the source that the envelope names: the program whose lines may belong together. */
export function streamOf({ sourceBytes, sourceBegin, sourceEnd }: Header): number {
  let hash = 0;
  for (let i = sourceBegin; i < sourceEnd; i++) hash = (Math.imul(hash, 31) + sourceBytes[i]) | 0;
  // Never 0: the envelope has said whose it is.
  return streamAt(hash | 1, Number.NaN);
}

export function trimEnd(out: Header): void {
  const { messageBytes: bytes } = out;
  while (out.messageEnd > out.messageBegin && bytes[out.messageEnd - 1] < BLANK) out.messageEnd--;
}

/** A record's header is in the first line of the message. */
export function firstLineEnd({ messageBytes, messageBegin, messageEnd }: Header): number {
  const found = indexOfByte(messageBytes, LINE_FEED, messageBegin, messageEnd);
  return found < 0
    ? messageEnd
    : found > messageBegin && messageBytes[found - 1] === CARRIAGE_RETURN
      ? found - 1
      : found;
}

function readLine(parse: HeaderParser, inner: Header, folded: boolean, out: Header): boolean {
  const end = folded ? firstLineEnd(out) : out.messageEnd;
  return end > out.messageBegin && parse(out.messageBytes, out.messageBegin, end, inner);
}

function readObject(parse: HeaderParser, inner: Header, out: Header): boolean {
  const brace = braceOf(out);
  if (brace < 0 || !parse(out.messageBytes, brace, out.messageEnd, inner)) return false;
  let prefix = brace;
  while (prefix > out.messageBegin && out.messageBytes[prefix - 1] <= 32) prefix--;
  // The word before the object names the source where nothing else does.
  if (
    prefix > out.messageBegin &&
    out.sourceEnd === out.sourceBegin &&
    inner.sourceEnd === inner.sourceBegin
  ) {
    out.sourceBytes = out.messageBytes;
    setSource(out.messageBytes, out.messageBegin, prefix, out);
  }
  return true;
}

function take(inner: Header, plan: InnerPlan, out: Header): void {
  if (inner.level > 0) out.level = inner.level;
  if (inner.status > 0) out.status = inner.status;
  if (inner.sourceEnd > inner.sourceBegin && (out.sourceEnd === out.sourceBegin || !isPlace(inner))) {
    out.sourceBytes = inner.sourceBytes;
    out.sourceBegin = inner.sourceBegin;
    out.sourceEnd = inner.sourceEnd;
  }
  if (Number.isNaN(out.timeMs) || (plan.innerTime && isBetter(inner, out))) {
    out.timeMs = inner.timeMs;
    out.zoneMinutes = inner.zoneMinutes;
    out.partial = inner.partial;
  }
  out.messageBytes = inner.messageBytes;
  out.messageBegin = inner.messageBegin;
  out.messageEnd = inner.messageEnd;
  takeMoment(inner, out);
}

/** A trace's lines may each have a header of their own within the envelope too. */
function takeMoment(inner: Header, out: Header): void {
  out.follows = inner.stream === 0 ? followsOf(inner) : inner.follows;
  // Without a time of its own the text may be the head of a record.
  if (Number.isNaN(inner.timeMs)) out.follows = inner.stream === 0 ? FOLLOWS_NOTHING : inner.follows;
  else if (out.stream >= 0) out.stream |= streamAt(0, inner.timeMs);
}

const SUFFIXES = ['go', 'py', 'cc', 'cpp', 'c', 'h', 'rs', 'js', 'ts', 'java', 'rb'].map(asciiBytes);
const MAX_SUFFIX = 5;

/** 'kubelet.go', 'db.go:12': a place in the code does not replace the name of the program. */
function isPlace({ sourceBytes: bytes, sourceBegin, sourceEnd }: Header): boolean {
  let end = sourceEnd;
  while (end > sourceBegin && isDigit(bytes[end - 1])) end--;
  if (end < sourceEnd && bytes[end - 1] === COLON) end--;
  for (let at = end - 2; at > sourceBegin && at >= end - MAX_SUFFIX; at--)
    if (bytes[at] === DOT)
      return SUFFIXES.some((name) => at + 1 + name.length === end && startsWithAt(bytes, at + 1, end, name));
  return false;
}

const isBetter = (inner: Header, out: Header): boolean =>
  !Number.isNaN(inner.timeMs) && inner.partial <= out.partial;

function continuesRecord(plan: InnerPlan, headed: ReadonlySet<number>, out: Header): boolean {
  const { messageBytes: bytes, messageBegin: begin, messageEnd: end } = out;
  if (headed.has(out.stream)) return true;
  return plan.lines ? end > begin && looksLikeContinuation(bytes, begin, end) : isFrame(bytes, begin, end);
}

const FRAMES = ['at ', 'Caused by: ', 'Suppressed: ', '... ', 'File "'].map(asciiBytes);

/** A stack trace's line: where programs mix, an indented line alone may be a record. */
function isFrame(bytes: Uint8Array, begin: number, end: number): boolean {
  const at = skipBlanks(bytes, begin, end);
  return (
    FRAMES.some((frame) => startsWithAt(bytes, at, end, frame)) && looksLikeContinuation(bytes, begin, end)
  );
}
