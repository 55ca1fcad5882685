/**
 * What the forest sees of a window: aggregates, so that an event in any one template moves a column that also varies in
 * normal times. In: FeatureMatrix, Baseline. Out: rows of named numbers, on log scales.
 */
import type { Baseline, FeatureMatrix } from '../contracts/features';
import { withAggregates } from '../core/detectors/aggregates';
import { surpriseOf } from '../core/detectors/surprise';
import type { ForestRow } from './isolation-forest-trees';

/** One row a window. */
export function forestRows(features: FeatureMatrix, baseline: Baseline): ForestRow[] {
  const aggregated = withAggregates(features);
  const surprise = surpriseOf(aggregated.counts, baseline, aggregated.gravity);
  const width = features.columns.length;
  const place = (name: string): number => features.columns.indexOf(name);
  const [errors, warnings, volume] = ['error_count', 'warn_count', 'volume'].map(place);
  return Array.from({ length: features.grid.length }, (_, w) => ({
    novelty: surprise.novelty[w],
    rise: Math.log1p(surprise.rise[w]),
    fall: Math.log1p(surprise.fall[w]),
    off_templates: Math.log1p(surprise.numOff[w]),
    errors: Math.log1p(features.values[w * width + errors]),
    warnings: Math.log1p(features.values[w * width + warnings]),
    volume: Math.log1p(features.values[w * width + volume]),
  }));
}
