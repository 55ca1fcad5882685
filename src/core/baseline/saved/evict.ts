/**
 * Which windows of a saved baseline go when new ones come. In: rows, how many may stay, a seed. Out: rows to keep. Short runs of
 * windows go, spread evenly over all ages, so that the old habits thin out instead of ending; a run that holds one of the last
 * sightings of a template stays, so that a weekly job is not forgotten.
 */
import type { BaselineRows } from '../../../contracts/saved-baseline';
import { createRandom } from '../../lib/random';

/** Windows that go together: the LSTM looks at six in a row. */
const RUN_WINDOWS = 12;
/** Runs that hold a template; at this number none of them goes. */
const LAST_RUNS = 2;

/** Rows to keep among [0, end), ascending: at most `max`, all where that is enough. */
export function rowsToRetain(rows: BaselineRows, end: number, max: number, seed: number): number[] {
  const runs = runsOf(rows, end);
  const random = createRandom(seed).fork('forget');
  const numRuns = new Map<number, number>();
  const templatesOf = (run: Run): Set<number> =>
    new Set(rows.counts.column.subarray(rows.counts.rowBegin[run.begin], rows.counts.rowBegin[run.end]));
  for (const run of runs)
    for (const template of templatesOf(run)) numRuns.set(template, (numRuns.get(template) ?? 0) + 1);
  const isLast = (run: Run): boolean =>
    [...templatesOf(run)].some((template) => numRuns.get(template)! <= LAST_RUNS);
  let left = runs;
  let total = end;
  const evict = (run: Run, gone: Set<Run>): void => {
    gone.add(run);
    total -= run.end - run.begin;
    for (const template of templatesOf(run)) numRuns.set(template, numRuns.get(template)! - 1);
  };
  while (total > max) {
    const gone = new Set<Run>();
    for (const stratum of strataOf(left, Math.ceil((total - max) / RUN_WINDOWS))) {
      const free = stratum.filter((run) => !isLast(run));
      if (free.length > 0 && total > max) evict(free[random.int(free.length)], gone);
    }
    // Every run holds something rare: the oldest goes.
    if (gone.size === 0) evict(left[0], gone);
    left = left.filter((run) => !gone.has(run));
  }
  return left.flatMap(({ begin, end: to }) => Array.from({ length: to - begin }, (_, i) => begin + i));
}

interface Run {
  readonly begin: number;
  readonly end: number;
}

/** Equal parts of the runs, by age; at most as many as there are runs. */
function strataOf(runs: readonly Run[], num: number): (readonly Run[])[] {
  const most = Math.min(runs.length, num);
  const bound = (i: number): number => Math.floor((i * runs.length) / most);
  return Array.from({ length: most }, (_, i) => runs.slice(bound(i), bound(i + 1)));
}

/** Rows that follow each other in time, at most RUN_WINDOWS together. */
function runsOf({ startMs, source, windowMs }: BaselineRows, end: number): Run[] {
  const runs: { begin: number; end: number }[] = [];
  for (let row = 0; row < end; row++) {
    const last = runs.at(-1);
    const follows =
      row > 0 && source[row] === source[row - 1] && startMs[row] - startMs[row - 1] < 1.5 * windowMs;
    if (last && follows && last.end - last.begin < RUN_WINDOWS) last.end = row + 1;
    else runs.push({ begin: row, end: row + 1 });
  }
  return runs;
}
