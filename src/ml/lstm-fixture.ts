// A made-up log as the detectors see it, for tests of the LSTM: a cycle of three windows with noise, seeded.
import type { Baseline, FeatureMatrix } from '../contracts/features';
import { type EpochMs, LEVEL_ERROR, LEVEL_INFO, NUM_LEVELS } from '../contracts/units';
import { createRandom } from '../core/lib/random';

export type Counts = Map<number, number>;

/** Counts of `numWindows` windows; templates 0 .. 7 belong to the cycle. */
export function rhythm(numWindows: number, seed = 1): Counts[] {
  const random = createRandom(seed);
  return Array.from({ length: numWindows }, (_, window) => {
    const counts: Counts = new Map();
    for (let template = 0; template < 8; template++) {
      const usual = 20 + 30 * Number((window + template) % 3 === 0) + 5 * template;
      counts.set(template, Math.max(1, Math.round(usual + 3 * random.normal())));
    }
    return counts;
  });
}

/** Templates from 100 on count as errors, the others as info. */
export function toFeatures(windows: readonly Counts[], numTemplates = 120): FeatureMatrix {
  const rowBegin = [0];
  const column: number[] = [];
  const count: number[] = [];
  const levelCounts = new Uint32Array(windows.length * NUM_LEVELS);
  windows.forEach((counts, window) => {
    for (const [template, num] of [...counts].sort((a, b) => a[0] - b[0])) {
      column.push(template);
      count.push(num);
      levelCounts[window * NUM_LEVELS + (template >= 100 ? LEVEL_ERROR : LEVEL_INFO)]! += num;
    }
    rowBegin.push(column.length);
  });
  return {
    grid: { startMs: 0 as EpochMs, windowMs: 300_000, length: windows.length, reason: '' },
    columns: [],
    values: new Float32Array(0),
    counts: {
      numRows: windows.length,
      numColumns: numTemplates,
      rowBegin: Uint32Array.from(rowBegin),
      column: Uint32Array.from(column),
      count: Uint32Array.from(count),
    },
    levelCounts,
  };
}

export function baselineOf(begin: number, end: number): Baseline {
  return { begin, end, start: (begin * 300_000) as EpochMs, endMs: (end * 300_000) as EpochMs, reason: '' };
}
