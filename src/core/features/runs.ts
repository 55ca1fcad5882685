/**
 * Runs: stretches of time in which at least one file goes on. In: the files' first and last times. Out: the runs, and which windows
 * lie in the pauses between them. A pause is no silence: nothing was running, so nothing is learnt from it or held against it.
 */
import type { WindowGrid } from '../../contracts/features';
import type { LogTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import { median } from '../lib/quantile';

/** From its first record to its last, in ms. */
export interface Run {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** A hole between files shorter than this share of the usual run is no pause: a daily file may end in a quiet hour. */
const MIN_PAUSE_SHARE01 = 0.5;

/** By time; one run for a log without pauses, none where no file states a time. */
export function runsOf(table: Pick<LogTable, 'files'>): Run[] {
  const covered = joinRuns(
    table.files.flatMap(({ firstMs, lastMs }) =>
      firstMs === null || lastMs === null ? [] : [{ firstMs, lastMs }],
    ),
    0,
  );
  if (covered.length < 2) return covered;
  const usual = median(covered.map(({ firstMs, lastMs }) => lastMs - firstMs));
  return joinRuns(covered, usual * MIN_PAUSE_SHARE01);
}

function joinRuns(runs: readonly Run[], holeMs: number): Run[] {
  const joined: { firstMs: number; lastMs: number }[] = [];
  for (const run of [...runs].sort((a, b) => a.firstMs - b.firstMs)) {
    const last = joined.at(-1);
    if (last && run.firstMs - last.lastMs <= holeMs) last.lastMs = Math.max(last.lastMs, run.lastMs);
    else joined.push({ ...run });
  }
  return joined;
}

/** Time in the pauses between the runs, in ms. */
export function pausedTime(runs: readonly Run[]): number {
  return runs.slice(1).reduce((sum, run, i) => sum + run.firstMs - runs[i].lastMs, 0);
}

/** 1 for each window that the runs leave mostly uncovered; undefined where there are no pauses. */
export function pausedWindows(runs: readonly Run[], grid: WindowGrid): Uint8Array | undefined {
  return runs.length < 2 ? undefined : coveredWindows(runs, grid).map((isCovered) => 1 - isCovered);
}

/** 1 for each window that the runs cover for the most part. */
export function coveredWindows(runs: readonly Run[], grid: WindowGrid): Uint8Array {
  const covered = new Float64Array(grid.length);
  const { startMs, windowMs } = grid;
  for (const { firstMs, lastMs } of runs) {
    const first = Math.max(0, Math.floor((firstMs - startMs) / windowMs));
    const last = Math.min(grid.length - 1, Math.floor((lastMs - startMs) / windowMs));
    for (let w = first; w <= last; w++) {
      const begin = startMs + w * windowMs;
      covered[w] += Math.min(lastMs + 1, begin + windowMs) - Math.max(firstMs, begin);
    }
  }
  const least = windowMs * THRESHOLDS.coveredShare01;
  return Uint8Array.from(covered, (ms) => (ms < least ? 0 : 1));
}
