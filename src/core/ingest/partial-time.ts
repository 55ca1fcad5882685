/**
 * Times without a year or a date: coded by the scanners, resolved once a file's records are all there. In: coded ms in
 * file order. Out: UTC ms in place, with rollovers at New Year and midnight; lines a little out of order cause none.
 */
import { dateMs } from './time-parts';
import type { ToUtc } from './zone';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Codes lie below any real time: band k holds -k * BAND + ms. */
const BAND = 1e12;
const HALF = BAND / 2;

/** 1: no year, ms within 2000; 2: no date, ms within the day. `zoned`: already shifted to UTC. */
export function codePartial(partial: 1 | 2, zoned: boolean, ms: number): number {
  return ms - BAND * (partial * 2 - 1 + (zoned ? 1 : 0));
}

export const isPartial = (timeMs: number): boolean => timeMs < -HALF;

/** A coded time without the file's rollovers: in the year, or on the day, that the file was last written. */
export function roughTime(code: number, context: PartialContext): number {
  const time = decodePartial(code);
  const written = context.lastModified ?? 0;
  const year = context.year ?? new Date(written).getUTCFullYear();
  return absolute(time, time.partial === 1 ? year : Math.floor(written / DAY_MS), context);
}

interface Partial {
  readonly partial: 1 | 2;
  readonly zoned: boolean;
  readonly ms: number;
}

function decodePartial(code: number): Partial {
  const band = Math.round(-code / BAND);
  const ms = Math.round((code + band * BAND) * 1000) / 1000;
  return { partial: band <= 2 ? 1 : 2, zoned: band % 2 === 0, ms };
}

export interface PartialContext {
  /** When the file was last written, ms UTC; null: unknown (then the year 1970, or 2000 for Feb 29, is not guessed: see below). */
  readonly lastModified: number | null;
  /** Year of the first line; null: such that the last line is not after lastModified. */
  readonly year: number | null;
  readonly toUtc: ToUtc;
}

/** How far a line may be behind the one before it without a new year or day having begun. */
const BACK_YEAR_MS = 30 * DAY_MS;
const BACK_DAY_MS = 2 * HOUR_MS;
const LOOK_AHEAD = 8;
/** A file's clock and its host's may differ by this much. */
const SLACK_MS = 5 * 60_000;

/** Whether a file states times of day and nowhere a date, so that its day can only be guessed. */
export function statesNoDate(columns: readonly Float64Array[]): boolean {
  let hasPartial = false;
  for (const column of columns)
    for (const value of column) {
      if (Number.isNaN(value)) continue;
      if (!isPartial(value) || decodePartial(value).partial === 1) return false;
      hasPartial = true;
    }
  return hasPartial;
}

/** Resolves the coded times of one file in place. Returns how many there were. */
export function resolvePartialTimes(columns: readonly Float64Array[], context: PartialContext): number {
  const codes: number[] = [];
  for (const column of columns) for (const value of column) if (isPartial(value)) codes.push(value);
  if (codes.length === 0) return 0;
  const cycles = countCycles(codes);
  const base = baseFromFullDate(columns, codes, cycles, context) ?? baseCycle(codes, cycles, context);
  let next = 0;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      if (!isPartial(column[i])) continue;
      column[i] = absolute(decodePartial(column[i]), base + cycles[next++], context);
    }
  }
  return codes.length;
}

/** Years (or days) passed since the first coded time, for each. */
function countCycles(codes: readonly number[]): Int32Array {
  const cycles = new Int32Array(codes.length);
  const { partial } = decodePartial(codes[0]);
  const length = partial === 1 ? 366 * DAY_MS : DAY_MS;
  const back = partial === 1 ? BACK_YEAR_MS : BACK_DAY_MS;
  const ms = codes.map((code) => decodePartial(code).ms);
  let cycle = 0;
  let previous = ms[0];
  for (let i = 0; i < ms.length; i++) {
    cycles[i] = cycle;
    if (ms[i] < previous - back) {
      if (!staysBack(ms, i, previous, back)) continue;
      cycle++;
      cycles[i] = cycle;
    } else if (cycle > 0 && ms[i] > previous + length - back) {
      // A line from before the turn that comes late.
      cycles[i] = cycle - 1;
      continue;
    }
    previous = ms[i];
  }
  return cycles;
}

/** A turn of the year is one only if the lines after it stay there: a single wrong clock is not. */
function staysBack(ms: readonly number[], at: number, previous: number, back: number): boolean {
  const stop = Math.min(ms.length, at + LOOK_AHEAD);
  let behind = 0;
  for (let i = at; i < stop; i++) if (ms[i] < previous - back) behind++;
  return behind * 2 >= stop - at;
}

/** Base such that the coded time before the file's first full date is nearest to it; null: no full date, or the year is set. */
function baseFromFullDate(
  columns: readonly Float64Array[],
  codes: readonly number[],
  cycles: Int32Array,
  context: PartialContext,
): number | null {
  const first = decodePartial(codes[0]);
  if (first.partial === 1 && context.year !== null) return null;
  let seen = 0;
  for (const column of columns) {
    for (const value of column) {
      if (isPartial(value)) seen++;
      else if (!Number.isNaN(value))
        return nearestCycle(codes, cycles, Math.max(0, seen - 1), value, context);
    }
  }
  return null;
}

function nearestCycle(
  codes: readonly number[],
  cycles: Int32Array,
  idx: number,
  fullMs: number,
  context: PartialContext,
): number {
  const time = decodePartial(codes[idx]);
  const middle = time.partial === 1 ? new Date(fullMs).getUTCFullYear() : Math.floor(fullMs / DAY_MS);
  const distance = (cycle: number): number => Math.abs(absolute(time, cycle, context) - fullMs);
  const best = [middle - 1, middle + 1].reduce((a, b) => (distance(b) < distance(a) ? b : a), middle);
  return best - cycles[idx];
}

/** Year (or day since 1970) of the first coded time. */
function baseCycle(codes: readonly number[], cycles: Int32Array, context: PartialContext): number {
  const first = decodePartial(codes[0]);
  if (first.partial === 1 && context.year !== null) return context.year;
  const last = decodePartial(codes[codes.length - 1]);
  const passed = cycles[cycles.length - 1];
  const written = context.lastModified ?? 0;
  if (first.partial === 1) {
    const year = new Date(written).getUTCFullYear() + 1;
    for (let guess = year; guess > year - 2; guess--)
      if (absolute(last, guess, context) <= written + SLACK_MS) return guess - passed;
    return year - 2 - passed;
  }
  const day = Math.floor(written / DAY_MS) + 1;
  for (let guess = day; guess > day - 3; guess--)
    if (absolute(last, guess, context) <= written + SLACK_MS) return guess - passed;
  return day - 3 - passed;
}

function absolute(time: Partial, cycle: number, context: PartialContext): number {
  const local = time.partial === 1 ? withYear(time.ms, cycle) : cycle * DAY_MS + time.ms;
  return time.zoned ? local : context.toUtc(local);
}

const YEAR_2000 = dateMs(2000, 1, 1);
function withYear(ms: number, year: number): number {
  const date = new Date(YEAR_2000 + ms);
  const day = dateMs(year, date.getUTCMonth() + 1, date.getUTCDate());
  return day + (((ms % DAY_MS) + DAY_MS) % DAY_MS);
}
