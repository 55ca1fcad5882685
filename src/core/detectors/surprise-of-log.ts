/**
 * The surprise of a log's windows, worked out once: two detectors ask for the same. In: FeatureMatrix, Baseline. Out: the surprise with
 * the counts that it was made of, kept as long as the features are.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import { type AggregatedCounts, withAggregates } from './aggregates';
import { type Surprise, surpriseOf } from './surprise';

export interface SurpriseOfLog {
  readonly aggregated: AggregatedCounts;
  readonly surprise: Surprise;
}

const known = new WeakMap<FeatureMatrix, SurpriseOfLog & { readonly baseline: Baseline }>();

/** Neither may be changed by whoever asks. */
export function surpriseOfLog(features: FeatureMatrix, baseline: Baseline): SurpriseOfLog {
  const last = known.get(features);
  if (last?.baseline === baseline) return last;
  const aggregated = withAggregates(features);
  const made = { aggregated, baseline, surprise: surpriseOf(aggregated, baseline) };
  known.set(features, made);
  return made;
}
