/**
 * Whether 05/06/2024 is the fifth of June or the sixth of May. In: lines of a file. Out: what its numeric dates tell: a number above
 * twelve is a day, and at midnight the day goes on by one. What they leave open, hints of the log's kind decide, else the month is
 * taken to be first, and that is said.
 */
import { COLON, DOT, MINUS, SLASH } from '../../lib/ascii';
import { isDigit, isWordByte } from '../../lib/bytes';
import { dateMs, digitsAt } from './time-parts';

export type DateOrder = 'day-first' | 'month-first';

/** Counts over the lines of a file. */
export interface OrderEvidence {
  /** Lines whose date has a number above twelve in the first, or the second place. */
  dayFirst: number;
  monthFirst: number;
  /** Lines whose date has points and a year of two digits: only days stand before points, but the year may. */
  pointed: number;
  /** Lines whose date can be read both ways, as two different days. */
  open: number;
  /** Midnights at which the first number, or the second, goes on by one. */
  dayFirstNights: number;
  monthFirstNights: number;
  readonly asDayFirst: Reading;
  readonly asMonthFirst: Reading;
  /** Of dates whose years have two digits: the first and the last number of all lines, smallest and largest. */
  readonly short: { num: number; first: Range; last: Range };
}

interface Range {
  min: number;
  max: number;
}

const noRange = (): Range => ({ min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY });

function widen(range: Range, value: number): void {
  if (value < range.min) range.min = value;
  if (value > range.max) range.max = value;
}

/** The log under one order: its earliest and latest day since 1970, and how often a line is of an earlier day than the one before. */
interface Reading {
  first: number;
  last: number;
  previous: number;
  back: number;
}

const noReading = (): Reading => ({
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  previous: Number.NEGATIVE_INFINITY,
  back: 0,
});

const noEvidence = (): OrderEvidence => ({
  dayFirst: 0,
  monthFirst: 0,
  pointed: 0,
  open: 0,
  dayFirstNights: 0,
  monthFirstNights: 0,
  asDayFirst: noReading(),
  asMonthFirst: noReading(),
  short: { num: 0, first: noRange(), last: noRange() },
});

/** An order, and what it is known by, as it goes on "by ...". */
export interface FoundOrder {
  readonly order: DateOrder;
  readonly by: string;
}

const orderIf = (isDayFirst: boolean): DateOrder => (isDayFirst ? 'day-first' : 'month-first');

/** The order that the lines tell of themselves; null: they are open. */
export function orderOf(evidence: OrderEvidence): FoundOrder | null {
  const { dayFirst, monthFirst, pointed, dayFirstNights, monthFirstNights } = evidence;
  if (pointed > dayFirst + monthFirst) return { order: 'day-first', by: 'the points in its dates' };
  if (dayFirst !== monthFirst) return { order: orderIf(dayFirst > monthFirst), by: 'its days above 12' };
  if (dayFirstNights === monthFirstNights) return null;
  return { order: orderIf(dayFirstNights > monthFirstNights), by: 'its days at midnight' };
}

/** A log of so many times fewer days is the likelier one. */
const SHORTER = 5;

/** The order by which the lines go on in time, or span far fewer days; null: both do, or none. */
export function likelierOrder({ asDayFirst, asMonthFirst }: OrderEvidence): FoundOrder | null {
  if (asDayFirst.back !== asMonthFirst.back)
    return { order: orderIf(asDayFirst.back < asMonthFirst.back), by: 'the order of its lines' };
  const [days, others] = [spanOf(asDayFirst), spanOf(asMonthFirst)];
  if (Math.max(days, others) < SHORTER * Math.min(days, others)) return null;
  return days === others ? null : { order: orderIf(days < others), by: 'the days that it would span' };
}

/** Logs are of these years, where nothing else tells which number is one. */
const isRecent = ({ min, max }: Range): boolean => min >= 18 && max <= 39;

/** Whether the last number of the dates is the year: 14/05/24, unlike 24/05/14, which may have the same form. */
export function hasYearLast({ monthFirst, short: { num, first, last } }: OrderEvidence): boolean {
  if (num === 0 || monthFirst > 0) return true;
  const [moves, isMoved] = [first.min < first.max, last.min < last.max];
  if (moves !== isMoved) return moves;
  return isRecent(last) && !isRecent(first);
}

const spanOf = ({ first, last }: Reading): number => Math.max(1, last - first + 1);

/** Bytes of a line within which its date stands. */
const WITHIN = 200;
const isSeparator = (byte: number): boolean => byte === SLASH || byte === MINUS || byte === DOT;

/** The numeric date that findDate met last. */
const date = { first: 0, second: 0, year: 0, hour: -1, isPointed: false };

/** Whether a date of numbers, the year last, stands in the line; the first of them is kept in `date`. */
function findDate(bytes: Uint8Array, begin: number, end: number): boolean {
  const stop = Math.min(end, begin + WITHIN) - 5;
  for (let at = begin; at < stop; at++) {
    if (!isDigit(bytes[at])) continue;
    if (at === begin || (!isWordByte(bytes[at - 1]) && !isSeparator(bytes[at - 1]))) {
      if (readDate(bytes, at, end)) return true;
    }
    while (at + 1 < stop && isDigit(bytes[at + 1])) at++;
  }
  return false;
}

function readDate(bytes: Uint8Array, at: number, end: number): boolean {
  const firstEnd = numberEnd(bytes, at, end);
  const separator = bytes[firstEnd];
  const secondEnd = firstEnd < end && isSeparator(separator) ? numberEnd(bytes, firstEnd + 1, end) : -1;
  if (secondEnd < 0 || secondEnd === firstEnd + 1 || bytes[secondEnd] !== separator) return false;
  const yearEnd = numberEnd(bytes, secondEnd + 1, end, 4);
  const digits = yearEnd - secondEnd - 1;
  if ((digits !== 4 && digits !== 2) || (yearEnd < end && isWordByte(bytes[yearEnd]))) return false;
  date.hour = hourBehind(bytes, yearEnd, end);
  date.first = digitsAt(bytes, at, firstEnd - at);
  date.second = digitsAt(bytes, firstEnd + 1, secondEnd - firstEnd - 1);
  date.year = digitsAt(bytes, secondEnd + 1, digits);
  date.isPointed = separator === DOT;
  // Without a clock a year of two digits may be anything.
  return (
    date.first > 0 &&
    date.second > 0 &&
    Math.max(date.first, date.second) < 32 &&
    (digits === 4 || date.hour >= 0)
  );
}

/** Position after at most `most` digits. */
function numberEnd(bytes: Uint8Array, at: number, end: number, most = 2): number {
  let i = at;
  while (i < end && i < at + most && isDigit(bytes[i])) i++;
  return i;
}

const MAX_BETWEEN = 4;

/** Hour of a clock that follows within a few marks; -1: none does. */
function hourBehind(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && i < at + MAX_BETWEEN && !isWordByte(bytes[i])) i++;
  const stop = numberEnd(bytes, i, end);
  return stop > i && stop < end && bytes[stop] === COLON ? digitsAt(bytes, i, stop - i) : -1;
}

const LATE_HOUR = 20;
const EARLY_HOUR = 4;

/** Gathers evidence line by line, in the order of the file. */
export class OrderGatherer {
  readonly evidence = noEvidence();
  private first = 0;
  private second = 0;
  private hour = -1;

  /** Takes the date of a line, if there is one. */
  add(bytes: Uint8Array, begin: number, end: number): void {
    if (!findDate(bytes, begin, end) || isSettled()) return;
    const { evidence } = this;
    const { first, second, hour } = date;
    if (date.isPointed) evidence.pointed++;
    else if (first > 12 && second <= 12) evidence.dayFirst++;
    else if (second > 12 && first <= 12) evidence.monthFirst++;
    else if (first !== second) evidence.open++;
    if (date.year < 100) {
      evidence.short.num++;
      widen(evidence.short.first, first);
      widen(evidence.short.last, date.year);
    }
    const year = fullYear();
    read(evidence.asDayFirst, dateMs(year, second, first));
    read(evidence.asMonthFirst, dateMs(year, first, second));
    if (this.hour >= LATE_HOUR && hour >= 0 && hour <= EARLY_HOUR) this.night(first, second);
    this.first = first;
    this.second = second;
    this.hour = hour;
  }

  private night(first: number, second: number): void {
    if (first === this.first + 1 && second === this.second) this.evidence.dayFirstNights++;
    else if (second === this.second + 1 && first === this.first) this.evidence.monthFirstNights++;
  }
}

const DAY_MS = 86_400_000;

function read(reading: Reading, ms: number): void {
  if (Number.isNaN(ms)) return;
  const day = ms / DAY_MS;
  if (day < reading.previous) reading.back++;
  reading.previous = day;
  if (day < reading.first) reading.first = day;
  if (day > reading.last) reading.last = day;
}

const fullYear = (): number => (date.year < 100 ? 2000 + date.year : date.year);

/** Numbers of a date as they are written; the year in full. */
export interface NumericDate {
  readonly first: number;
  readonly second: number;
  readonly year: number;
}

/** Points, which only days have before months, and a year of four digits. */
const isSettled = (): boolean => date.isPointed && date.year >= 100;

/** The first date of numbers in a line, the year last; null: there is none, or its order is settled. */
export function numericDateOf(bytes: Uint8Array, begin: number, end: number): NumericDate | null {
  if (!findDate(bytes, begin, end) || isSettled()) return null;
  return { first: date.first, second: date.second, year: fullYear() };
}
