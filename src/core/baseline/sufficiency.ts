/** Whether a baseline holds enough to learn from. In: counts of templates by window, a Baseline. Out: its windows with records, and a sentence where they are too few. */
import type { Baseline, CountMatrix } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { plural } from '../wording/plural';
import { learntWindows } from './learnt-windows';

/** Why this baseline is too little to learn from, one sentence; null when it is enough. For every detector. */
export function tooLittle(counts: CountMatrix, baseline: Baseline): string | null {
  const numActive = activeWindows(counts, baseline).length;
  const { manyWatchedWindows, minActiveOfMany, minBaselineWindows } = THRESHOLDS;
  const least = learntWindows(baseline).length >= manyWatchedWindows ? minActiveOfMany : minBaselineWindows;
  if (numActive >= least) return null;
  return `The baseline has only ${numActive} ${plural(numActive, 'window')} with records; it needs ${least}.`;
}

/** Whether the baseline holds so few kinds of records that a new one is no news unless it is grave. */
export function hasFewKinds(counts: CountMatrix, baseline: Baseline, numTemplates: number): boolean {
  const known = new Set<number>();
  const { rowBegin, column } = counts;
  for (const w of learntWindows(baseline))
    for (let i = rowBegin[w]; i < rowBegin[w + 1]; i++) if (column[i] < numTemplates) known.add(column[i]);
  return known.size < THRESHOLDS.manyKinds;
}

/** Windows of the baseline that hold records. */
export function activeWindows(counts: CountMatrix, baseline: Baseline): number[] {
  return learntWindows(baseline).filter((w) => counts.rowBegin[w + 1] > counts.rowBegin[w]);
}
