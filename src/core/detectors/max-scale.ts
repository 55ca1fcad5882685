/**
 * What a vote is, for every detector and under every factor on its threshold. In: its scores and learnt threshold, the windows, what the
 * baseline teaches. Out: the max scale of each window: the factor below which it has a vote; the votes under a factor follow from it alone. A
 * run votes so, and the search for better factors foretells so.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import { isLearnt } from '../baseline/learnt-windows';
import { trailingHighest } from '../lib/trailing-rank';
import { MAX_ODD_SHARE01, repeatedSince, repeatLengths } from './seasonality';

/**
 * How often a window's score holds the learnt threshold; NaN: no vote under any factor. What is learnt has none. What comes at this hour each
 * day or week is a habit where the time since then was calm; a lower threshold leaves less of it calm, so that its max scale ends there.
 * @param threshold as learnt, under the factor 1
 * @param canVote whether the score of a window counts at all
 */
export function maxScaleOf(
  features: FeatureMatrix,
  baseline: Baseline,
  score: Float32Array,
  threshold: number,
  canVote: (window: number) => boolean = () => true,
): Float64Array {
  const maxScale = Float64Array.from(score, (value, w) =>
    isLearnt(baseline, w) || !canVote(w) ? Number.NaN : value / threshold,
  );
  const calmUp = repeatLengths(features).map((length) => [length, calmUpTo(score, length)] as const);
  maxScale.forEach((value, w) => {
    if (Number.isNaN(value) || calmUp.every(([, calm]) => score[w] <= calm[w])) return;
    const since = repeatedSince(features, score, w).map((first) => w - first);
    for (const [length, calm] of calmUp)
      if (since.includes(length)) maxScale[w] = Math.min(maxScale[w], calm[w] / threshold);
  });
  return maxScale;
}

/** Of each window the least threshold under which the time since then is calm; NaN: under every one. */
function calmUpTo(score: Float32Array, length: number): Float64Array {
  return trailingHighest(score, length, Math.floor(MAX_ODD_SHARE01 * length));
}

/** 1 where the threshold scale is below the max scale. */
export function votesUnder(maxScale: Float64Array, thresholdScale: number): Uint8Array {
  return Uint8Array.from(maxScale, (value) => (value > thresholdScale ? 1 : 0));
}
