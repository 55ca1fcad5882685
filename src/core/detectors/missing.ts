/**
 * What was due to follow something and did not, for all windows. In: sightings of templates, the baseline. Out: bits by window, and what stayed
 * away: of learnt windows by the rules of the other folds, of all others by those of the whole baseline.
 */
import type { Baseline } from '../../contracts/features';
import { isLearnt, learntWindows } from '../baseline/learnt-windows';
import { contiguousFolds } from '../lib/stats';
import type { AggregatedCounts } from './aggregates';
import { bitsMissing, type Missing, mineTemporalRules, missingConsequents } from './temporal-rules';

/** Writes the bits into `bits`. */
export function scoreMissing(
  bits: Float32Array,
  { occurrences, grid, fileSpans }: AggregatedCounts,
  baseline: Baseline,
  numFolds: number,
): ReadonlyMap<number, readonly Missing[]> {
  if (!occurrences) return new Map();
  const input = { occurrences, grid };
  const learnt = learntWindows(baseline);
  const folds = contiguousFolds(learnt.length, numFolds);
  const endsAt = fileSpans?.endsAt;
  for (let fold = 0; fold < numFolds; fold++) {
    const rules = mineTemporalRules(
      input,
      learnt.filter((_, i) => folds[i] !== fold),
    );
    const missing = missingConsequents(input, rules, grid.length, endsAt);
    learnt.forEach((w, i) => {
      if (folds[i] === fold) bits[w] = bitsMissing(missing.get(w));
    });
  }
  const missingOf = missingConsequents(input, mineTemporalRules(input, learnt), baseline.end, endsAt);
  for (const [w, missing] of missingOf) if (!isLearnt(baseline, w)) bits[w] = bitsMissing(missing);
  return missingOf;
}
