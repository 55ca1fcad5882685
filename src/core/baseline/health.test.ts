import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { type BaselineSetting, DEFAULT_SETTINGS } from '../../contracts/settings';
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
import { baselineProblem } from './health';

function problemOf(records: readonly TestRecord[], setting: BaselineSetting = DEFAULT_SETTINGS.baseline) {
  const { table, templates } = tablesOf(inOrder(records), [...STEADY_TEXTS, 'disk <*> failed']);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  return baselineProblem(
    features,
    chooseBaseline(features, { ...DEFAULT_SETTINGS, baseline: setting }, table),
  );
}

test('a quiet baseline, or trouble after it, is no problem', () => {
  expect(problemOf(steadyRecords(100))).toBeNull();
  expect(problemOf([...steadyRecords(100), ...burst(80, 6, 500)])).toBeNull();
});

const ILL = [...steadyRecords(100), ...burst(10, 6, 300), ...burst(11, 6, 40)];

test('bursts of errors inside a range that the reader vouched for are counted and told', () => {
  const iso = (w: number): string => new Date(START + w * 5 * MINUTE).toISOString();
  const problem = problemOf(ILL, { kind: 'range', start: iso(0), end: iso(40) });
  expect(problem?.code).toBe('baseline-not-quiet');
  expect(problem?.message).toContain('2 of its 40 windows');
  expect(problem?.message).toContain('up to 300');
});

test('inside the first share they are left out, and that is told', () => {
  const problem = problemOf(ILL);
  expect(problem?.code).toBe('baseline-trimmed');
  expect(problem?.message).toContain('2 windows disagree with the other 38');
});
