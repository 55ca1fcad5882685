/**
 * Files whose lines state no year take it from the files beside them. In: the files of one drop, their clocks. Out: whole years to shift
 * each one by: a copied folder has fresh dates of files, but dated lines in any of its logs tell the year for all.
 */
import type { FileSummary } from '../../../contracts/tables';
import { highest, lowest } from '../../lib/extremes';
import type { FileClock } from './file-clock';

const DAY_MS = 86_400_000;
/** Dated files that lie further apart than this tell no common year. */
const MAX_SPREAD_MS = 400 * DAY_MS;
/** A file whose last line is so near to when it was last written was not copied: its own date tells. */
const NEAR_WRITTEN_MS = 2 * DAY_MS;
/** So far from the dated files a log may be to be of their year. */
const MAX_APART_MS = 31 * DAY_MS;

type Span = Pick<FileSummary, 'firstMs' | 'lastMs'>;
type YearClock = Pick<FileClock, 'numTimed' | 'numYearless' | 'numDateless' | 'cycle' | 'lastModified'>;

const isGuessed = ({ cycle }: YearClock): boolean => cycle === 'written' || cycle === 'unknown';

/** Returns 0 for files that stay where they are. */
export function yearsToShift(files: readonly Span[], clocks: readonly YearClock[]): number[] {
  const none = files.map(() => 0);
  const dated = files.filter(({ firstMs }, i) => firstMs !== null && !isGuessed(clocks[i]));
  if (dated.length === 0) return none;
  const first = lowest(dated.map((file) => file.firstMs as number));
  const last = highest(dated.map((file) => file.lastMs as number));
  if (last - first > MAX_SPREAD_MS) return none;
  return files.map(({ firstMs, lastMs }, i) => {
    const { numYearless, lastModified } = clocks[i];
    if (firstMs === null || lastMs === null || numYearless === 0 || !isGuessed(clocks[i])) return 0;
    if (lastModified !== null && Math.abs(lastModified - lastMs) <= NEAR_WRITTEN_MS) return 0;
    const apart = (years: number): number =>
      Math.max(0, first - withYears(lastMs, years), withYears(firstMs, years) - last);
    const guess = new Date(first).getUTCFullYear() - new Date(firstMs).getUTCFullYear();
    const best = [guess, guess - 1, guess + 1].reduce((a, b) => (apart(b) < apart(a) ? b : a));
    return apart(best) <= MAX_APART_MS && apart(best) < apart(0) ? best : 0;
  });
}

let lastDay = Number.NaN;
let lastYears = Number.NaN;
let lastShiftMs = 0;

/** The same day of the year, so many years later. */
export function withYears(ms: number, years: number): number {
  const day = Math.floor(ms / DAY_MS);
  if (day !== lastDay || years !== lastYears) {
    const date = new Date(day * DAY_MS);
    lastShiftMs = date.setUTCFullYear(date.getUTCFullYear() + years) - day * DAY_MS;
    lastDay = day;
    lastYears = years;
  }
  return ms + lastShiftMs;
}
