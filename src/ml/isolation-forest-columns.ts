/**
 * What the forest sees of a window: aggregates, so that an event in any one template moves a column that also varies in
 * normal times. In: FeatureMatrix, Baseline. Out: rows of named numbers, on log scales.
 */
import type { Baseline, CountMatrix, FeatureMatrix } from '../contracts/features';
import type { Channel } from '../core/detectors/surprise';
import { surpriseOfLog } from '../core/detectors/surprise-of-log';
import type { ForestRow } from './isolation-forest-trees';

/** The columns in words, for reasons. */
export const COLUMN_WORDS: Readonly<Record<string, string>> = {
  novelty: 'Weight of templates never seen before',
  rise: 'Largest rise of a template, a number or a share',
  fall: 'Fall of steady templates',
  missing: 'What did not come, a silent source, a number or a share',
  off_templates: 'Number of templates off their usual count',
  fatal: 'Number of fatal records',
  errors: 'Number of errors',
  warnings: 'Number of warnings',
};

/** Missing bits to one unit of the other columns, which are logarithms: two or three events that stayed away. */
const BITS_TO_A_UNIT = 10;

/** What a channel of its own says that is at its threshold, in these units. */
const UNITS_AT_THRESHOLD = 4;

/** A fall is bounded by the usual count, so that on a log scale no silence would stand out. */
const DEVIATIONS_TO_A_UNIT = 2;

/**
 * One row a window. What is told by numbers, shares and silent sources goes into the column of what is alike, on its scale, where it is above its
 * own threshold: a column more for each would thin out the others, of which the forest cuts one at a time.
 */
export function forestRows(features: FeatureMatrix, baseline: Baseline): ForestRow[] {
  const { aggregated, surprise } = surpriseOfLog(features, baseline);
  const { threshold } = surprise;
  const told = (w: number, channel: Channel): number => {
    const ratio = surprise[channel][w] / threshold[channel];
    return ratio > 1 ? ratio : 0;
  };
  const riseIn = (w: number): number =>
    Math.max(surprise.rise[w], threshold.rise * Math.max(told(w, 'number'), told(w, 'share')));
  const besides = (w: number): number =>
    Math.max(
      surprise.missing[w] / BITS_TO_A_UNIT,
      UNITS_AT_THRESHOLD * Math.max(told(w, 'number'), told(w, 'share'), told(w, 'silence')),
    );
  const { counts, numTemplates } = aggregated;
  const places = ['fatal', 'errors', 'warnings'].map((name, i) => ({ name, column: numTemplates + i }));
  return Array.from({ length: features.grid.length }, (_, w) => {
    const row: ForestRow = {
      novelty: surprise.novelty[w],
      rise: Math.log1p(riseIn(w)),
      missing: besides(w),
    };
    // Of a handful of templates one is off now and then, which isolates a row where the baseline never shows it; of many, the number
    // that are off tells of a fall too.
    if (surprise.isCautious) row.fall = surprise.fall[w] / DEVIATIONS_TO_A_UNIT;
    else row.off_templates = Math.log1p(surprise.numOff[w]);
    for (const { name, column } of places) row[name] = Math.log1p(countOf(counts, w, column));
    return row;
  });
}

function countOf(counts: CountMatrix, w: number, column: number): number {
  for (let i = counts.rowBegin[w + 1] - 1; i >= counts.rowBegin[w] && counts.column[i] >= column; i--) {
    if (counts.column[i] === column) return counts.count[i];
  }
  return 0;
}
