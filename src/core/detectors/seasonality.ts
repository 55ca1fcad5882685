/**
 * What comes at the same hour each day, or each week, is no news from its second time on, or from its third where it brings errors. In: scores
 * of one detector, windows. Out: whether a window repeats what earlier periods brought. Looks at earlier windows only. A trouble that lasts is
 * no habit: most of the time between has to be calm (max-scale.ts). Nor is one that brings grave records which the earlier times did not, and
 * which are not usual at any hour.
 */
import type { CountMatrix, FeatureMatrix } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';

const DAY_MS = 86_400_000;
const PERIODS_MS = [DAY_MS, 7 * DAY_MS];
const NUM_EARLIER = THRESHOLDS.habitTimes;
/** A job may begin this much earlier or later than the day before; at least one window. */
const SLACK_MS = 10 * 60_000;
const MIN_SCORE01 = THRESHOLDS.habitScore01;
/** Of each grave template's count the earlier times held at least this share. */
const MIN_COUNT01 = 0.5;
/** What came in this share of the windows between belongs to no hour. */
const USUAL_SHARE01 = 0.05;
/** Of the windows since the first of the earlier times at most this share may be odd. */
export const MAX_ODD_SHARE01 = THRESHOLDS.habitOddShare01;

/** The first of the earlier times that `window` repeats, by day and by week; a habit where the time since then was calm. */
export function repeatedSince(features: FeatureMatrix, score: Float32Array, window: number): number[] {
  const numEarlier = holdsErrors(features, window) ? NUM_EARLIER : 1;
  return periodsOf(features).flatMap(({ period, slack }) => {
    const first = window - numEarlier * period;
    if (first - slack < 0) return [];
    for (let i = 1; i <= numEarlier; i++)
      if (!resembles(features, score, window, window - i * period, slack)) return [];
    return [first];
  });
}

/** How long ago the first of the earlier times can have been, in windows. */
export function repeatLengths(features: FeatureMatrix): readonly number[] {
  const lengths = periodsOf(features).flatMap(({ period }) => [period, NUM_EARLIER * period]);
  return [...new Set(lengths)].filter((length) => length < features.grid.length);
}

/** Days and weeks in windows, where windows are small beside them. */
function periodsOf({ grid: { windowMs } }: FeatureMatrix) {
  const slack = Math.max(1, Math.round(SLACK_MS / windowMs));
  return PERIODS_MS.map((periodMs) => ({ period: Math.round(periodMs / windowMs), slack })).filter(
    ({ period }) => period >= 8 * slack,
  );
}

function holdsErrors({ counts, templateLevel }: FeatureMatrix, window: number): boolean {
  for (let i = counts.rowBegin[window]; i < counts.rowBegin[window + 1]; i++)
    if ((templateLevel?.[counts.column[i]] ?? 0) >= LEVEL_ERROR) return true;
  return false;
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
    const least = MIN_COUNT01 * counts.count[i];
    if (
      (most.get(counts.column[i]) ?? 0) < least &&
      !isUsual(counts, earlier, window, counts.column[i], least)
    )
      return false;
  }
  return true;
}

/** Whether so many of a template came in a fair share of the windows between. */
function isUsual(
  { rowBegin, column, count }: CountMatrix,
  begin: number,
  end: number,
  template: number,
  least: number,
): boolean {
  let num = 0;
  for (let i = rowBegin[begin]; i < rowBegin[end]; i++)
    if (column[i] === template && count[i] >= least) num++;
  return num >= USUAL_SHARE01 * (end - begin);
}
