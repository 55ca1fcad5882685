/** Pieces of written times: digits, clock, fraction, days since 1970. All over bytes, nothing allocated. */
import { COLON, COMMA, DIGIT_0, DOT, MINUS } from '../../lib/ascii';
import { isDigit } from '../../lib/bytes';
import type { Header } from '../header';
import { NAMED_ZONE, settleNamedZone } from './named-zone';

/** Returns the position after the time at `at`, or -1; sets timeMs, zoneMinutes and partial of `out`. */
export type TimeParser = (bytes: Uint8Array, at: number, end: number, out: Header) => number;

const DAY_MS = 86_400_000;
const DAY_SECONDS = 86_400;
const DAY_MINUTES = 1440;

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
  // Numbers beyond these would pass for another date below.
  if (month < 1 || month > 12 || day < 1 || day > 31) return Number.NaN;
  // Neighbouring lines are of the same day: it is worked out once.
  const date = (year * 16 + month) * 32 + day;
  if (date !== lastDate) {
    lastDate = date;
    lastDateMs = day > daysOfMonth(year, month) ? Number.NaN : daysFromCivil(year, month, day) * DAY_MS;
  }
  return lastDateMs;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
let lastDate = Number.NaN;
let lastDateMs = 0;

/** Midnight that times without a year count from. */
const YEAR_2000 = daysFromCivil(2000, 1, 1) * DAY_MS;

/** Sets the time to that day and the last clock; returns `at`, or -1 where one of them is none. */
export function finishTime(out: Header, dayMs: number, at: number): number {
  if (at < 0 || Number.isNaN(dayMs)) return noTime(out);
  out.timeMs = dayMs + clockMs;
  out.partial = 0;
  if (out.zoneMinutes === NAMED_ZONE) settleNamedZone(out);
  return at;
}

/** Sets the time to a day of the year 2000 and the last clock: no year is written. As finishTime. */
export function finishYearless(out: Header, month: number, day: number, at: number): number {
  const ms = dateMs(2000, month, day);
  if (at < 0 || Number.isNaN(ms)) return noTime(out);
  out.timeMs = ms - YEAR_2000 + clockMs;
  out.partial = 1;
  settleNamedZone(out);
  return at;
}

/** Sets the time to the last clock: no date is written. As finishTime. */
export function finishDateless(out: Header, at: number): number {
  if (at < 0) return -1;
  out.timeMs = clockMs;
  out.partial = 2;
  settleNamedZone(out);
  return at;
}

/** Another notation may yet fit: it states its own zone. */
function noTime(out: Header): -1 {
  out.zoneMinutes = Number.NaN;
  return -1;
}

/** Number of `count` digits at `at`; -1: there are fewer. */
export function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = bytes[i] - DIGIT_0;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** Number of the two digits at `at`; -1: there are fewer. */
export function twoDigitsAt(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] - DIGIT_0;
  const ones = bytes[at + 1] - DIGIT_0;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** ms of the day that the last parseClock found. */
let clockMs = 0;

/**
 * Clock H:MM:SS with ':' or '.' between, one or two digits each, fraction after '.', ',' or ':' of any length (read to the microsecond).
 * Returns the position after it, or -1; the value is in clockMs.
 */
export function parseClock(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 < end && bytes[at + 2] === COLON && bytes[at + 5] === COLON) {
    const hours = twoDigitsAt(bytes, at);
    const minutes = twoDigitsAt(bytes, at + 3);
    const seconds = twoDigitsAt(bytes, at + 6);
    // 24:00:00 and a leap second are times; 24:00:01 is none.
    const sound = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 61;
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
    let number = bytes[i++] - DIGIT_0;
    if (i < end && isDigit(bytes[i])) number = number * 10 + bytes[i++] - DIGIT_0;
    if (number > (part === 0 ? 24 : part === 1 ? 59 : 60)) return -1;
    value = value * 60 + number;
    if (part === 2) break;
    const byte = bytes[i];
    if (part === 0 ? byte !== COLON && byte !== DOT : byte !== separator) return -1;
    separator = byte;
    i++;
  }
  if (value > DAY_SECONDS || (i < end && isDigit(bytes[i]))) return -1;
  clockMs = value * 1000;
  return parseFraction(bytes, i, end);
}

/** A clock behind a full date: the seconds may be missing. */
export function parseDayClock(bytes: Uint8Array, at: number, end: number): number {
  const after = parseClock(bytes, at, end);
  if (after >= 0) return after;
  const colon = isDigit(bytes[at + 1]) ? at + 2 : at + 1;
  if (bytes[colon] === MINUS) return parseDashClock(bytes, at, end);
  if (bytes[colon] !== COLON || colon + 3 > end) return -1;
  const hours = digitsAt(bytes, at, colon - at);
  const minutes = twoDigitsAt(bytes, colon + 1);
  const next = colon + 3 < end ? bytes[colon + 3] : 0;
  if (hours < 0 || hours * 60 + minutes > DAY_MINUTES || minutes < 0 || minutes > 59) return -1;
  if (isDigit(next) || next === COLON || next === DOT) return -1;
  clockMs = (hours * 60 + minutes) * 60_000;
  return colon + 3;
}

/** 09-00-00, as in names of files. */
function parseDashClock(bytes: Uint8Array, at: number, end: number): number {
  if (at + 8 > end || bytes[at + 2] !== MINUS || bytes[at + 5] !== MINUS) return -1;
  const [hours, minutes, seconds] = [0, 3, 6].map((place) => twoDigitsAt(bytes, at + place));
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) return -1;
  if (at + 8 < end && (isDigit(bytes[at + 8]) || bytes[at + 8] === MINUS)) return -1;
  clockMs = (hours * 3600 + minutes * 60 + seconds) * 1000;
  return parseFraction(bytes, at + 8, end);
}

/** Tells what the last clock found is, for notations that no parser here reads. */
export function setClock(hours: number, minutes: number, seconds: number, millis: number): void {
  clockMs = (hours * 3600 + minutes * 60 + seconds) * 1000 + millis;
}

const NOON_MS = 43_200_000;

/** Tells the last clock that it counts twelve hours, and which half of the day it is in. */
export function setHalfDay(isAfternoon: boolean): void {
  clockMs = (clockMs % NOON_MS) + (isAfternoon ? NOON_MS : 0);
}

function parseFraction(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at];
  if (at + 1 >= end || (byte !== DOT && byte !== COMMA && byte !== COLON) || !isDigit(bytes[at + 1]))
    return at;
  let i = at + 1;
  let value = 0;
  let scale = 1000;
  // Finer than a microsecond a double cannot hold: it would round up into the next second.
  while (i < end && isDigit(bytes[i]) && i - at <= 6) {
    value = value * 10 + bytes[i++] - DIGIT_0;
    scale /= 10;
  }
  while (i < end && isDigit(bytes[i])) i++;
  if (byte === COMMA && isNextColumn(i - at - 1, bytes[i])) return at;
  // Behind a colon stand whole milliseconds, which some write without leading zeros: 9:05:07:42.
  if (i - at === 4 || (byte === COLON && i - at < 4)) clockMs += value;
  // Round to the nanosecond that was written: .123456 is 123.456 ms, not 123.45599999.
  else clockMs += Math.round(value * scale * 1e6) / 1e6;
  return i;
}

/** '09:00:00,1,"user"', '09:00:00,012001001234,': the comma parts columns, and the number is the next one's. */
const isNextColumn = (digits: number, after: number): boolean =>
  digits > 9 || (after === COMMA && digits % 3 !== 0);

/** Clock of six digits, HHMMSS, with a fraction behind '.' or ',' or of three more digits; as parseClock otherwise. */
export function parseCompactClock(bytes: Uint8Array, at: number, end: number): number {
  const clock = at + 6 <= end ? digitsAt(bytes, at, 6) : -1;
  const minutes = ((clock / 100) | 0) % 100;
  if (clock < 0 || clock > 240_000 || minutes > 59 || clock % 100 > 60) return -1;
  if (at + 6 < end && isDigit(bytes[at + 6])) return withMillis(bytes, at, end, clock);
  clockMs = clockOfDigits(clock);
  return bytes[at + 6] === COLON ? at + 6 : parseFraction(bytes, at + 6, end);
}

/** 090000123. */
function withMillis(bytes: Uint8Array, at: number, end: number, clock: number): number {
  const millis = at + 9 <= end ? digitsAt(bytes, at + 6, 3) : -1;
  if (millis < 0 || (at + 9 < end && isDigit(bytes[at + 9]))) return -1;
  clockMs = clockOfDigits(clock) + millis;
  return at + 9;
}

/** ms of the day of HHMMSS. */
const clockOfDigits = (digits: number): number =>
  (((digits / 10_000) | 0) * 3600 + (((digits / 100) | 0) % 100) * 60 + (digits % 100)) * 1000;
