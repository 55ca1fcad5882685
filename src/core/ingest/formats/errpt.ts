/** AIX's error log as `errpt` lists it, newest first: 'A924A5FC   0514090024 P S SYSPROC        SOFTWARE PROGRAM ABNORMALLY TERMINATED': month, day, hour, minute, year. */
import { isBlank, isHex, skipBlanks, skipDigits, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { dateMs, digitsAt } from '../time/time-parts';
import { fixedFormat } from './format';

const ID = 8;
const TIMESTAMP = 10;
const MINUTE_MS = 60_000;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let id = begin;
  while (id < end && isHex(bytes[id])) id++;
  const at = skipBlanks(bytes, id, end);
  if (id - begin !== ID || at === id || skipDigits(bytes, at, end) !== at + TIMESTAMP) return false;
  const [month, day, hour, minute, year] = [0, 2, 4, 6, 8].map((place) => digitsAt(bytes, at + place, 2));
  const ms = dateMs(2000 + year, month, day) + (hour * 60 + minute) * MINUTE_MS;
  const type = skipBlanks(bytes, at + TIMESTAMP, end);
  // Type and class are a letter each.
  const kind = skipBlanks(bytes, type + 1, end);
  if (Number.isNaN(ms) || hour > 23 || minute > 59 || kind !== type + 2 || !isBlank(bytes[kind + 1]))
    return false;
  out.timeMs = ms;
  out.partial = 0;
  out.sourceBegin = skipBlanks(bytes, kind + 1, end);
  out.sourceEnd = skipWord(bytes, out.sourceBegin, end);
  out.messageBegin = skipBlanks(bytes, out.sourceEnd, end);
  return true;
};

export const errptFormat = fixedFormat('aix-errpt', 'lines', parse);
