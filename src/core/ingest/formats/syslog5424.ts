/** Syslog RFC 5424: '<165>1 2003-10-11T22:14:15.003Z host app pid msgid [sd@1 k="v"] message'. */
import {
  BACKSLASH,
  BLANK,
  CLOSE_BRACKET,
  DIGIT_0,
  GREATER,
  LESS,
  MINUS,
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { isDigit, skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { statedLevel } from '../inner';
import { LEVEL_OF_SEVERITY } from '../level';
import { bomLength } from '../sample';
import { afterOctets } from '../syslog-tag';
import { timeParser } from '../time/time';
import { fixedFormat, type LogFormat } from './format';

const iso = timeParser('iso');

const parseRaw: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const start = afterOctets(bytes, begin, end);
  if (bytes[start] !== LESS) return false;
  let at = start + 1;
  let value = 0;
  while (at < start + 4 && isDigit(bytes[at])) value = value * 10 + bytes[at++] - DIGIT_0;
  if (bytes[at] !== GREATER || !isDigit(bytes[at + 1]) || bytes[at + 2] !== BLANK || value > 191)
    return false;
  out.level = LEVEL_OF_SEVERITY[value & 7];
  at += 3;
  const time = iso(bytes, at, end, out);
  if (time < 0 && bytes[at] !== MINUS) return false;
  at = skipBlanks(bytes, time < 0 ? at + 1 : time, end);
  for (let field = 0; field < 4; field++) {
    const stop = skipWord(bytes, at, end);
    if (field === 1 && !(stop - at === 1 && bytes[at] === MINUS)) {
      out.sourceBegin = at;
      out.sourceEnd = stop;
    }
    at = skipBlanks(bytes, stop, end);
  }
  out.messageBegin = skipStructuredData(bytes, at, end);
  return true;
};

const parse: HeaderParser = (bytes, begin, end, out) => {
  if (!parseRaw(bytes, begin, end, out)) return false;
  statedLevel(bytes, out);
  return true;
};

function skipStructuredData(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  if (bytes[at] === MINUS && (at + 1 >= end || bytes[at + 1] === BLANK))
    return skipBlanks(bytes, at + 1, end);
  while (at < end && bytes[at] === OPEN_BRACKET) {
    let quoted = false;
    while (at < end && (quoted || bytes[at] !== CLOSE_BRACKET)) {
      if (bytes[at] === BACKSLASH) at++;
      else if (bytes[at] === QUOTE) quoted = !quoted;
      at++;
    }
    at++;
  }
  at = skipBlanks(bytes, Math.min(at, end), end);
  return at + bomLength(bytes, at);
}

const base = fixedFormat('syslog-rfc5424', 'timed', parse);

export const syslog5424Format: LogFormat = {
  ...base,
  createParser: (params) => ((params as { raw?: boolean } | null)?.raw ? parseRaw : parse),
};
