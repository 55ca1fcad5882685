/** Last resort in files with times: a line that begins with a date and a time, or has one of the fixed headers, starts a record though the sample showed none like it. */
import { LESS, MINUS, OPEN_BRACKET } from '../../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipWord } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { timeFinder } from '../layout/place';
import { isLoud, levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import { parseTag } from '../syslog-tag';
import { kindOfFile } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { TimeKind } from '../time/time';
import type { TimeParser } from '../time/time-parts';
import { tokenEnd } from '../tokens';
import { bglFormat } from './bgl';
import type { LogFormat } from './format';
import { klogFormat } from './klog';
import { logcatFormat } from './logcat';
import { mysqlFormat } from './mysql';
import { syslog5424Format } from './syslog5424';
import { thunderbirdFormat } from './thunderbird';

const FIXED = [mysqlFormat, syslog5424Format, logcatFormat, klogFormat, bglFormat, thunderbirdFormat].map(
  (format) => format.createParser(null, null),
);
/** Notations that state a date: a clock alone, or digits alone, may be data. */
const KINDS: readonly TimeKind[] = [
  'iso',
  'asctime',
  'month-day',
  'yymmdd',
  'yy/mm/dd',
  'day-month',
  'mdy',
  'dmy',
];
const AT_START = [0];
const MAX_BEFORE_LEVEL = 3;

export interface AnyHeaderParams {
  /** Further notations, with which lines of the file begin. */
  readonly kinds: readonly TimeKind[];
}

const createParser = (params: unknown, order: DateOrder | null): HeaderParser => {
  const own = (params as AnyHeaderParams | null)?.kinds ?? [];
  const kinds = new Set([...KINDS, ...own].map((kind) => kindOfFile(kind, order)));
  const finders = Array.from(kinds, (time) => timeFinder({ time, before: AT_START }));
  return (bytes, begin, end, out) => parse(bytes, begin, end, out, finders);
};

function parse(
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
  finders: readonly TimeParser[],
): boolean {
  const first = bytes[begin];
  if (!isDigit(first) && !isLetter(first) && first !== OPEN_BRACKET && first !== LESS && first !== MINUS)
    return false;
  for (const fixed of FIXED) if (fixed(bytes, begin, end, out)) return true;
  resetHeader(out, bytes, begin, end);
  for (const findTime of finders) {
    const at = findTime(bytes, begin, end, out);
    if (at < 0) continue;
    out.messageBegin = afterLevel(bytes, skipBlanks(bytes, at, end), end, out);
    if (out.level === 0 && out.partial === 1) syslogRest(bytes, at, end, out);
    return true;
  }
  return false;
}

/** Position after a level word among the next tokens, or `from`. */
function afterLevel(bytes: Uint8Array, from: number, end: number, out: Header): number {
  let at = from;
  for (let token = 0; token <= MAX_BEFORE_LEVEL && at < end; token++) {
    const stop = tokenEnd(bytes, at, end);
    const level = levelOfToken(bytes, at, stop, false);
    if (level > 0 && (token === 0 || isLoud(bytes, at, stop))) {
      out.level = level;
      return skipBlanks(bytes, stop, end);
    }
    at = skipBlanks(bytes, stop, end);
  }
  return from;
}

/** 'host tag[pid]: message' behind a time without a year. */
function syslogRest(bytes: Uint8Array, at: number, end: number, out: Header): void {
  const afterHost = skipWord(bytes, skipBlanks(bytes, at, end), end);
  out.messageBegin = parseTag(bytes, afterHost, end, out);
  out.level = levelOfMessage(bytes, out.messageBegin, end);
}

export const anyHeaderFormat: LogFormat = {
  id: 'any-header',
  /** Never the format of a file: detection adds it to the plans of files with times. */
  detect: () => null,
  createParser,
};
