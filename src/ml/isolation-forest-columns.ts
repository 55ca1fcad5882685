/**
 * What the forest sees of a window: aggregates, so that an event in any one template moves a column that also varies in
 * normal times. In: FeatureMatrix, Baseline. Out: rows of named numbers, on log scales.
 */
import type { Baseline, FeatureMatrix } from '../contracts/features';
import { withAggregates } from '../core/detectors/aggregates';
import { surpriseOf } from '../core/detectors/surprise';
import type { ForestRow } from './isolation-forest-trees';

/** Columns of FeatureMatrix that enter as they are, and those that enter as log1p. */
const PLAIN = ['entropy_bits', 'error_rate', 'warn_rate', 'burstiness', 'new_pair_rate'];
const LOGARITHMIC = [
  'volume',
  'error_count',
  'warn_count',
  'distinct_templates',
  'vanished_templates',
  'new_pairs',
  'gap_max_ms',
];

/** One row a window. */
export function forestRows(features: FeatureMatrix, baseline: Baseline): ForestRow[] {
  const aggregated = withAggregates(features);
  const surprise = surpriseOf(aggregated.counts, baseline, aggregated.gravity);
  const width = features.columns.length;
  return Array.from({ length: features.grid.length }, (_, w) => {
    const row: ForestRow = {
      novelty: surprise.novelty[w],
      off_templates: Math.log1p(surprise.numOff[w]),
      rise: Math.log1p(surprise.rise[w]),
      fall: Math.log1p(surprise.fall[w]),
    };
    features.columns.forEach((name, c) => {
      const value = features.values[w * width + c];
      if (PLAIN.includes(name)) row[name] = value;
      else if (LOGARITHMIC.includes(name)) row[name] = Math.log1p(value);
    });
    return row;
  });
}
