/**
 * What comes at the same hour each day, or each week, is no news from its third time on. In: scores of one detector, windows. Out: whether
 * a window repeats what two earlier periods brought. Looks at earlier windows only. A trouble that lasts is no habit: most of the
 * time between has to be calm (max-scale.ts). Nor is one that brings grave records which the earlier times did not.
 */
import type { FeatureMatrix } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';

const DAY_MS = 86_400_000;
const PERIODS_MS = [DAY_MS, 7 * DAY_MS];
const NUM_EARLIER = THRESHOLDS.habitTimes;
/** A job may begin this much earlier or later than the day before; at least one window. */
const SLACK_MS = 10 * 60_000;
const MIN_SCORE01 = THRESHOLDS.habitScore01;
/** Of each grave template's count the earlier times held at least this share. */
const MIN_COUNT01 = 0.5;
/** Of the windows since the first of the earlier times at most this share may be odd. */
export const MAX_ODD_SHARE01 = THRESHOLDS.habitOddShare01;

/** The first of the earlier times that `window` repeats, by day and by week; a habit where the time since then was calm. */
export function repeatedSince(features: FeatureMatrix, score: Float32Array, window: number): number[] {
  return PERIODS_MS.flatMap((periodMs) => {
    const period = Math.round(periodMs / features.grid.windowMs);
    const slack = Math.max(1, Math.round(SLACK_MS / features.grid.windowMs));
    const first = window - NUM_EARLIER * period;
    if (period < 8 * slack || first - slack < 0) return [];
    for (let i = 1; i <= NUM_EARLIER; i++)
      if (!resembles(features, score, window, window - i * period, slack)) return [];
    return [first];
  });
}

/** Whether a window around `earlier` was as odd, and whatever is grave now was there in like number. */
function resembles(
  { counts, templateLevel }: FeatureMatrix,
  score: Float32Array,
  window: number,
  earlier: number,
  slack: number,
): boolean {
  let highest = Number.NEGATIVE_INFINITY;
  const most = new Map<number, number>();
  for (let w = earlier - slack; w <= earlier + slack; w++) {
    if (score[w] > highest) highest = score[w];
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++)
      most.set(counts.column[i], Math.max(most.get(counts.column[i]) ?? 0, counts.count[i]));
  }
  if (!(highest >= MIN_SCORE01 * score[window])) return false;
  for (let i = counts.rowBegin[window]; i < counts.rowBegin[window + 1]; i++) {
    if ((templateLevel?.[counts.column[i]] ?? 0) < LEVEL_WARN) continue;
    if ((most.get(counts.column[i]) ?? 0) < MIN_COUNT01 * counts.count[i]) return false;
  }
  return true;
}
