import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { detectByBaseline } from '../detectors/baseline';
import { buildFeatures } from '../features/features';
import {
  burst,
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../features/fixtures/small-log';
import { chooseBaseline } from './choose';

const TEXTS = [...STEADY_TEXTS, 'query <*> failed', 'disk <*> nearly full'];

function judge(records: readonly TestRecord[]) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const baseline = chooseBaseline(features, DEFAULT_SETTINGS, table);
  const { vote } = detectByBaseline({ features, baseline, seed: 1 }, { thresholdScale: 1 });
  const leftOut = [...(baseline.leftOut ?? []).keys()].filter((w) => baseline.leftOut?.[w]);
  return { baseline, leftOut, voted: [...vote.keys()].filter((w) => vote[w] === 1) };
}

test('trouble inside the baseline is left out of it, found in hindsight, and does not hide the same trouble later', () => {
  const { leftOut, voted, baseline } = judge([
    ...steadyRecords(100),
    ...burst(7, 6, 40),
    ...burst(22, 6, 40),
    ...burst(70, 6, 40),
  ]);
  expect(leftOut).toEqual([7, 22]);
  expect(baseline.reason).toContain('without 2 windows that disagree with the rest');
  expect(voted).toEqual([7, 22, 70]);
});

test('a quiet baseline, and one in which errors are routine, keep every window', () => {
  expect(judge(steadyRecords(100)).leftOut).toEqual([]);
  const routine = Array.from({ length: 100 }, (_, w) => (w % 4 === 0 ? burst(w, 6, 6) : [])).flat();
  expect(judge([...steadyRecords(100), ...routine])).toMatchObject({ leftOut: [], voted: [] });
});

test('a log that starts ill: one trouble that lasts for a third of the baseline is left out, and found again when it comes back', () => {
  const ill = Array.from({ length: 12 }, (_, w) => burst(w, 6, 40)).flat();
  const { leftOut, voted } = judge([...steadyRecords(100), ...ill, ...burst(70, 6, 40), ...burst(71, 6, 40)]);
  expect(leftOut).toEqual(Array.from({ length: 12 }, (_, w) => w));
  expect(voted).toEqual([...leftOut, 70, 71]);
});

test('as much trouble in many stretches is how the log is', () => {
  const often = Array.from({ length: 12 }, (_, i) => burst(1 + 3 * i, 6, 40)).flat();
  const apart = Array.from({ length: 8 }, (_, i) => burst(5 * i, 7, 40)).flat();
  expect(judge([...steadyRecords(100), ...apart]).leftOut).toEqual([]);
  expect(judge([...steadyRecords(100), ...often]).voted).toEqual([]);
});

test('what is left out depends on the baseline alone: records after it change nothing', () => {
  const records = [...steadyRecords(100), ...burst(7, 6, 40)];
  const calm = judge(records).leftOut;
  expect(judge([...records, ...burst(60, 6, 400), ...burst(80, 7, 90)]).leftOut).toEqual(calm);
});

test('a range that the reader vouched for is learnt as it is', () => {
  const { table, templates } = tablesOf(inOrder([...steadyRecords(100), ...burst(7, 6, 40)]), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const iso = (w: number): string => new Date(START + w * 5 * MINUTE).toISOString();
  const settings = { ...DEFAULT_SETTINGS, baseline: { kind: 'range', start: iso(0), end: iso(40) } as const };
  expect(chooseBaseline(features, settings, table).leftOut).toBeUndefined();
});
