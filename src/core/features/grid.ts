/**
 * Chooses the windows. In: the times of all records, the setting. Out: a WindowGrid aligned to multiples of its size, with
 * the reason in words. Partial first and last windows are dropped: on real logs they were the commonest false alarm.
 */
import type { WindowGrid } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs } from '../../contracts/units';
import { durationInWords, spanInWords } from '../wording/duration';
import type { LogExtent } from './extent';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Sizes that the program chooses from, in ms, ascending. */
const WINDOW_LADDER: readonly number[] = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  DAY,
  7 * DAY,
];
const DEFAULT_WINDOW_MS = THRESHOLDS.windowMinutes * MINUTE;
export const MIN_WINDOWS = THRESHOLDS.minWindows;
/** A longer log gets larger windows: more would cost memory and a user could not look through them. */
const MAX_WINDOWS = 100_000;
const MIN_RECORDS_PER_WINDOW = THRESHOLDS.recordsPerWindow;
const MIN_RECORDS_PER_PART = 20;
/** A first or last window that is covered less than this counts as partial. */
const MIN_COVERED01 = THRESHOLDS.coveredShare01;

/** Grid over the extent; a string is the reason why there is none. windowMinutes: the user's choice, null for automatic. */
export function chooseGrid(extent: LogExtent, windowMinutes: number | null): WindowGrid | string {
  const { windowMs, reason } =
    windowMinutes === null ? chooseSize(extent) : chosenSize(extent, windowMinutes);
  const first = Math.ceil(extent.firstMs / windowMs - (1 - MIN_COVERED01));
  const last = Math.floor((extent.lastMs + 1) / windowMs + (1 - MIN_COVERED01));
  if (last - first < 2) return `The log spans less than two whole windows of ${durationInWords(windowMs)}.`;
  const stray =
    extent.numStray === 0 ? '' : `; ${extent.numStray} records with a time far from all others are left out`;
  return { startMs: (first * windowMs) as EpochMs, windowMs, length: last - first, reason: reason + stray };
}

function chosenSize(extent: LogExtent, windowMinutes: number): { windowMs: number; reason: string } {
  const wanted = Math.max(WINDOW_LADDER[0], Math.round(windowMinutes * MINUTE));
  const windowMs = Math.max(wanted, sizeAtLeast((extent.lastMs - extent.firstMs) / MAX_WINDOWS));
  if (windowMs > wanted)
    return {
      windowMs,
      reason: `${durationInWords(windowMs)}: smaller ones would be more than ${MAX_WINDOWS}`,
    };
  return { windowMs, reason: `${durationInWords(windowMs)}, as set` };
}

function chooseSize(extent: LogExtent): { windowMs: number; reason: string } {
  const whole = extent.lastMs - extent.firstMs;
  const span = whole - (extent.pausedMs ?? 0);
  if (span < MIN_WINDOWS * DEFAULT_WINDOW_MS) {
    const wanted = sizeAtMost(span / MIN_WINDOWS);
    // Parts of a second only where they are full of records.
    const filled = Math.min(SECOND, sizeAtLeast((span * MIN_RECORDS_PER_PART) / extent.numRecords));
    const windowMs = Math.max(wanted, filled, sizeAtLeast(whole / MAX_WINDOWS));
    const pauses = span < whole ? ' without its pauses' : '';
    return {
      windowMs,
      reason: `${durationInWords(windowMs)}: a log of ${spanInWords(span)}${pauses} is too short for ${DEFAULT_WORDS}`,
    };
  }
  const enoughRecords = sizeAtLeast((span * MIN_RECORDS_PER_WINDOW) / Math.max(1, extent.numRecords));
  const fewEnough = sizeAtLeast(whole / MAX_WINDOWS);
  const largest = sizeAtMost(span / MIN_WINDOWS);
  const windowMs = Math.min(Math.max(DEFAULT_WINDOW_MS, enoughRecords, fewEnough), largest);
  if (windowMs === DEFAULT_WINDOW_MS) return { windowMs, reason: `${DEFAULT_WORDS}, the default` };
  const why = enoughRecords >= fewEnough ? 'sparse' : 'long';
  return { windowMs, reason: `${durationInWords(windowMs)}: the log is too ${why} for ${DEFAULT_WORDS}` };
}

const DEFAULT_WORDS = durationInWords(DEFAULT_WINDOW_MS);

function sizeAtLeast(ms: number): number {
  return WINDOW_LADDER.find((size) => size >= ms) ?? WINDOW_LADDER[WINDOW_LADDER.length - 1];
}

function sizeAtMost(ms: number): number {
  return WINDOW_LADDER.findLast((size) => size <= ms) ?? WINDOW_LADDER[0];
}
