/** Pieces of written times: digits, clock, zone, month names, days since 1970. All over bytes, nothing allocated. */
import { isDigit, isLetter } from '../../lib/bytes';
import type { Header } from '../header';

/** Returns the position after the time at `at`, or -1; sets timeMs, zoneMinutes and partial of `out`. */
export type TimeParser = (bytes: Uint8Array, at: number, end: number, out: Header) => number;

const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar (Hinnant, 'days_from_civil'). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  const dayOfEra = yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** ms since 1970 of midnight, or NaN for a date that cannot be. */
export function dateMs(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  // Neighbouring lines are of the same day: it is worked out once.
  const date = (year * 16 + month) * 32 + day;
  if (date !== lastDate) {
    lastDate = date;
    lastDateMs = daysFromCivil(year, month, day) * DAY_MS;
  }
  return lastDateMs;
}
let lastDate = Number.NaN;
let lastDateMs = 0;

/** Midnight that times without a year count from. */
export const YEAR_2000 = dateMs(2000, 1, 1);

/** Sets the time to that day and the last clock; returns `at`, or -1 where one of them is none. */
export function finishTime(out: Header, dayMs: number, at: number): number {
  if (at < 0 || Number.isNaN(dayMs)) return -1;
  out.timeMs = dayMs + clockMs;
  out.partial = 0;
  return at;
}

/** Number of `count` digits at `at`; -1: there are fewer. */
export function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i] - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Number of the two digits at `at`; -1: there are fewer. */
function twoDigitsAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] - 48;
  const ones = bytes[at + 1] - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

let clockMs = 0;
/** ms of the day that the last parseClock found. */
export const lastClockMs = (): number => clockMs;

/**
 * Clock H:MM:SS with ':' or '.' between, one or two digits each, fraction after '.', ',' or ':' of any length (read to the microsecond).
 * Returns the position after it, or -1; the value is in lastClockMs().
 */
export function parseClock(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 < end && bytes[at + 2] === 58 && bytes[at + 5] === 58) {
    const hours = twoDigitsAt(bytes, at);
    const minutes = twoDigitsAt(bytes, at + 3);
    const seconds = twoDigitsAt(bytes, at + 6);
    const sound = hours >= 0 && hours < 25 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 61;
    if (sound && !isDigit(bytes[at + 8])) {
      clockMs = (hours * 3600 + minutes * 60 + seconds) * 1000;
      return parseFraction(bytes, at + 8, end);
    }
  }
  return parseAnyClock(bytes, at, end);
}

/** A clock with digits left out, with points between, or none at all. */
function parseAnyClock(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  let value = 0;
  let separator = 0;
  for (let part = 0; part < 3; part++) {
    if (i >= end || !isDigit(bytes[i])) return -1;
    let number = bytes[i++] - 48;
    if (i < end && isDigit(bytes[i])) number = number * 10 + bytes[i++] - 48;
    if (number > (part === 0 ? 24 : part === 1 ? 59 : 60)) return -1;
    value = value * 60 + number;
    if (part === 2) break;
    const byte = bytes[i];
    if (part === 0 ? byte !== 58 && byte !== 46 : byte !== separator) return -1;
    separator = byte;
    i++;
  }
  if (i < end && isDigit(bytes[i])) return -1;
  clockMs = value * 1000;
  return parseFraction(bytes, i, end);
}

/** A clock behind a full date: the seconds may be missing. */
export function parseDayClock(bytes: Uint8Array, at: number, end: number): number {
  const after = parseClock(bytes, at, end);
  if (after >= 0) return after;
  const colon = isDigit(bytes[at + 1]) ? at + 2 : at + 1;
  if (bytes[colon] !== 58 || colon + 3 > end) return -1;
  const hours = digitsAt(bytes, at, colon - at);
  const minutes = twoDigitsAt(bytes, colon + 1);
  const next = colon + 3 < end ? bytes[colon + 3] : 0;
  if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59) return -1;
  if (isDigit(next) || next === 58 || next === 46) return -1;
  clockMs = (hours * 60 + minutes) * 60_000;
  return colon + 3;
}

/** Cheap first look for ' AM' and ' PM' behind a clock. */
export const isHalfDay = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 32 && (bytes[at + 2] | 32) === 109;

const NOON_MS = 43_200_000;

/** Position after AM or PM behind a clock, with a blank or none between; then the last clock is told of it. Otherwise `at`. */
export function parseHalfDay(bytes: Uint8Array, at: number, end: number): number {
  const i = bytes[at] === 32 ? at + 1 : at;
  const half = bytes[i] | 32;
  if (i + 2 > end || (half !== 97 && half !== 112) || (bytes[i + 1] | 32) !== 109) return at;
  if (i + 2 < end && isLetter(bytes[i + 2])) return at;
  clockMs = (clockMs % NOON_MS) + (half === 112 ? NOON_MS : 0);
  return i + 2;
}

function parseFraction(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at];
  if (at + 1 >= end || (byte !== 46 && byte !== 44 && byte !== 58) || !isDigit(bytes[at + 1])) return at;
  let i = at + 1;
  let value = 0;
  let scale = 1000;
  // Finer than a microsecond a double cannot hold: it would round up into the next second.
  while (i < end && isDigit(bytes[i]) && i - at <= 6) {
    value = value * 10 + bytes[i++] - 48;
    scale /= 10;
  }
  while (i < end && isDigit(bytes[i])) i++;
  // Behind a colon stand whole milliseconds, which some write without leading zeros: 9:05:07:42.
  if (i - at === 4 || (byte === 58 && i - at < 4)) clockMs += value;
  // Round to the nanosecond that was written: .123456 is 123.456 ms, not 123.45599999.
  else clockMs += Math.round(value * scale * 1e6) / 1e6;
  return i;
}

/** Clock of six digits, HHMMSS, with a fraction behind '.' or ','; as parseClock otherwise. */
export function parseCompactClock(bytes: Uint8Array, at: number, end: number): number {
  const clock = at + 6 <= end ? digitsAt(bytes, at, 6) : -1;
  const minutes = ((clock / 100) | 0) % 100;
  if (clock < 0 || clock >= 250_000 || minutes > 59 || clock % 100 > 60) return -1;
  if (at + 6 < end && isDigit(bytes[at + 6])) return -1;
  clockMs = (((clock / 10_000) | 0) * 3600 + minutes * 60 + (clock % 100)) * 1000;
  return bytes[at + 6] === 58 ? at + 6 : parseFraction(bytes, at + 6, end);
}

/** Abbreviations with one meaning in logs, offsets in minutes. */
const ZONES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Z: 0,
    UTC: 0,
    GMT: 0,
    EST: -300,
    EDT: -240,
    CST: -360,
    CDT: -300,
    MST: -420,
    MDT: -360,
    PST: -480,
    PDT: -420,
    WET: 0,
    WEST: 60,
    CET: 60,
    CEST: 120,
    EET: 120,
    EEST: 180,
    MSK: 180,
    JST: 540,
    KST: 540,
  }),
);

/**
 * Zone behind a clock: 'Z', 'UTC', '+02:00', '+0200', '+02', each after at most one blank. Sets out.zoneMinutes;
 * returns the position after it, or `at` where there is none.
 */
export function parseZone(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const blank = bytes[at] === 32 && at + 1 < end ? 1 : 0;
  const i = at + blank;
  if (i >= end) return at;
  const byte = bytes[i];
  if (byte === 43 || byte === 45) return parseOffset(bytes, at, i, end, blank === 1, out);
  if (byte < 65 || byte > 90) return at;
  let e = i;
  while (e < end && e - i < 5 && isLetter(bytes[e])) e++;
  if (
    e - i > 4 ||
    (e < end &&
      bytes[e] > 47 &&
      bytes[e] < 123 &&
      bytes[e] !== 91 &&
      bytes[e] !== 93 &&
      bytes[e] !== 62 &&
      bytes[e] !== 58)
  )
    return at;
  const last = bytes[e - 1];
  if (e - i > 1 ? last === 84 || last === 67 || last === 75 : byte === 90) {
    const minutes = ZONES.get(String.fromCharCode(...bytes.subarray(i, e)));
    if (minutes === undefined) return at;
    out.zoneMinutes = minutes;
    return e;
  }
  return at;
}

const isDigitAt = (bytes: Uint8Array, at: number, end: number): boolean => at < end && isDigit(bytes[at]);

function parseOffset(
  bytes: Uint8Array,
  none: number,
  at: number,
  end: number,
  apart: boolean,
  out: Header,
): number {
  const hours = at + 2 < end ? digitsAt(bytes, at + 1, 2) : -1;
  if (hours < 0 || hours > 14) return none;
  // Minutes alone, as DB2 writes them: +060.
  const alone = at + 4 <= end && !isDigitAt(bytes, at + 4, end) ? digitsAt(bytes, at + 1, 3) : -1;
  if (alone >= 0 && alone <= 840) {
    out.zoneMinutes = (bytes[at] === 45 ? -1 : 1) * alone;
    return at + 4;
  }
  const colon = bytes[at + 3] === 58 ? 1 : 0;
  const minutes = at + 4 + colon < end ? digitsAt(bytes, at + 3 + colon, 2) : -1;
  const sign = bytes[at] === 45 ? -1 : 1;
  if (minutes >= 0 && minutes < 60 && !(at + 5 + colon < end && isDigit(bytes[at + 5 + colon]))) {
    out.zoneMinutes = sign * (hours * 60 + minutes);
    return at + 5 + colon;
  }
  if (apart || (at + 3 < end && (isDigit(bytes[at + 3]) || isLetter(bytes[at + 3])))) return none;
  out.zoneMinutes = sign * hours * 60;
  return at + 3;
}
