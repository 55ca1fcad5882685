/**
 * Adds columns to the template counts: fatal records, errors, warnings, whatever their template. In: FeatureMatrix. Out: a wider
 * CountMatrix that the same model learns, so that a burst spread over many templates shows too.
 */
import type {
  CountMatrix,
  FeatureMatrix,
  FileSpans,
  Measure,
  Occurrences,
  SourcePauses,
  WindowGrid,
} from '../../contracts/features';
import { LEVEL_ERROR, LEVEL_WARN, NUM_LEVELS } from '../../contracts/units';
import { sharesOf } from './shares';

export const AGGREGATES = ['fatal records', 'errors', 'warnings'] as const;
const AGGREGATE_LEVELS = [LEVEL_ERROR + 1, LEVEL_ERROR, LEVEL_WARN];

export interface AggregatedCounts {
  readonly counts: CountMatrix;
  /** Level of each column; the aggregates' own level for the last three. */
  readonly gravity: Uint8Array;
  /** As FeatureMatrix.templateFails. */
  readonly fails: Uint8Array;
  readonly numTemplates: number;
  /** As in FeatureMatrix. */
  readonly paused?: Uint8Array;
  readonly fileSpans?: FileSpans;
  readonly shares: readonly Measure[];
  readonly numbers: readonly Measure[];
  readonly sources: readonly SourcePauses[];
  readonly grid: WindowGrid;
  readonly occurrences?: Occurrences;
}

/** Column numTemplates + i holds AGGREGATES[i]; a count of 0 is left out as in every sparse row. */
export function withAggregates(features: FeatureMatrix): AggregatedCounts {
  const { counts, grid } = features;
  const levels = features.templateLevel ?? new Uint8Array(counts.numColumns);
  const column: number[] = [];
  const count: number[] = [];
  const rowBegin = new Uint32Array(grid.length + 1);
  // By record, not by template: one template of an access log holds both its 200s and its 500s.
  const byLevel = features.effectiveLevelCounts ?? features.levelCounts;
  for (let w = 0; w < grid.length; w++) {
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      column.push(counts.column[i]);
      count.push(counts.count[i]);
    }
    AGGREGATE_LEVELS.forEach((level, i) => {
      const sum = byLevel[w * NUM_LEVELS + level];
      if (sum === 0) return;
      column.push(counts.numColumns + i);
      count.push(sum);
    });
    rowBegin[w + 1] = column.length;
  }
  return {
    counts: {
      numRows: grid.length,
      numColumns: counts.numColumns + AGGREGATES.length,
      rowBegin,
      column: Uint32Array.from(column),
      count: Uint32Array.from(count),
    },
    gravity: Uint8Array.from([...levels, ...AGGREGATE_LEVELS]),
    fails: features.templateFails ?? new Uint8Array(0),
    numTemplates: counts.numColumns,
    paused: features.paused,
    fileSpans: features.fileSpans,
    shares: sharesOf(features),
    numbers: features.numbers ?? [],
    sources: features.sources ?? [],
    grid,
    occurrences: features.occurrences,
  };
}
