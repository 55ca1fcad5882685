/** Written dates of numbers that do not begin with the year. In: bytes from a position. Out: header's time, position after it; as time.ts. */
import { BAR, BLANK, COMMA, DOT, LOWER_A, LOWER_T, MINUS, SLASH, UPPER_T } from '../../lib/ascii';
import { byteFlags, isDigit, skipBlanks } from '../../lib/bytes';
import type { Header } from '../header';
import { parseClockBehindHalf, parseHalfDay } from './half-day';
import {
  dateMs,
  digitsAt,
  finishTime,
  finishYearless,
  parseClock,
  parseCompactClock,
  parseDayClock,
  type TimeParser,
} from './time-parts';
import { parseZone } from './zone-at';

const TWO_DIGIT_BETWEEN = byteFlags(' T@');

export const oneOrTwo = (bytes: Uint8Array, at: number): number => (isDigit(bytes[at + 1]) ? at + 2 : at + 1);

/** '17/06/09 20:10:40', '24-05-14T09:00:00', '24/05/14@09:00:00.123+0200'. */
export function parseTwoDigitYear(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 14 > end) return -1;
  const separator = bytes[at + 2];
  if ((separator !== SLASH && separator !== MINUS && separator !== DOT) || bytes[at + 5] !== separator)
    return -1;
  const year = digitsAt(bytes, at, 2);
  const month = digitsAt(bytes, at + 3, 2);
  const day = digitsAt(bytes, at + 6, 2);
  if (year < 0 || month < 0 || day < 0 || TWO_DIGIT_BETWEEN[bytes[at + 8]] === 0) return -1;
  const i = parseClock(bytes, at + 9, end);
  return finishTime(out, dateMs(2000 + year, month, day), i < 0 ? i : parseZone(bytes, i, end, out));
}

const MARKS = new Set([...'-@|;'].map((char) => char.charCodeAt(0)));
const LONGEST_MARK = 3;

/** Where the clock begins behind a date and ' ', ', ', '-', ' -- ', ' @ ', ' at ' or the mark of a field. */
export function clockAfter(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[i] === COMMA) i++;
  i = skipBlanks(bytes, i, end);
  const stop = Math.min(end, i + LONGEST_MARK);
  while (i < stop && MARKS.has(bytes[i])) i++;
  if (i > at && bytes[i] === LOWER_A && bytes[i + 1] === LOWER_T && bytes[i + 2] === BLANK) i += 2;
  return skipBlanks(bytes, i, end);
}

/** '31/12/2019 13:00:00', '1/31/24, 9:05:07 PM', '12/31/2019-13:00:00', '31/12/2019 -- 13:00:00', '14.05.2024|09:00'. */
export const parseNumericDate =
  (dayFirst: boolean): TimeParser =>
  (bytes, at, end, out) => {
    if (at + 11 > end || !isDigit(bytes[at])) return -1;
    const firstEnd = oneOrTwo(bytes, at);
    const separator = bytes[firstEnd];
    // Points are nowhere written between a month and the day after it.
    if (separator !== SLASH && separator !== MINUS && (separator !== DOT || !dayFirst)) return -1;
    const secondEnd = oneOrTwo(bytes, firstEnd + 1);
    if (bytes[secondEnd] !== separator) return -1;
    const first = digitsAt(bytes, at, firstEnd - at);
    const second = digitsAt(bytes, firstEnd + 1, secondEnd - firstEnd - 1);
    const short = !isDigit(bytes[secondEnd + 3]);
    const year = short ? 2000 + digitsAt(bytes, secondEnd + 1, 2) : digitsAt(bytes, secondEnd + 1, 4);
    if (year < (short ? 2000 : 1970) || year > 2200 || second < 0) return -1;
    const clock = clockAfter(bytes, secondEnd + (short ? 3 : 5), end);
    let i = parseDayClock(bytes, clock, end);
    if (i < 0) i = parseClockBehindHalf(bytes, clock, end);
    if (i < 0 || clock === secondEnd + (short ? 3 : 5)) return -1;
    const after = parseHalfDay(bytes, i, end);
    const day = dayFirst ? dateMs(year, second, first) : dateMs(year, first, second);
    return finishTime(out, day, parseZone(bytes, after, end, out));
  };

/** '03-17 16:13:38.811', '10.30 16:49:06', '0317 16:13:38.811' (klog), '0317/161338.811' (Chromium). */
export function parseMonthNumber(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (at + 11 > end) return -1;
  const month = digitsAt(bytes, at, 2);
  const apart = isDigit(bytes[at + 2]) ? 0 : 1;
  const separator = bytes[at + 2];
  if (month < 1 || (apart === 1 && separator !== MINUS && separator !== DOT && separator !== SLASH))
    return -1;
  const day = digitsAt(bytes, at + 2 + apart, 2);
  const space = at + 4 + apart;
  const slash = apart === 0 && bytes[space] === SLASH;
  // Snort's '05/14-09:00:00.123456'.
  const dash = separator === SLASH && bytes[space] === MINUS;
  // Ethereum's '05-14|09:00:00.123'.
  const bar = separator === MINUS && bytes[space] === BAR;
  if (day < 0 || (bytes[space] !== BLANK && bytes[space] !== UPPER_T && !slash && !dash && !bar)) return -1;
  const i = slash ? parseCompactClock(bytes, space + 1, end) : parseClock(bytes, space + 1, end);
  return i < 0 ? -1 : finishYearless(out, month, day, parseZone(bytes, i, end, out));
}
