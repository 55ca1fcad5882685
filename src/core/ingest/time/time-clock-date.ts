/** Written times whose date follows the clock: '16:29:38.905 2024-05-14', '16:29:38 14.05.2024', '16:29:38 14-05-2024'. As time.ts. */
import { COLON, COMMA, DOT, MINUS, SLASH } from '../../lib/ascii';
import { isDigit, skipBlanks } from '../../lib/bytes';
import type { Header } from '../header';
import { isHalfDay, parseHalfDay } from './half-day';
import { monthAt, monthEnd } from './month-names';
import { oneOrTwo } from './time-numeric';
import { dateMs, digitsAt, finishTime, parseClock } from './time-parts';
import { parseZone, yearAt } from './zone-at';

export function parseClockDate(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return -1;
  let i = parseClock(bytes, at, end);
  if (i < 0) return -1;
  if (isHalfDay(bytes, i)) i = parseHalfDay(bytes, i, end);
  i = parseZone(bytes, i, end, out);
  if (bytes[i] === COMMA) i++;
  const date = skipBlanks(bytes, i, end);
  const after =
    date > i && isDigit(bytes[date])
      ? isoDate(bytes, date, end, out) || pointDate(bytes, date, end, out) || namedDate(bytes, date, end, out)
      : 0;
  if (after > 0) return after;
  out.zoneMinutes = Number.NaN;
  return -1;
}

/** '2024-05-14', '2024/05/14'; 0: no such date, and so below. */
function isoDate(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const mark = bytes[at + 4];
  if (at + 10 > end || (mark !== MINUS && mark !== SLASH) || bytes[at + 7] !== mark) return 0;
  const year = digitsAt(bytes, at, 4);
  if (year < 1970 || year > 2200) return 0;
  const day = dateMs(year, digitsAt(bytes, at + 5, 2), digitsAt(bytes, at + 8, 2));
  return Math.max(0, finishTime(out, day, at + 10));
}

/** '14.05.2024', '14-05-2024'. */
function pointDate(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const dayEnd = oneOrTwo(bytes, at);
  const monthStop = oneOrTwo(bytes, dayEnd + 1);
  const mark = bytes[dayEnd];
  if ((mark !== DOT && mark !== MINUS) || bytes[monthStop] !== mark) return 0;
  const year = yearAt(bytes, monthStop + 1, end);
  const month = digitsAt(bytes, dayEnd + 1, monthStop - dayEnd - 1);
  if (year < 0) return 0;
  return Math.max(0, finishTime(out, dateMs(year, month, digitsAt(bytes, at, dayEnd - at)), monthStop + 5));
}

/** '14 May 2024', '14-May-2024', '14/May/2024'. */
function namedDate(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const dayEnd = oneOrTwo(bytes, at);
  const month = monthAt(bytes, dayEnd + 1);
  const name = month === 0 ? -1 : monthEnd(bytes, dayEnd + 1, end);
  if (name < 0 || bytes[name] !== bytes[dayEnd]) return 0;
  const year = yearAt(bytes, name + 1, end);
  if (year < 0) return 0;
  return Math.max(0, finishTime(out, dateMs(year, month, digitsAt(bytes, at, dayEnd - at)), name + 5));
}
