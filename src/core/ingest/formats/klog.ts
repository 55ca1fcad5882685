/** Kubernetes klog and glog: 'I0317 16:13:38.811000   12345 controller.go:116] message' (no year), 'I20240317 ...', 'I240317 ...'. */
import { BLANK, CLOSE_BRACKET, COLON, OPEN_BRACKET } from '../../lib/ascii';
import {
  asciiBytes,
  indexOfByte,
  isBlank,
  isLetter,
  skipBlanks,
  skipBracket,
  skipDigits,
  skipWord,
  startsWithAt,
} from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfLetter } from '../level';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const monthNumber = timeParser('mm-dd');
const shortYear = timeParser('yymmdd');
const iso = timeParser('iso');

/** CockroachDB's '⋮'. */
const MARK = new TextEncoder().encode('⋮');

/** The head of glog's files states the year that their lines lack. */
const CREATED = asciiBytes('Log file created at: ');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const level = levelOfLetter(bytes[begin]);
  if (level === 0)
    return startsWithAt(bytes, begin, end, CREATED) && iso(bytes, begin + CREATED.length, end, out) > 0;
  const date = skipDigits(bytes, begin + 1, Math.min(end, begin + 10)) - begin - 1;
  if (bytes[begin + 1 + date] !== BLANK) return false;
  const time = (date === 4 ? monthNumber : date === 6 ? shortYear : iso)(bytes, begin + 1, end, out);
  if (time < 0) return false;
  const thread = skipBlanks(bytes, time, end);
  // Orthanc names the thread.
  const afterThread = isLetter(bytes[thread])
    ? namedThreadEnd(bytes, thread, end)
    : skipDigits(bytes, thread, end);
  const place = skipBlanks(bytes, afterThread, end);
  let close = place;
  while (close < end && bytes[close] !== CLOSE_BRACKET && bytes[close] !== BLANK) close++;
  let colon = close;
  while (colon > place && bytes[colon] !== COLON) colon--;
  const closed = bytes[close] === CLOSE_BRACKET && close < end;
  // CockroachDB closes the place with a blank.
  if (!closed && (colon === place || skipDigits(bytes, colon + 1, close) !== close)) return false;
  out.level = level;
  out.sourceBegin = place;
  out.sourceEnd = colon > place ? colon : close;
  out.messageBegin = closed ? skipBlanks(bytes, close + 1, end) : afterTags(bytes, close, end);
  return true;
};

/** Behind a word that a blank ends, which the place in the source does not do; else `at`. */
function namedThreadEnd(bytes: Uint8Array, at: number, end: number): number {
  const stop = skipWord(bytes, at, end);
  return stop < end && indexOfByte(bytes, COLON, at, stop) < 0 ? stop : at;
}

/** Behind '⋮ [n1,s2] 4205  ': a mark, tags, a counter. */
function afterTags(bytes: Uint8Array, from: number, end: number): number {
  let at = skipBlanks(bytes, from, end);
  if (startsWithAt(bytes, at, end, MARK)) at = skipBlanks(bytes, at + MARK.length, end);
  const close = bytes[at] === OPEN_BRACKET ? skipBracket(bytes, at, end) : -1;
  if (close > 0) at = skipBlanks(bytes, close, end);
  const counter = skipDigits(bytes, at, end);
  return counter > at && isBlank(bytes[counter]) ? skipBlanks(bytes, counter, end) : at;
}

export const klogFormat = fixedFormat('klog', 'timed', parse);
