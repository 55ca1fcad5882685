/** Written times that begin with the year. In: bytes from a position. Out: header's time, position after it; as time.ts. */
import { BLANK, CLOSE_BRACKET, DOT, MAX_ASCII, MINUS, OPEN_BRACKET, SLASH, UPPER_W } from '../../lib/ascii';
import { byteFlags, isDigit, isLetter, skipBlanks } from '../../lib/bytes';
import type { Header } from '../header';
import { isHalfDay, parseClockBehindHalf, parseHalfDay } from './half-day';
import { monthAt, monthEnd } from './month-names';
import { parseEraDate, parseHanDate } from './time-han';
import { clockAfter, oneOrTwo } from './time-numeric';
import {
  dateMs,
  digitsAt,
  finishTime,
  parseClock,
  parseCompactClock,
  parseDayClock,
  twoDigitsAt,
} from './time-parts';
import { parseZone } from './zone-at';

const DAY_MS = 86_400_000;

/** What stands between a date and its clock. */
const BETWEEN = byteFlags(' \tTt-_:,;|@');
/** Between the numbers of a date. */
const SEPARATORS = byteFlags('-/._:');

/**
 * '2024-03-01T00:00:00.000+02:00' and its relatives: /, ., _ and - between, '20171223-22:15:29:606', '20240514T090000+0200',
 * '2024 05 14 09:00:00:123', '20120702.102240,672', '20240514/090000.123', '2024-05-14 오전 9:00:00', '2024-05-14 09-00-00'; days of the year ('2024-135T09:00:00'), months by name
 * ('2024 May 14 09:00:00'), weeks ('2024-W20-2T09:00:00'), '2024:05:14-09:00:00', those of time-han.ts.
 */
export function parseIso(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 13 > end) return -1;
  const year = digitsAt(bytes, at, 4);
  if (year < 1970 || year > 2200) return bytes[at] > MAX_ASCII ? parseEraDate(bytes, at, end, out) : -1;
  const separator = bytes[at + 4];
  const week = separator === MINUS ? at + 5 : at + 4;
  if (bytes[week] === UPPER_W && isDigit(bytes[week + 1])) return parseWeekDate(bytes, week, end, year, out);
  if (isDigit(separator)) return parseJoined(bytes, at, end, year, out);
  const isBlankDate = separator === BLANK && bytes[at + 7] === BLANK && bytes[at + 10] === BLANK;
  if ((SEPARATORS[separator] === 0 && !isBlankDate) || isLetter(bytes[at + 5]))
    return parseOther(bytes, at, end, year, out);
  const monthEnd = oneOrTwo(bytes, at + 5);
  if (bytes[monthEnd] !== separator) return parseDayOfYear(bytes, at + 5, end, year, out);
  const month = digitsAt(bytes, at + 5, monthEnd - at - 5);
  const dayEnd = oneOrTwo(bytes, monthEnd + 1);
  const day = digitsAt(bytes, monthEnd + 1, dayEnd - monthEnd - 1);
  return finish(bytes, dayEnd, end, dateMs(year, month, day), out);
}

/** The clock behind the date, the half of the day and the zone. */
function finish(bytes: Uint8Array, dateEnd: number, end: number, day: number, out: Header): number {
  // '[2024-05-14][09:00:00]'.
  const at = bytes[dateEnd] === CLOSE_BRACKET && bytes[dateEnd + 1] === OPEN_BRACKET ? dateEnd + 1 : dateEnd;
  if (at === dateEnd && BETWEEN[bytes[at]] === 0) return -1;
  let i = parseDayClock(bytes, at + 1, end);
  if (i < 0) {
    const clock = clockAfter(bytes, at, end);
    i = parseDayClock(bytes, clock, end);
    if (i < 0) i = parseClockBehindHalf(bytes, clock, end);
    if (i < 0) return -1;
  }
  if (isHalfDay(bytes, i)) i = parseHalfDay(bytes, i, end);
  return finishTime(out, day, parseZone(bytes, i, end, out));
}

/** '2024-W20-2T09:00:00', '2024W202T090000': ISO's week and day of the week; `at`: at the W. */
function parseWeekDate(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  const week = twoDigitsAt(bytes, at + 1);
  const dash = bytes[at + 3] === MINUS ? 1 : 0;
  const weekday = digitsAt(bytes, at + 3 + dash, 1);
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return -1;
  const fourth = dateMs(year, 1, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
  const stop = at + 4 + dash;
  if (BETWEEN[bytes[stop]] === 0) return -1;
  let i = parseDayClock(bytes, stop + 1, end);
  if (i < 0) i = parseCompactClock(bytes, stop + 1, end);
  return finishTime(
    out,
    monday + ((week - 1) * 7 + weekday - 1) * DAY_MS,
    i < 0 ? i : parseZone(bytes, i, end, out),
  );
}

/** Eight digits, or seven for a day of the year; the clock may be digits alone, too. */
function parseJoined(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  const month = digitsAt(bytes, at + 4, 2);
  const day = digitsAt(bytes, at + 6, 2);
  if (day < 0) return month < 0 ? -1 : parseDayOfYear(bytes, at + 4, end, year, out);
  const between = bytes[at + 8];
  const isClose = isDigit(between);
  if (!isClose && between !== DOT && between !== SLASH && BETWEEN[between] === 0) return -1;
  const from = isClose ? at + 8 : between === BLANK && bytes[at + 9] === BLANK ? at + 10 : at + 9;
  let i = isClose ? -1 : parseClock(bytes, from, end);
  if (i < 0) i = parseCompactClock(bytes, from, end);
  if (i < 0) return -1;
  if (isHalfDay(bytes, i)) i = parseHalfDay(bytes, i, end);
  return finishTime(out, dateMs(year, month, day), parseZone(bytes, i, end, out));
}

/** '2024-135T09:00:00', '2024135T090000', '2024.135.09:00:00': three digits from 001 to 366. */
function parseDayOfYear(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  const day = digitsAt(bytes, at, 3);
  if (day < 1 || day > 366 || isDigit(bytes[at + 3])) return -1;
  const between = bytes[at + 3];
  if (BETWEEN[between] === 0 && between !== DOT && between !== SLASH) return -1;
  let i = parseClock(bytes, at + 4, end);
  if (i < 0) i = parseCompactClock(bytes, at + 4, end);
  const ms = dateMs(year, 1, 1) + (day - 1) * DAY_MS;
  return finishTime(
    out,
    ms < dateMs(year + 1, 1, 1) ? ms : Number.NaN,
    i < 0 ? i : parseZone(bytes, i, end, out),
  );
}

function parseOther(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  return bytes[at + 4] > MAX_ASCII
    ? parseHanDate(bytes, at + 4, end, year, out)
    : parseYearMonth(bytes, at + 4, end, year, out);
}

/** '2024 May 14 09:00:00', '2024-May-14 09:00:00', '2024/May/14:09:00:00'. */
function parseYearMonth(bytes: Uint8Array, at: number, end: number, year: number, out: Header): number {
  const separator = bytes[at];
  if (separator !== BLANK && separator !== MINUS && separator !== SLASH) return -1;
  const month = monthAt(bytes, at + 1);
  if (month === 0) return -1;
  const name = monthEnd(bytes, at + 1, end);
  if (name < 0 || bytes[name] !== separator) return -1;
  const from = separator === BLANK ? skipBlanks(bytes, name, end) : name + 1;
  const dayEnd = oneOrTwo(bytes, from);
  return finish(bytes, dayEnd, end, dateMs(year, month, digitsAt(bytes, from, dayEnd - from)), out);
}
