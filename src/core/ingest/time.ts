/** Written times of logs: one byte parser per notation. In: bytes from a position. Out: header's time, position after it. */
import { isDigit, isLetter, skipBlanks, skipDigits } from '../lib/bytes';
import type { Header } from './header';
import {
  dateMs,
  digitsAt,
  lastClockMs,
  monthAt,
  parseClock,
  parseCompactClock,
  parseZone,
} from './time-parts';

export const TIME_KINDS = [
  'iso',
  'yymmdd',
  'yy/mm/dd',
  'asctime',
  'month-day',
  'clf',
  'day-month',
  'dmy',
  'mdy',
  'mm-dd',
  'epoch',
  'clock',
] as const;
/**
 * iso: 2024-03-01T00:00:00.000+02:00 and its relatives (/, ., _ and - between, 20171223-22:15:29:606); yymmdd: 081109
 * 203615; yy/mm/dd: 17/06/09 20:10:40; asctime: Sun Dec 04 04:47:44 2005; month-day: Jun  9 06:06:20 [2005]; clf:
 * 10/Oct/2000:13:55:36 -0700; day-month: 12 Nov 2019 13:00:00.123; dmy, mdy: 31/12/2019 13:00:00; mm-dd: 03-17
 * 16:13:38.811; epoch: 10, 13, 16 or 19 digits; clock: 16:29:38.905.
 */
export type TimeKind = (typeof TIME_KINDS)[number];

/** Returns the position after the time at `at`, or -1; sets timeMs, zoneMinutes and partial of `out`. */
export type TimeParser = (bytes: Uint8Array, at: number, end: number, out: Header) => number;

function finish(out: Header, dayMs: number, at: number): number {
  if (at < 0 || Number.isNaN(dayMs)) return -1;
  out.timeMs = dayMs + lastClockMs();
  out.partial = 0;
  return at;
}

function parseIso(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 14 > end) return -1;
  const year = digitsAt(bytes, at, 4);
  if (year < 1970 || year > 2200) return -1;
  let i = at + 4;
  const separator = bytes[i];
  const joined = isDigit(separator);
  if (!joined && separator !== 45 && separator !== 47 && separator !== 46) return -1;
  if (!joined) i++;
  const monthEnd = joined ? i + 2 : oneOrTwo(bytes, i);
  const month = digitsAt(bytes, i, monthEnd - i);
  i = monthEnd;
  if (!joined && bytes[i++] !== separator) return -1;
  const dayEnd = joined ? i + 2 : oneOrTwo(bytes, i);
  const day = digitsAt(bytes, i, dayEnd - i);
  i = dayEnd;
  const between = bytes[i];
  if (
    between !== 32 &&
    between !== 84 &&
    between !== 116 &&
    between !== 45 &&
    between !== 95 &&
    between !== 58
  )
    return -1;
  i++;
  if (between === 32 && bytes[i] === 32) i++;
  const clock = parseClock(bytes, i, end);
  i = clock < 0 && joined ? parseCompactClock(bytes, i, end) : clock;
  if (i < 0) return -1;
  return finish(out, dateMs(year, month, day), parseZone(bytes, i, end, out));
}

const oneOrTwo = (bytes: Uint8Array, at: number): number => (isDigit(bytes[at + 1]) ? at + 2 : at + 1);

function parseYymmdd(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const date = at + 13 <= end ? digitsAt(bytes, at, 6) : -1;
  if (date < 0 || bytes[at + 6] !== 32) return -1;
  const day = dateMs(2000 + ((date / 10_000) | 0), ((date / 100) | 0) % 100, date % 100);
  const clock = digitsAt(bytes, at + 7, 6);
  if (clock >= 0) {
    const minutes = ((clock / 100) | 0) % 100;
    if (clock >= 250_000 || minutes > 59 || clock % 100 > 60 || (at + 13 < end && bytes[at + 13] !== 32))
      return -1;
    if (Number.isNaN(day)) return -1;
    out.timeMs = day + (((clock / 10_000) | 0) * 3600 + minutes * 60 + (clock % 100)) * 1000;
    out.partial = 0;
    return at + 13;
  }
  return finish(out, day, parseClock(bytes, skipBlanks(bytes, at + 7, end), end));
}

function parseTwoDigitYear(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 14 > end) return -1;
  const separator = bytes[at + 2];
  if ((separator !== 47 && separator !== 45 && separator !== 46) || bytes[at + 5] !== separator) return -1;
  const year = digitsAt(bytes, at, 2);
  const month = digitsAt(bytes, at + 3, 2);
  const day = digitsAt(bytes, at + 6, 2);
  if (year < 0 || month < 0 || day < 0 || (bytes[at + 8] !== 32 && bytes[at + 8] !== 84)) return -1;
  const i = parseClock(bytes, at + 9, end);
  return finish(out, dateMs(2000 + year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
}

/** 'Sun Dec 04 04:47:44.123 2005', also with the zone before the year. */
function parseAsctime(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || !isLetter(bytes[at]) || bytes[at + 3] !== 32) return -1;
  return parseMonthDay(bytes, skipBlanks(bytes, at + 4, end), end, out);
}

/** 'Jun  9 06:06:20', 'Jun 9 2005 06:06:20', 'Jun 9, 2005 6:06:20 PM', 'Jun  9 06:06:20 2005'. */
function parseMonthDay(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const month = at + 12 <= end && isLetter(bytes[at]) ? monthAt(bytes, at) : 0;
  if (month === 0 || bytes[at + 3] !== 32) return -1;
  let i = skipBlanks(bytes, at + 3, end);
  const dayEnd = skipDigits(bytes, i, end);
  const day = dayEnd - i > 0 && dayEnd - i < 3 ? digitsAt(bytes, i, dayEnd - i) : -1;
  if (day < 0) return -1;
  i = dayEnd;
  if (bytes[i] === 44) i++;
  i = skipBlanks(bytes, i, end);
  let year = i + 5 < end && bytes[i + 4] === 32 ? digitsAt(bytes, i, 4) : -1;
  if (year > 0) i += 5;
  i = parseClock(bytes, i, end);
  if (i < 0) return -1;
  const clock = lastClockMs();
  const after = parseHalfDay(bytes, i, end, clock);
  const clockMs = after === i ? clock : halfDay;
  i = parseZone(bytes, after, end, out);
  if (year < 0) {
    const behind = bytes[i] === 32 && i + 5 <= end ? digitsAt(bytes, i + 1, 4) : -1;
    if (behind >= 1970 && behind < 2200 && !(i + 5 < end && isDigit(bytes[i + 5]))) {
      year = behind;
      i += 5;
    }
  }
  const ms = dateMs(year < 0 ? 2000 : year, month, day);
  if (Number.isNaN(ms)) return -1;
  out.timeMs = year < 0 ? ms - YEAR_2000 + clockMs : ms + clockMs;
  out.partial = year < 0 ? 1 : 0;
  return i;
}
const YEAR_2000 = dateMs(2000, 1, 1);

let halfDay = 0;
function parseHalfDay(bytes: Uint8Array, at: number, end: number, clockMs: number): number {
  const i = bytes[at] === 32 ? at + 1 : at;
  const half = bytes[i] | 32;
  if (i + 2 > end || (half !== 97 && half !== 112) || (bytes[i + 1] | 32) !== 109) return at;
  if (i + 2 < end && isLetter(bytes[i + 2])) return at;
  const noon = 43_200_000;
  halfDay = (clockMs % noon) + (half === 112 ? noon : 0);
  return i + 2;
}

/** '10/Oct/2000:13:55:36 -0700'. */
function parseClf(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 20 > end || bytes[at + 2] !== 47 || bytes[at + 6] !== 47) return -1;
  const day = digitsAt(bytes, at, 2);
  const month = monthAt(bytes, at + 3);
  const year = digitsAt(bytes, at + 7, 4);
  if (day < 0 || month === 0 || year < 0 || (bytes[at + 11] !== 58 && bytes[at + 11] !== 32)) return -1;
  const i = parseClock(bytes, at + 12, end);
  return finish(out, dateMs(year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
}

/** '12 Nov 2019 13:00:00.123', '12-Nov-2019 13:00:00.123', '12-Nov-2019::13:00:00'. */
function parseDayMonth(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const dayEnd = skipDigits(bytes, at, Math.min(end, at + 3));
  if (dayEnd === at || at + 18 > end || (bytes[dayEnd] !== 32 && bytes[dayEnd] !== 45)) return -1;
  const month = monthAt(bytes, dayEnd + 1);
  const year = month === 0 ? -1 : digitsAt(bytes, dayEnd + 5, 4);
  if (year < 1970) return -1;
  const i = parseClock(bytes, bytes[dayEnd + 10] === 58 ? dayEnd + 11 : dayEnd + 10, end);
  return finish(
    out,
    dateMs(year, month, digitsAt(bytes, at, dayEnd - at)),
    i < 0 ? i : parseZone(bytes, i, end, out),
  );
}

/** Where the clock begins behind a date and ' ', ', ', '-' or ' -- '. */
function clockAfter(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[i] === 44) i++;
  i = skipBlanks(bytes, i, end);
  while (i < end && i < at + 4 && bytes[i] === 45) i++;
  return skipBlanks(bytes, i, end);
}

/** '31/12/2019 13:00:00', '1/31/24 9:05:07', '12/31/2019-13:00:00', '31/12/2019 -- 13:00:00'. */
const parseNumericDate =
  (dayFirst: boolean): TimeParser =>
  (bytes, at, end, out) => {
    if (at + 14 > end || !isDigit(bytes[at])) return -1;
    const firstEnd = oneOrTwo(bytes, at);
    const separator = bytes[firstEnd];
    if (separator !== 47 && separator !== 45 && separator !== 46) return -1;
    const secondEnd = oneOrTwo(bytes, firstEnd + 1);
    if (bytes[secondEnd] !== separator) return -1;
    const first = digitsAt(bytes, at, firstEnd - at);
    const second = digitsAt(bytes, firstEnd + 1, secondEnd - firstEnd - 1);
    const short = bytes[secondEnd + 3] === 32;
    const year = short ? 2000 + digitsAt(bytes, secondEnd + 1, 2) : digitsAt(bytes, secondEnd + 1, 4);
    if (year < (short ? 2000 : 1970) || year > 2200 || second < 0) return -1;
    const i = parseClock(bytes, clockAfter(bytes, secondEnd + (short ? 3 : 5), end), end);
    if (i < 0) return -1;
    const clock = lastClockMs();
    const after = parseHalfDay(bytes, i, end, clock);
    const day = dayFirst ? dateMs(year, second, first) : dateMs(year, first, second);
    if (Number.isNaN(day)) return -1;
    out.timeMs = day + (after === i ? clock : halfDay);
    out.partial = 0;
    return parseZone(bytes, after, end, out);
  };

/** '03-17 16:13:38.811', '10.30 16:49:06', '0317 16:13:38.811' (klog), '0317/161338.811' (Chromium). */
function parseMonthNumber(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 13 > end) return -1;
  const month = digitsAt(bytes, at, 2);
  const apart = isDigit(bytes[at + 2]) ? 0 : 1;
  const separator = bytes[at + 2];
  if (month < 1 || (apart === 1 && separator !== 45 && separator !== 46 && separator !== 47)) return -1;
  const day = digitsAt(bytes, at + 2 + apart, 2);
  const space = at + 4 + apart;
  const slash = apart === 0 && bytes[space] === 47;
  if (day < 0 || (bytes[space] !== 32 && bytes[space] !== 84 && !slash)) return -1;
  const ms = dateMs(2000, month, day);
  const i = slash ? parseCompactClock(bytes, space + 1, end) : parseClock(bytes, space + 1, end);
  if (i < 0 || Number.isNaN(ms)) return -1;
  out.timeMs = ms - YEAR_2000 + lastClockMs();
  out.partial = 1;
  return parseZone(bytes, i, end, out);
}

/** Digits since 1970: 10 are seconds (a fraction may follow), 13 ms, 16 us, 19 ns; from 2001 to 2038. */
function parseEpoch(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const stop = skipDigits(bytes, at, Math.min(end, at + 20));
  const length = stop - at;
  if (length !== 10 && length !== 13 && length !== 16 && length !== 19) return -1;
  const seconds = digitsAt(bytes, at, 10);
  if (seconds < 978_307_200 || seconds >= 2 ** 31) return -1;
  let ms = seconds * 1000;
  let i = stop;
  if (length > 10) ms += digitsAt(bytes, at + 10, length - 10) / 10 ** (length - 13);
  else if (bytes[i] === 46 && i + 1 < end && isDigit(bytes[i + 1])) {
    i = skipDigits(bytes, stop + 1, Math.min(end, stop + 10));
    ms += digitsAt(bytes, stop + 1, i - stop - 1) * 10 ** (3 - (i - stop - 1));
  }
  if (i < end && (isLetter(bytes[i]) || isDigit(bytes[i]))) return -1;
  out.timeMs = ms;
  out.zoneMinutes = 0;
  out.partial = 0;
  return i;
}

function parseClockOnly(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (bytes[at + 2] !== 58 || bytes[at + 5] !== 58) return -1;
  const i = parseClock(bytes, at, end);
  if (i < 0) return -1;
  out.timeMs = lastClockMs();
  out.partial = 2;
  return i;
}

const PARSERS: Readonly<Record<TimeKind, TimeParser>> = {
  iso: parseIso,
  yymmdd: parseYymmdd,
  'yy/mm/dd': parseTwoDigitYear,
  asctime: parseAsctime,
  'month-day': parseMonthDay,
  clf: parseClf,
  'day-month': parseDayMonth,
  dmy: parseNumericDate(true),
  mdy: parseNumericDate(false),
  'mm-dd': parseMonthNumber,
  epoch: parseEpoch,
  clock: parseClockOnly,
};

export function timeParser(kind: TimeKind): TimeParser {
  return PARSERS[kind];
}
