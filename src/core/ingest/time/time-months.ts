/** Written times with the name of the month. In: bytes from a position. Out: header's time, position after it; as time.ts. */
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import type { Header } from '../header';
import { monthAt, monthEnd } from './month-names';
import {
  dateMs,
  digitsAt,
  finishTime,
  lastClockMs,
  parseClock,
  parseDayClock,
  parseHalfDay,
  parseZone,
  YEAR_2000,
} from './time-parts';

/** 'Sun Dec 04 04:47:44.123 2005', also with the zone before the year; 'Thu, 26 Nov 2026 10:00:00 +0000'. */
export function parseAsctime(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || !isLetter(bytes[at])) return -1;
  const blank = bytes[at + 3] === 44 ? at + 4 : at + 3;
  if (bytes[blank] !== 32) return -1;
  const date = skipBlanks(bytes, blank, end);
  return isDigit(bytes[date]) ? parseDayMonth(bytes, date, end, out) : parseMonthDay(bytes, date, end, out);
}

/** 'Jun  9 06:06:20', 'Jun 9 2005 06:06:20', 'June 9, 2005 6:06:20 PM', 'Jun  9 06:06:20 2005'. */
export function parseMonthDay(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const month = at + 12 <= end && isLetter(bytes[at]) ? monthAt(bytes, at) : 0;
  if (month === 0) return -1;
  const name = bytes[at + 3] === 32 ? at + 3 : monthEnd(bytes, at, end);
  if (name < 0 || bytes[name] !== 32) return -1;
  let i = skipBlanks(bytes, name, end);
  const dayEnd = skipDigits(bytes, i, end);
  const day = dayEnd - i > 0 && dayEnd - i < 3 ? digitsAt(bytes, i, dayEnd - i) : -1;
  if (day < 0) return -1;
  i = dayEnd;
  if (bytes[i] === 44) i++;
  i = skipBlanks(bytes, i, end);
  let year = i + 5 < end && bytes[i + 4] === 32 ? digitsAt(bytes, i, 4) : -1;
  if (year > 0) i += 5;
  i = year > 0 ? parseDayClock(bytes, i, end) : parseClock(bytes, i, end);
  if (i < 0) return -1;
  i = parseZone(bytes, parseHalfDay(bytes, i, end), end, out);
  if (year < 0) {
    const behind = bytes[i] === 32 && i + 5 <= end ? digitsAt(bytes, i + 1, 4) : -1;
    if (behind >= 1970 && behind < 2200 && !(i + 5 < end && isDigit(bytes[i + 5]))) {
      year = behind;
      i += 5;
    }
  }
  return year < 0 ? finishYearless(out, month, day, i) : finishTime(out, dateMs(year, month, day), i);
}

function finishYearless(out: Header, month: number, day: number, at: number): number {
  const ms = dateMs(2000, month, day);
  if (Number.isNaN(ms)) return -1;
  out.timeMs = ms - YEAR_2000 + lastClockMs();
  out.partial = 1;
  return at;
}

/** '10/Oct/2000:13:55:36 -0700'. */
export function parseClf(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || bytes[at + 2] !== 47 || bytes[at + 6] !== 47) return -1;
  const day = digitsAt(bytes, at, 2);
  const month = monthAt(bytes, at + 3);
  const year = digitsAt(bytes, at + 7, 4);
  if (day < 0 || month === 0 || year < 0 || (bytes[at + 11] !== 58 && bytes[at + 11] !== 32)) return -1;
  const i = parseClock(bytes, at + 12, end);
  return finishTime(out, dateMs(year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
}

/**
 * '12 Nov 2019 13:00:00.123', '12-Nov-2019::13:00:00', '01. Dez 2026 13:00', '26-NOV-26 10.00.00.123456 AM', and without a
 * year '26 Nov 10:00:00'.
 */
export function parseDayMonth(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const dayEnd = skipDigits(bytes, at, Math.min(end, at + 3));
  if (dayEnd === at || dayEnd - at > 2 || at + 14 > end) return -1;
  const day = digitsAt(bytes, at, dayEnd - at);
  const mark = bytes[dayEnd] === 46 ? dayEnd + 1 : dayEnd;
  const between = bytes[mark];
  if (between !== 32 && between !== 45) return -1;
  const month = monthAt(bytes, mark + 1);
  if (month === 0) return -1;
  const name = monthEnd(bytes, mark + 1, end);
  if (name < 0 || bytes[name] !== between) return -1;
  const yearEnd = skipDigits(bytes, name + 1, Math.min(end, name + 6));
  const short = yearEnd - name === 3 && between === 45;
  if (yearEnd - name !== 5 && !short) {
    if (between !== 32) return -1;
    const clock = parseClock(bytes, skipBlanks(bytes, name, end), end);
    return clock < 0 ? -1 : finishYearless(out, month, day, parseZone(bytes, clock, end, out));
  }
  const year = digitsAt(bytes, name + 1, yearEnd - name - 1) + (short ? 2000 : 0);
  if (year < 1970) return -1;
  const i = parseDayClock(bytes, clockBegin(bytes, yearEnd, end), end);
  if (i < 0) return -1;
  const after = parseHalfDay(bytes, i, end);
  return finishTime(out, dateMs(year, month, day), parseZone(bytes, after, end, out));
}

/** Behind '2019 ', '2019, ', '2019:' and '2019::'. */
function clockBegin(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && i < at + 2 && (bytes[i] === 58 || bytes[i] === 44)) i++;
  return i === at && bytes[i] !== 32 && bytes[i] !== 9 ? end : skipBlanks(bytes, i, end);
}
