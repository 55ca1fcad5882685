/** Whether a baseline holds enough to learn from. In: counts of templates by window, a Baseline. Out: its windows with records, and a sentence where they are too few. */
import type { Baseline, CountMatrix } from '../../contracts/features';
import { plural } from '../wording/plural';
import { learntWindows } from './learnt-windows';

/** Windows with records that a baseline needs before thresholds out of fold mean anything. */
const MIN_BASELINE_WINDOWS = 12;
/** Silence is history too: of so many windows, a few with records are enough. */
const MANY_WATCHED = 60;
const MIN_OF_MANY = 5;

/** Why this baseline is too little to learn from, one sentence; null when it is enough. For every detector. */
export function tooLittle(counts: CountMatrix, baseline: Baseline): string | null {
  const numActive = activeWindows(counts, baseline).length;
  const least = learntWindows(baseline).length >= MANY_WATCHED ? MIN_OF_MANY : MIN_BASELINE_WINDOWS;
  if (numActive >= least) return null;
  return `The baseline has only ${numActive} ${plural(numActive, 'window')} with records; it needs ${least}.`;
}

/** Fewer kinds of records than this, and a new one says little: the log has hardly shown what it can say. */
const MANY_KINDS = 5;

/** Whether the baseline holds so few kinds of records that a new one is no news unless it is grave. */
export function hasFewKinds(counts: CountMatrix, baseline: Baseline, numTemplates: number): boolean {
  const known = new Set<number>();
  const { rowBegin, column } = counts;
  for (const w of learntWindows(baseline))
    for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++) if (column[i] < numTemplates) known.add(column[i]);
  return known.size < MANY_KINDS;
}

/** Windows of the baseline that hold records. */
export function activeWindows(counts: CountMatrix, baseline: Baseline): number[] {
  return learntWindows(baseline).filter((w) => counts.rowBegin[w + 1] > counts.rowBegin[w]);
}
