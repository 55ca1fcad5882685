/** Logs of Configuration Manager, Intune and others for CMTrace: '<![LOG[text]LOG]!><time="09:00:00.123-060" date="05-14-2024" component="x" ... type="3" ...>'. */
import { DIGIT_0, LINE_FEED, MINUS, PLUS, QUOTE } from '../../lib/ascii';
import { asciiBytes, indexOfByte, indexOfBytes, skipDigits, startsWithAt } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { timeParser } from '../time/time';
import { dateMs, digitsAt } from '../time/time-parts';
import { type Block, type LogFormat, shareMatching } from './format';

const OPEN = asciiBytes('<![LOG[');
const CLOSE = asciiBytes(']LOG]!>');
const [TIME, DATE, COMPONENT, TYPE] = ['time="', 'date="', 'component="', 'type="'].map(asciiBytes);
/** Of the types 0 to 3: success, information, warning, error. */
const LEVEL_OF_TYPE = [3, 3, 5, 6] as const;

export const cmtraceFormat: LogFormat = {
  id: 'cmtrace',
  detect(sample, among = sample.counted) {
    if (among.length < sample.counted.length) return null;
    const share = shareMatching(sample, among, /^<!\[LOG\[/);
    return share > MIN_SHARE ? { format: 'cmtrace', score01: 0.99, style: 'blocks', params: null } : null;
  },
  createParser: () => parse,
  createSplitter: () => ({ split, lead: 0 }),
};

/** Texts may have many lines. */
const MIN_SHARE = 0.1;

function split(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  for (let line = bytes.indexOf(LINE_FEED, at) + 1; line > 0 && line < limit; ) {
    if (line + OPEN.length > limit && !last) break;
    if (startsWithAt(bytes, line, limit, OPEN)) return { contentEnd: line, next: line, broken: false };
    line = bytes.indexOf(LINE_FEED, line) + 1;
  }
  return limit === end && !last ? null : { contentEnd: limit, next: limit, broken: false };
}

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (!startsWithAt(bytes, begin, end, OPEN)) return false;
  const close = indexOfBytes(bytes, CLOSE, begin + OPEN.length, end);
  if (close < 0) return false;
  out.messageBegin = begin + OPEN.length;
  out.messageEnd = close;
  const after = close + CLOSE.length;
  takeTime(bytes, valueAt(bytes, after, end, TIME), valueAt(bytes, after, end, DATE), end, out);
  const type = bytes[valueAt(bytes, after, end, TYPE)] - DIGIT_0;
  out.level = LEVEL_OF_TYPE[type] ?? 0;
  const source = valueAt(bytes, after, end, COMPONENT);
  if (source < end) {
    out.sourceBegin = source;
    out.sourceEnd = Math.max(source, indexOfByte(bytes, QUOTE, source, end));
  }
  return true;
};

/** Where the value of an attribute begins; `end`: there is none. */
function valueAt(bytes: Uint8Array, at: number, end: number, name: Uint8Array): number {
  const found = indexOfBytes(bytes, name, at, end);
  return found < 0 ? end : found + name.length;
}

const clock = timeParser('clock');

/** '09:00:00.123-060' and '5-14-2024': what follows the clock are the minutes that UTC is ahead. */
function takeTime(bytes: Uint8Array, time: number, date: number, end: number, out: Header): void {
  const month = skipDigits(bytes, date, end);
  const day = skipDigits(bytes, month + 1, end);
  if (time >= end || month === date || bytes[month] !== MINUS || bytes[day] !== MINUS) return;
  const sign = signAt(bytes, time, end);
  if (clock(bytes, time, sign, out) < 0) return;
  const midnight = dateMs(
    digitsAt(bytes, day + 1, 4),
    digitsAt(bytes, date, month - date),
    digitsAt(bytes, month + 1, day - month - 1),
  );
  if (Number.isNaN(midnight)) {
    out.timeMs = Number.NaN;
    return;
  }
  out.timeMs += midnight;
  out.partial = 0;
  const stop = skipDigits(bytes, sign + 1, end);
  const bias = stop > sign + 1 && stop - sign <= 4 ? digitsAt(bytes, sign + 1, stop - sign - 1) : -1;
  if (bias >= 0) out.zoneMinutes = bytes[sign] === PLUS ? -bias : bias;
}

/** Where the offset begins, or the value ends. */
function signAt(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== PLUS && bytes[i] !== MINUS && bytes[i] !== QUOTE) i++;
  return i;
}
