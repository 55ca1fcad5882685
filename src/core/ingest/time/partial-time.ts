/**
 * Times without a year or a date: coded by the scanners, resolved once a file's records are all there. In: coded ms in
 * file order. Out: UTC ms in place, with rollovers at New Year and midnight; lines a little out of order cause none.
 */

import type { NameDate } from './name-date';
import { isPartial, isZoned, msOf, partialOf } from './partial-code';
import { dateMs } from './time-parts';
import type { ToUtc } from './zone';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
export interface PartialContext {
  /** When the file was last written, ms UTC; null: unknown: 1970. */
  readonly lastModified: number | null;
  /** Year of the first line; null: by the file's name, else such that the last line is not after lastModified. */
  readonly year: number | null;
  /** In the file's name; absent or null: none. */
  readonly named?: NameDate | null;
  readonly toUtc: ToUtc;
}

/** How far a line may be behind the one before it without a new year or day having begun. */
const BACK_YEAR_MS = 30 * DAY_MS;
const BACK_DAY_MS = 2 * HOUR_MS;
const LOOK_AHEAD = 8;
/** A file's clock and its host's may differ by this much. */
const SLACK_MS = 5 * 60_000;

export interface TimeCounts {
  readonly numTimed: number;
  readonly numYearless: number;
  readonly numDateless: number;
}

/** How the records of one file state their times; before resolvePartialTimes. */
export function countTimes(columns: readonly Float64Array[]): TimeCounts {
  let numTimed = 0;
  let numYearless = 0;
  let numDateless = 0;
  for (const column of columns)
    for (const value of column) {
      if (Number.isNaN(value)) continue;
      numTimed++;
      if (!isPartial(value)) continue;
      if (partialOf(value) === 1) numYearless++;
      else numDateless++;
    }
  return { numTimed, numYearless, numDateless };
}

/** Whether a file states times of day and nowhere a date, so that its day can only be guessed. */
export const statesNoDate = ({ numTimed, numDateless }: TimeCounts): boolean =>
  numDateless > 0 && numDateless === numTimed;

/** Where the year or the day of coded times was found: set by the user, in another line, in the file's name, or when it was written. */
export type CycleSource = 'set' | 'line' | 'name' | 'written' | 'unknown';

/**
 * Resolves the coded times of one file in place, in two passes and without a copy. Returns where the year or day is from; null: there
 * was no coded time.
 */
export function resolvePartialTimes(
  columns: readonly Float64Array[],
  context: PartialContext,
): CycleSource | null {
  const ends = findEnds(columns);
  if (ends === null) return null;
  const { base, from } = baseOf(ends, context);
  const isDateless = partialOf(ends.first.code) === 2;
  let skipped = 0;
  let full = Number.NaN;
  walkCycles(
    columns,
    (code, cycle, column, i) => {
      let ms = absolute(code, base + cycle + skipped, context);
      const days = isDateless ? daysToDate(ms, full) : 0;
      full = Number.NaN;
      if (days > 0) {
        skipped += days;
        ms = absolute(code, base + cycle + skipped, context);
      }
      column[i] = ms;
    },
    (ms) => {
      full = ms;
    },
  );
  return from;
}

/** A clock that follows a full date so closely is of that day. */
const NEAR_DATE_MS = HOUR_MS;
const MAX_SKIPPED = 366;

/** Days that lie between a clock's time, as counted so far, and the date right before it: the log was silent for as long. */
function daysToDate(ms: number, fullMs: number): number {
  const days = Math.round((fullMs - ms) / DAY_MS);
  return days > 0 && days <= MAX_SKIPPED && Math.abs(ms + days * DAY_MS - fullMs) < NEAR_DATE_MS ? days : 0;
}

interface Base {
  /** Year (or day since 1970) of the first coded time. */
  readonly base: number;
  readonly from: CycleSource;
}

function baseOf(ends: Ends, context: PartialContext): Base {
  const { first, last } = ends;
  if (partialOf(first.code) === 1 && context.year !== null) return { base: context.year, from: 'set' };
  const ofLine = baseFromFullDate(ends, context);
  if (ofLine !== null) return { base: ofLine, from: 'line' };
  const ofName = baseFromName(ends, context.named ?? null);
  if (ofName !== null) return { base: ofName, from: 'name' };
  const timeOf = (guess: number): number => absolute(last.code, guess, context);
  const base = latestCycle(partialOf(first.code), timeOf, context.lastModified) - last.cycle;
  return { base, from: context.lastModified === null ? 'unknown' : 'written' };
}

interface Coded {
  readonly code: number;
  /** Years (or days) passed since the first coded time. */
  readonly cycle: number;
}

interface Ends {
  readonly first: Coded;
  readonly last: Coded;
  /** First full date of the file, and the coded time before it (or, where there is none, the first). */
  readonly full: { readonly ms: number; readonly near: Coded } | null;
}

/** Null: no coded time. */
function findEnds(columns: readonly Float64Array[]): Ends | null {
  const full = firstFullDate(columns);
  let first: Coded | null = null;
  let last: Coded | null = null;
  let near: Coded | null = null;
  let seen = 0;
  walkCycles(columns, (code, cycle) => {
    last = { code, cycle };
    first ??= last;
    if (full && seen <= Math.max(0, full.numBefore - 1)) near = last;
    seen++;
  });
  if (first === null || last === null) return null;
  return { first, last, full: full && near ? { ms: full.ms, near } : null };
}

function firstFullDate(columns: readonly Float64Array[]): { ms: number; numBefore: number } | null {
  let numBefore = 0;
  for (const column of columns)
    for (const value of column) {
      if (isPartial(value)) numBefore++;
      else if (!Number.isNaN(value)) return { ms: value, numBefore };
    }
  return null;
}

/** Year or day by the date in the file's name, which is that of its first or last line; null: it does not tell. */
function baseFromName({ first, last }: Ends, named: NameDate | null): number | null {
  if (named === null) return null;
  const { year, month, day } = named;
  const end = named.of === 'first' ? first : last;
  if (partialOf(end.code) === 2)
    return month === null || day === null ? null : dateMs(year, month, day) / DAY_MS - end.cycle;
  if (month === null) return year;
  const target = dateMs(year, month, day ?? 15);
  const distance = (guess: number): number => Math.abs(withYear(msOf(end.code), guess) - target);
  return [year - 1, year + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a), year) - end.cycle;
}

type VisitCoded = (code: number, cycle: number, column: Float64Array, at: number) => void;

/** Visits each coded time with its cycle, in file order; the visitor may overwrite it. `visitFull`: of full dates between them. */
function walkCycles(
  columns: readonly Float64Array[],
  visit: VisitCoded,
  visitFull?: (ms: number) => void,
): void {
  let num = 0;
  let cycle = 0;
  let previous = 0;
  let length = 0;
  let back = 0;
  for (const [c, column] of columns.entries()) {
    for (let i = 0; i < column.length; i++) {
      const code = column[i];
      if (!isPartial(code)) {
        if (visitFull && !Number.isNaN(code)) visitFull(code);
        continue;
      }
      const ms = msOf(code);
      if (num++ === 0) {
        previous = ms;
        length = partialOf(code) === 1 ? 366 * DAY_MS : DAY_MS;
        back = partialOf(code) === 1 ? BACK_YEAR_MS : BACK_DAY_MS;
      }
      let own = cycle;
      let isLate = false;
      if (ms < previous - back) {
        isLate = !staysBack(columns, c, i, previous - back);
        if (!isLate) own = ++cycle;
      } else if (cycle > 0 && ms > previous + length - back) {
        // A line from before the turn that comes late.
        isLate = true;
        own = cycle - 1;
      }
      if (!isLate) previous = ms;
      visit(code, own, column, i);
    }
  }
}

/** A turn of the year is one only if the lines after it stay there: a single wrong clock is not. */
function staysBack(columns: readonly Float64Array[], c: number, from: number, limit: number): boolean {
  let seen = 0;
  let behind = 0;
  for (let k = c; k < columns.length && seen < LOOK_AHEAD; k++) {
    const column = columns[k];
    for (let i = k === c ? from : 0; i < column.length && seen < LOOK_AHEAD; i++) {
      if (!isPartial(column[i])) continue;
      seen++;
      if (msOf(column[i]) < limit) behind++;
    }
  }
  return behind * 2 >= seen;
}

/** Base such that the coded time before the file's first full date is nearest to it; null: no full date. */
function baseFromFullDate({ full }: Ends, context: PartialContext): number | null {
  if (full === null) return null;
  const { code, cycle } = full.near;
  const middle = partialOf(code) === 1 ? new Date(full.ms).getUTCFullYear() : Math.floor(full.ms / DAY_MS);
  const distance = (guess: number): number => Math.abs(absolute(code, guess, context) - full.ms);
  const best = [middle - 1, middle + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a), middle);
  return best - cycle;
}

/** The latest year (or day) by which a file's last line is not after the file was written. */
function latestCycle(partial: 1 | 2, timeOf: (guess: number) => number, lastModified: number | null): number {
  const written = lastModified ?? 0;
  const latest = partial === 1 ? new Date(written).getUTCFullYear() + 1 : Math.floor(written / DAY_MS) + 1;
  const tries = partial === 1 ? 2 : 3;
  for (let guess = latest; guess > latest - tries; guess--)
    if (timeOf(guess) <= written + SLACK_MS) return guess;
  return latest - tries;
}

/** The year that is guessed for a file whose last line is `ms` within the year 2000. */
export function latestYear(ms: number, lastModified: number | null, toUtc: ToUtc): number {
  return latestCycle(1, (year) => toUtc(withYear(ms, year)), lastModified);
}

function absolute(code: number, cycle: number, context: PartialContext): number {
  const ms = msOf(code);
  const local = partialOf(code) === 1 ? withYear(ms, cycle) : cycle * DAY_MS + ms;
  return isZoned(code) ? local : context.toUtc(local);
}

/** A coded time without the file's rollovers: in the year, or on the day, that the file is named by or was last written. */
export function roughTime(code: number, context: PartialContext): number {
  const { named } = context;
  const written = context.lastModified ?? 0;
  const day =
    named && named.month !== null && named.day !== null
      ? dateMs(named.year, named.month, named.day)
      : written;
  const year = context.year ?? named?.year ?? new Date(written).getUTCFullYear();
  return absolute(code, partialOf(code) === 1 ? year : Math.floor(day / DAY_MS), context);
}

const YEAR_2000 = dateMs(2000, 1, 1);
let lastDay = Number.NaN;
let lastYear = Number.NaN;
let lastDayMs = 0;

/** Neighbouring lines are of the same day: it is worked out once. */
function withYear(ms: number, year: number): number {
  const day = Math.floor(ms / DAY_MS);
  if (day !== lastDay || year !== lastYear) {
    const date = new Date(YEAR_2000 + day * DAY_MS);
    lastDayMs = dateMs(year, date.getUTCMonth() + 1, date.getUTCDate());
    lastDay = day;
    lastYear = year;
  }
  return lastDayMs + (ms - day * DAY_MS);
}
