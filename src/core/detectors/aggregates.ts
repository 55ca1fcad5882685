/**
 * Adds three columns to the template counts: all records, errors and worse, warnings. In: FeatureMatrix. Out: a wider CountMatrix that the same model learns, so that a burst spread over many templates shows too.
 */
import type { CountMatrix, FeatureMatrix } from '../../contracts/features';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';

export const AGGREGATES = ['records', 'errors', 'warnings'] as const;

export interface AggregatedCounts {
  readonly counts: CountMatrix;
  /** Level of each column; the aggregates' own level for the last three. */
  readonly gravity: Uint8Array;
  readonly numTemplates: number;
}

/** Column numTemplates + i holds AGGREGATES[i]; a count of 0 is left out as in every sparse row. */
export function withAggregates(features: FeatureMatrix): AggregatedCounts {
  const { counts, columns, values, grid } = features;
  const levels = features.templateLevel ?? new Uint8Array(counts.numColumns);
  const places = ['volume', 'error_count', 'warn_count'].map((name) => columns.indexOf(name));
  const column: number[] = [];
  const count: number[] = [];
  const rowBegin = new Uint32Array(grid.length + 1);
  for (let w = 0; w < grid.length; w++) {
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
      column.push(counts.column[i]);
      count.push(counts.count[i]);
    }
    places.forEach((place, i) => {
      const value = place < 0 ? 0 : values[w * columns.length + place];
      if (value === 0) return;
      column.push(counts.numColumns + i);
      count.push(value);
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
    gravity: Uint8Array.from([...levels, 0, LEVEL_ERROR, LEVEL_WARN]),
    numTemplates: counts.numColumns,
  };
}
