/** Written times of logs: one byte parser per notation. In: bytes from a position. Out: header's time, position after it. */
import { BLANK, CASE_BIT, COLON, DOT, LOWER_E, PLUS } from '../../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import type { Header } from '../header';
import { isHalfDay, parseHalfDay } from './half-day';
import { parseClockDate } from './time-clock-date';
import { parseHexEpoch, parseTai64 } from './time-hex';
import { parseIso } from './time-iso';
import { parseAsctime, parseClf, parseDayMonth, parseMonthDay } from './time-months';
import { parseMonthNumber, parseNumericDate, parseTwoDigitYear } from './time-numeric';
import {
  dateMs,
  digitsAt,
  finishDateless,
  finishTime,
  parseClock,
  parseDayClock,
  type TimeParser,
} from './time-parts';
import { parseZone } from './zone-at';

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
  'tai64',
  'hex',
  'clock-date',
  'clock',
] as const;
/**
 * iso: 2024-03-01T00:00:00.000+02:00 and all else that begins with the year; yymmdd: 081109 203615; yy/mm/dd: 17/06/09
 * 20:10:40, 17/06/09@20:10:40; asctime: Sun Dec 04 04:47:44 2005; month-day: Jun  9 06:06:20 [2005]; clf: 10/Oct/2000:13:55:36 -0700; day-month: 12
 * Nov [2019] 13:00:00.123; dmy, mdy: 31/12/2019 13:00[:00]; mm-dd: 03-17 16:13:38.811; epoch: 10, 13, 16 or 19 digits, 18 of Windows and .NET; hex: 6b0c8c5e.005e0ca5; tai64:
 * @400000006643...; clock-date: 16:29:38.905 2024-05-14; clock: 16:29:38.905, 4:29PM.
 */
export type TimeKind = (typeof TIME_KINDS)[number];

function parseYymmdd(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const date = at + 13 <= end ? digitsAt(bytes, at, 6) : -1;
  if (date < 0 || bytes[at + 6] !== BLANK) return -1;
  const day = dateMs(2000 + ((date / 10_000) | 0), ((date / 100) | 0) % 100, date % 100);
  const clock = digitsAt(bytes, at + 7, 6);
  if (clock >= 0) {
    const minutes = ((clock / 100) | 0) % 100;
    if (clock >= 250_000 || minutes > 59 || clock % 100 > 60 || (at + 13 < end && bytes[at + 13] !== BLANK))
      return -1;
    if (Number.isNaN(day)) return -1;
    out.timeMs = day + (((clock / 10_000) | 0) * 3600 + minutes * 60 + (clock % 100)) * 1000;
    out.partial = 0;
    return at + 13;
  }
  return finishTime(out, day, parseClock(bytes, skipBlanks(bytes, at + 7, end), end));
}

/** Seconds from 1601 (FILETIME of Windows) and from the year 1 (ticks of .NET) to 1970. */
const EPOCHS_OF_TICKS = [11_644_473_600, 62_135_596_800] as const;
const LAST_SECOND = 2 ** 31;
const FIRST_SECOND = 978_307_200;

/** 18 digits count tenths of a microsecond, since 1601 or since the year 1; from 2001 to 2038. */
function parseTicks(bytes: Uint8Array, at: number, stop: number, end: number, out: Header): number {
  const count = digitsAt(bytes, at, 11);
  const begin = EPOCHS_OF_TICKS.find((each) => count - each >= FIRST_SECOND && count - each < LAST_SECOND);
  if (begin === undefined || (stop < end && (isLetter(bytes[stop]) || isDigit(bytes[stop])))) return -1;
  out.timeMs = (count - begin) * 1000 + digitsAt(bytes, at + 11, 7) / 1e4;
  out.zoneMinutes = 0;
  out.partial = 0;
  return stop;
}

const MAX_MANTISSA = 24;

/** '1.7156772071370001e+09', '1.715677207137E12': seconds since 1970, or with larger exponents smaller units, as languages print large fractions. */
function parseExponent(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const mark = skipDigits(bytes, at + 2, Math.min(end, at + MAX_MANTISSA));
  if (mark - at < 5 || (bytes[mark] | CASE_BIT) !== LOWER_E) return -1;
  const sign = bytes[mark + 1] === PLUS ? mark + 2 : mark + 1;
  const stop = skipDigits(bytes, sign, Math.min(end, sign + 3));
  const exponent = stop > sign && stop <= sign + 2 ? digitsAt(bytes, sign, stop - sign) : -1;
  if (exponent !== 9 && exponent !== 12 && exponent !== 15 && exponent !== 18) return -1;
  // To the microsecond, beyond which a double of the seconds tells nothing.
  const micros = Math.min(mark - at - 2, 15);
  const seconds = (digitsAt(bytes, at, 1) + digitsAt(bytes, at + 2, micros) / 10 ** micros) * 1e9;
  if (seconds < FIRST_SECOND || seconds >= LAST_SECOND || (stop < end && isLetter(bytes[stop]))) return -1;
  out.timeMs = Math.round(seconds * 1e6) / 1e3;
  out.zoneMinutes = 0;
  out.partial = 0;
  return stop;
}

/** Digits since 1970: 10 are seconds (a fraction may follow), 13 ms, 16 us, 19 ns; from 2001 to 2038. 18 are ticks. */
function parseEpoch(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const stop = skipDigits(bytes, at, Math.min(end, at + 20));
  const length = stop - at;
  if (length === 18) return parseTicks(bytes, at, stop, end, out);
  if (length === 1 && bytes[stop] === DOT) return parseExponent(bytes, at, end, out);
  if (length !== 10 && length !== 13 && length !== 16 && length !== 19) return -1;
  const seconds = digitsAt(bytes, at, 10);
  if (seconds < FIRST_SECOND || seconds >= LAST_SECOND) return -1;
  let ms = seconds * 1000;
  let i = stop;
  if (length > 10) ms += digitsAt(bytes, at + 10, length - 10) / 10 ** (length - 13);
  else if (bytes[i] === DOT && i + 1 < end && isDigit(bytes[i + 1])) {
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
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON) return parseHalfDayClock(bytes, at, end, out);
  const i = parseClock(bytes, at, end);
  if (i < 0) return -1;
  const after = isHalfDay(bytes, i) ? parseHalfDay(bytes, i, end) : i;
  return finishDateless(out, parseZone(bytes, after, end, out));
}

/** '9:00AM', '9:05:07 PM': only AM or PM tells that so little is a clock. */
function parseHalfDayClock(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (bytes[at + 1] !== COLON && bytes[at + 2] !== COLON) return -1;
  const i = parseDayClock(bytes, at, end);
  const after = i < 0 ? i : parseHalfDay(bytes, i, end);
  return after === i ? -1 : finishDateless(out, parseZone(bytes, after, end, out));
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
  tai64: parseTai64,
  hex: parseHexEpoch,
  'clock-date': parseClockDate,
  clock: parseClockOnly,
};

export function timeParser(kind: TimeKind): TimeParser {
  return PARSERS[kind];
}
