/** Written times of logs: one byte parser per notation. In: bytes from a position. Out: header's time, position after it. */
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import type { Header } from '../header';
import { parseAsctime, parseClf, parseDayMonth, parseMonthDay } from './time-months';
import {
  dateMs,
  digitsAt,
  finishTime,
  isHalfDay,
  lastClockMs,
  parseClock,
  parseCompactClock,
  parseDayClock,
  parseHalfDay,
  parseZone,
  type TimeParser,
  YEAR_2000,
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
 * 10/Oct/2000:13:55:36 -0700; day-month: 12 Nov [2019] 13:00:00.123; dmy, mdy: 31/12/2019 13:00[:00]; mm-dd: 03-17
 * 16:13:38.811; epoch: 10, 13, 16 or 19 digits; clock: 16:29:38.905.
 */
export type TimeKind = (typeof TIME_KINDS)[number];

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
    between !== 9 &&
    between !== 84 &&
    between !== 116 &&
    between !== 45 &&
    between !== 95 &&
    between !== 58
  )
    return -1;
  i++;
  if (between === 32 && bytes[i] === 32) i++;
  const clock = joined ? parseClock(bytes, i, end) : parseDayClock(bytes, i, end);
  i = clock < 0 && joined ? parseCompactClock(bytes, i, end) : clock;
  if (i < 0) return -1;
  if (isHalfDay(bytes, i)) i = parseHalfDay(bytes, i, end);
  return finishTime(out, dateMs(year, month, day), parseZone(bytes, i, end, out));
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
  return finishTime(out, day, parseClock(bytes, skipBlanks(bytes, at + 7, end), end));
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
  return finishTime(out, dateMs(2000 + year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
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
    // Points are nowhere written between a month and the day after it.
    if (separator !== 47 && separator !== 45 && (separator !== 46 || !dayFirst)) return -1;
    const secondEnd = oneOrTwo(bytes, firstEnd + 1);
    if (bytes[secondEnd] !== separator) return -1;
    const first = digitsAt(bytes, at, firstEnd - at);
    const second = digitsAt(bytes, firstEnd + 1, secondEnd - firstEnd - 1);
    const short = bytes[secondEnd + 3] === 32;
    const year = short ? 2000 + digitsAt(bytes, secondEnd + 1, 2) : digitsAt(bytes, secondEnd + 1, 4);
    if (year < (short ? 2000 : 1970) || year > 2200 || second < 0) return -1;
    const i = parseDayClock(bytes, clockAfter(bytes, secondEnd + (short ? 3 : 5), end), end);
    if (i < 0) return -1;
    const after = parseHalfDay(bytes, i, end);
    const day = dayFirst ? dateMs(year, second, first) : dateMs(year, first, second);
    return finishTime(out, day, parseZone(bytes, after, end, out));
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
  const after = isHalfDay(bytes, i) ? parseHalfDay(bytes, i, end) : i;
  out.timeMs = lastClockMs();
  out.partial = 2;
  return after;
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
