import { expect, test } from 'vitest';
import { detectByBaseline } from '../detectors/baseline';
import { buildFeatures } from './features';
import {
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from './fixtures/small-log';

const TEXTS = [...STEADY_TEXTS, 'disk failed', 'shutting down'];
const WINDOWS = 70;
/** A minute behind the last whole window. */
const LATER = START + (WINDOWS * 5 + 1) * MINUTE;

function featuresOf(rest: readonly TestRecord[], mutedTemplate?: number) {
  const { table, templates } = tablesOf(inOrder([...steadyRecords(WINDOWS), ...rest]), TEXTS);
  const muted = Uint8Array.from(TEXTS, (_, template) => (template === mutedTemplate ? 1 : 0));
  const features = buildFeatures(table, { ...templates, muted }, { windowMinutes: 5 });
  if ('reason' in features) throw new Error(features.reason);
  return features;
}

const fatal: TestRecord = { timeMs: LATER, template: 6, level: 6 };
const end: TestRecord = { timeMs: LATER, template: 7 };

test('a log that breaks off with the end of a process is judged to its end, one that just ends is not', () => {
  const { grid } = featuresOf([end]);
  expect(grid.length).toBe(WINDOWS + 1);
  expect(grid.tailCovered01).toBeCloseTo(0.2, 3);
  expect(featuresOf([{ timeMs: LATER, template: 0 }]).grid).toMatchObject({ length: WINDOWS });
  expect(featuresOf([fatal]).grid.length).toBe(WINDOWS);
  expect(featuresOf([end], 7).grid.length, 'called normal').toBe(WINDOWS);
});

test('an error with a stack trace is an end, too', () => {
  const { table, templates } = tablesOf(inOrder([...steadyRecords(WINDOWS), fatal]), TEXTS);
  const [shard] = table.shards;
  const lengthWith = (row: number): number => {
    const shards = [{ ...shard, extraRow: Uint32Array.of(3, row), extraLines: Uint32Array.of(1, 4) }];
    const features = buildFeatures({ ...table, shards }, templates, { windowMinutes: 5 });
    return 'reason' in features ? 0 : features.grid.length;
  };
  expect(lengthWith(shard.length - 1)).toBe(WINDOWS + 1);
  expect(lengthWith(shard.length - 2)).toBe(WINDOWS);
});

test('what is there counts, what is missing does not', () => {
  const features = featuresOf([fatal, end]);
  const baseline = { begin: 0, end: 40, startMs: START, endMs: START, reason: '' } as const;
  const result = detectByBaseline({ features, baseline, seed: 1 }, { thresholdScale: 1 });
  expect(result.vote[WINDOWS]).toBe(1);
  const texts = (result.reasons[WINDOWS] ?? []).map(({ text }) => text).join('; ');
  expect(texts).toContain('T7');
  // Every steady template lacks four fifths of its records.
  expect(texts).not.toContain('T1 ');
});
