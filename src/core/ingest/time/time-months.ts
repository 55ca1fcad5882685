/** Written times with the name of the month. In: bytes from a position. Out: header's time, position after it; as time.ts. */
import { BLANK, COLON, COMMA, DOT, MAX_ASCII, MINUS, SLASH, UPPER_A, UPPER_Z } from '../../lib/ascii';
import { decodeRange, isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import type { Header } from '../header';
import { parseHalfDay } from './half-day';
import { monthAt, monthEnd } from './month-names';
import { clockAfter } from './time-numeric';
import { dateMs, digitsAt, finishTime, finishYearless, parseClock, parseDayClock } from './time-parts';
import { parseZone, yearAt } from './zone-at';

/** 'Sun Dec 04 04:47:44.123 2005', also with the zone before the year; 'Thursday, 26 Nov 2026 10:00:00 +0000'. */
export function parseAsctime(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || !isLetter(bytes[at])) return -1;
  let blank = bytes[at + 3] === BLANK ? at + 3 : weekdayEnd(bytes, at, end);
  if (bytes[blank] === COMMA) blank++;
  if (blank < 0 || bytes[blank] !== BLANK) return -1;
  const date = skipBlanks(bytes, blank, end);
  return isDigit(bytes[date]) ? dayMonth(bytes, date, end, out, true) : monthDay(bytes, date, end, out, true);
}

const WEEKDAYS = new Set(
  (
    'monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag ' +
    'samstag sonntag lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves ' +
    'viernes sábado domingo mié jue vie sáb dom lunedì martedì mercoledì giovedì venerdì gio sab maandag dinsdag woensdag ' +
    'donderdag vrijdag zaterdag zondag ma wo vr za zo seg ter qua qui sex'
  ).split(' '),
);
const LONGEST_WEEKDAY = 12;

/** Position after the name of a day, and the point that shortens it; of three letters before a comma any will do. */
function weekdayEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  const stop = Math.min(end, at + LONGEST_WEEKDAY);
  while (i < stop && (isLetter(bytes[i]) || bytes[i] > MAX_ASCII)) i++;
  if (i === at + 3 && bytes[i] === COMMA) return i;
  if (!WEEKDAYS.has(decodeRange(bytes, at, i).toLowerCase())) return -1;
  return bytes[i] === DOT ? i + 1 : i;
}

/** 'Jun  9 06:06:20', 'Jun 9 2005 06:06:20', 'jun/09/2005 06:06:20', 'June 9, 2005 @ 6:06:20 PM', 'Jun  9 06:06:20 2005', 'Jun  9 06:06:20 BST 2005'. */
export function parseMonthDay(bytes: Uint8Array, at: number, end: number, out: Header): number {
  return monthDay(bytes, at, end, out, false);
}

function monthDay(bytes: Uint8Array, at: number, end: number, out: Header, isBehindDay: boolean): number {
  const isName = isLetter(bytes[at]) || bytes[at] > MAX_ASCII;
  const month = at + 12 <= end && isName ? monthAt(bytes, at) : 0;
  if (month === 0) return -1;
  const name = bytes[at + 3] === BLANK ? at + 3 : monthEnd(bytes, at, end);
  if (name > 0 && (bytes[name] === SLASH || bytes[name] === MINUS))
    return markedDay(bytes, name, end, month, out);
  // 'May14 09:00:00'.
  if (name < 0 || (bytes[name] !== BLANK && !isDigit(bytes[name]))) return -1;
  let i = skipBlanks(bytes, name, end);
  const dayEnd = skipDigits(bytes, i, end);
  const day = dayEnd - i > 0 && dayEnd - i < 3 ? digitsAt(bytes, i, dayEnd - i) : -1;
  if (day < 0) return -1;
  i = dayEnd;
  if (bytes[i] === COMMA) i++;
  i = skipBlanks(bytes, i, end);
  const isYear = i + 5 < end && (bytes[i + 4] === BLANK || bytes[i + 4] === COMMA);
  const year = isYear ? digitsAt(bytes, i, 4) : -1;
  i = year > 0 ? parseDayClock(bytes, clockAfter(bytes, i + 4, end), end) : parseClock(bytes, i, end);
  if (i < 0) return -1;
  i = parseZone(bytes, parseHalfDay(bytes, i, end), end, out);
  return year > 0
    ? finishTime(out, dateMs(year, month, day), i)
    : withYearBehind(bytes, i, end, month, day, isBehindDay, out);
}

/** 'may/14/2024 09:00:00', 'May-14-2024 9:00:00 PM': the day and the year between the mark at `at` and another. */
function markedDay(bytes: Uint8Array, at: number, end: number, month: number, out: Header): number {
  const dayEnd = skipDigits(bytes, at + 1, Math.min(end, at + 3));
  const year = bytes[dayEnd] === bytes[at] && dayEnd > at + 1 ? digitsAt(bytes, dayEnd + 1, 4) : -1;
  const clock = dayEnd + 5 < end ? clockAfter(bytes, dayEnd + 5, end) : -1;
  if (year < 1970 || clock <= dayEnd + 5) return -1;
  const i = parseDayClock(bytes, clock, end);
  if (i < 0) return -1;
  const zone = parseZone(bytes, parseHalfDay(bytes, i, end), end, out);
  return finishTime(out, dateMs(year, month, digitsAt(bytes, at + 1, dayEnd - at - 1)), zone);
}

const LONGEST_ZONE = 6;

/** The year may be the last part, a zone before or behind it; where the day of the week is written, any word may be the zone. */
function withYearBehind(
  bytes: Uint8Array,
  at: number,
  end: number,
  month: number,
  day: number,
  isBehindDay: boolean,
  out: Header,
): number {
  let i = at;
  let year = bytes[i] === BLANK ? yearAt(bytes, i + 1, end) : -1;
  if (year < 0 && isBehindDay && bytes[i] === BLANK) {
    i++;
    while (i < end && i <= at + LONGEST_ZONE && bytes[i] >= UPPER_A && bytes[i] <= UPPER_Z) i++;
    year = i > at + 2 && bytes[i] === BLANK ? yearAt(bytes, i + 1, end) : -1;
  }
  if (year < 0) return finishYearless(out, month, day, at);
  i += 5;
  if (Number.isNaN(out.zoneMinutes)) i = parseZone(bytes, i, end, out);
  return finishTime(out, dateMs(year, month, day), i);
}

/** '10/Oct/2000:13:55:36 -0700'. */
export function parseClf(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || bytes[at + 2] !== SLASH || bytes[at + 6] !== SLASH) return -1;
  const day = digitsAt(bytes, at, 2);
  const month = monthAt(bytes, at + 3);
  const year = digitsAt(bytes, at + 7, 4);
  if (day < 0 || month === 0 || year < 0 || (bytes[at + 11] !== COLON && bytes[at + 11] !== BLANK)) return -1;
  const i = parseClock(bytes, at + 12, end);
  return finishTime(out, dateMs(year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
}

/**
 * '12 Nov 2019 13:00:00.123', '12-Nov-2019::13:00:00', '01. Dez 2026 13:00', '26-NOV-26 10.00.00.123456 AM', '14May2024 9:00:00', and
 * without a year or with the year behind '26 Nov 10:00:00', '14 May 09:00:00 BST 2024'.
 */
export function parseDayMonth(bytes: Uint8Array, at: number, end: number, out: Header): number {
  return dayMonth(bytes, at, end, out, false);
}

function dayMonth(bytes: Uint8Array, at: number, end: number, out: Header, isBehindDay: boolean): number {
  const dayEnd = skipDigits(bytes, at, Math.min(end, at + 3));
  if (dayEnd === at || dayEnd - at > 2 || at + 14 > end) return -1;
  const day = digitsAt(bytes, at, dayEnd - at);
  const mark = bytes[dayEnd] === DOT ? dayEnd + 1 : dayEnd;
  const isClose = isLetter(bytes[mark]);
  const between = bytes[mark];
  if (!isClose && between !== BLANK && between !== MINUS) return -1;
  const from = isClose ? mark : mark + 1;
  const month = monthAt(bytes, from);
  if (month === 0) return -1;
  const name = monthEnd(bytes, from, end);
  // '14-May 09:00', which states no year.
  const isBare = between === MINUS && name > 0 && bytes[name] === BLANK;
  if (name < 0 || (!isClose && bytes[name] !== between && !isBare)) return -1;
  const begin = isClose ? name : name + 1;
  const yearEnd = skipDigits(bytes, begin, Math.min(end, begin + 5));
  const short = yearEnd - begin === 2 && between === MINUS;
  if (isBare || (yearEnd - begin !== 4 && !short)) {
    if (between !== BLANK && !isBare) return -1;
    const clock = (isBare ? parseDayClock : parseClock)(bytes, skipBlanks(bytes, name, end), end);
    if (clock < 0) return -1;
    const zone = parseZone(bytes, parseHalfDay(bytes, clock, end), end, out);
    return withYearBehind(bytes, zone, end, month, day, isBehindDay, out);
  }
  const year = digitsAt(bytes, begin, yearEnd - begin) + (short ? 2000 : 0);
  if (year < 1970) return -1;
  const i = parseDayClock(bytes, clockBegin(bytes, yearEnd, end), end);
  if (i < 0) return -1;
  const after = parseHalfDay(bytes, i, end);
  return finishTime(out, dateMs(year, month, day), parseZone(bytes, after, end, out));
}

/** Behind '2019 ', '2019, ', '2019:', '2019::' and '2019 @ '. */
function clockBegin(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && i < at + 2 && bytes[i] === COLON) i++;
  return i > at ? i : isDigit(bytes[at]) || isLetter(bytes[at]) ? end : clockAfter(bytes, at, end);
}
