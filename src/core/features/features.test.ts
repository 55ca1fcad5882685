import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { NUM_LEVELS } from '../../contracts/units';
import { buildFeatures } from './features';
import {
  burst,
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from './fixtures/small-log';

const TEXTS = [...STEADY_TEXTS, 'disk failed', 'shutting down'];

function featuresOf(records: readonly TestRecord[], windowMinutes: number | null = 5): FeatureMatrix {
  const { table, templates } = tablesOf(records, TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes });
  if ('reason' in features) throw new Error(features.reason);
  return features;
}

const cellOf = (features: FeatureMatrix, window: number, column: string): number =>
  features.values[window * features.columns.length + features.columns.indexOf(column)];

test('every record inside the grid is counted once, by window, template and level', () => {
  const records = inOrder([...steadyRecords(70), ...burst(40, 6, 9)]);
  const features = featuresOf(records);
  expect(features.grid.length).toBe(70);
  expect(features.counts.count.reduce((a, b) => a + b, 0)).toBe(records.length);
  expect(features.levelCounts.reduce((a, b) => a + b, 0)).toBe(records.length);
  expect(features.levelCounts[40 * NUM_LEVELS + 6]).toBe(9);
  expect(cellOf(features, 40, 'error_count')).toBe(9);
  expect(cellOf(features, 40, 'new_templates')).toBe(1);
  expect(cellOf(features, 41, 'new_templates')).toBe(0);
  expect(cellOf(features, 41, 'error_rate')).toBe(0);
  expect([...features.values].some(Number.isNaN)).toBe(false);
});

test('the order of the lines does not matter for counts', () => {
  const records = inOrder(steadyRecords(70));
  const swapped = [...records];
  for (let i = 0; i + 5 < swapped.length; i += 7) [swapped[i], swapped[i + 5]] = [swapped[i + 5], swapped[i]];
  expect(featuresOf(swapped).counts).toEqual(featuresOf(records).counts);
});

test('records without a time belong to the window of the record before them', () => {
  const timed = inOrder(steadyRecords(70));
  const at = timed.findIndex((record) => record.timeMs >= START + 100 * MINUTE);
  const trace = { timeMs: Number.NaN, template: 6, level: 6 };
  const features = featuresOf([trace, ...timed.slice(0, at), trace, trace, ...timed.slice(at)]);
  expect(cellOf(features, 0, 'error_count')).toBe(1);
  expect(cellOf(features, 19, 'error_count')).toBe(2);
});

test('empty windows have gaps as long as themselves and no entropy', () => {
  const records = steadyRecords(70).filter(
    ({ timeMs }) => timeMs < START + 150 * MINUTE || timeMs >= START + 170 * MINUTE,
  );
  const features = featuresOf(inOrder(records));
  expect(cellOf(features, 31, 'volume')).toBe(0);
  expect(cellOf(features, 31, 'entropy_bits')).toBe(0);
  expect(cellOf(features, 31, 'gap_max_ms')).toBe(5 * MINUTE);
  expect(cellOf(features, 30, 'vanished_templates')).toBe(6);
});

test('a few times decades away do not stretch the windows', () => {
  const records = [...inOrder(steadyRecords(70)), { timeMs: Date.UTC(2088, 3, 1), template: 0 }];
  const features = featuresOf(records, null);
  expect(features.grid).toMatchObject({ windowMs: 5 * MINUTE, length: 70 });
  expect(features.grid.reason).toContain('1 records with a time far from all others');
});

test('two files are merged by time', () => {
  const first = inOrder(steadyRecords(70, 1));
  const second = inOrder(steadyRecords(70, 2)).map((record) => ({ ...record, file: 1 }));
  const features = featuresOf([...first, ...second]);
  expect(features.grid.length).toBe(70);
  expect(cellOf(features, 3, 'volume')).toBeGreaterThan(90);
});

test('without times, or with a handful of records, there is a reason and no matrix', () => {
  const untimed = steadyRecords(3).map((record) => ({ ...record, timeMs: Number.NaN }));
  for (const records of [untimed, steadyRecords(1).slice(0, 5), []]) {
    const { table, templates } = tablesOf(records, TEXTS);
    expect(buildFeatures(table, templates, { windowMinutes: null })).toHaveProperty('reason');
  }
});

test('cutting the log after a window leaves the rows up to it unchanged', () => {
  const records = inOrder([...steadyRecords(60), ...burst(33, 6, 5), ...burst(47, 7, 3)]);
  const whole = featuresOf(records);
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 58 }), (last) => {
      const cut = featuresOf(records.filter(({ timeMs }) => timeMs < START + (last + 1) * 5 * MINUTE));
      expect(cut.values).toEqual(whole.values.subarray(0, cut.values.length));
      expect(cut.counts.column).toEqual(whole.counts.column.subarray(0, cut.counts.column.length));
    }),
    { numRuns: 20 },
  );
});
