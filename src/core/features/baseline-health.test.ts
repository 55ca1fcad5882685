import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { chooseBaseline } from './baseline';
import { baselineProblem } from './baseline-health';
import { buildFeatures } from './features';
import { burst, inOrder, STEADY_TEXTS, steadyRecords, type TestRecord, tablesOf } from './fixture';

function problemOf(records: readonly TestRecord[]) {
  const { table, templates } = tablesOf(inOrder(records), [...STEADY_TEXTS, 'disk <*> failed']);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  return baselineProblem(features, chooseBaseline(features, DEFAULT_SETTINGS, table));
}

test('a quiet baseline, or trouble after it, is no problem', () => {
  expect(problemOf(steadyRecords(100))).toBeNull();
  expect(problemOf([...steadyRecords(100), ...burst(80, 6, 500)])).toBeNull();
});

test('bursts of errors inside the baseline are counted and told', () => {
  const problem = problemOf([...steadyRecords(100), ...burst(10, 6, 300), ...burst(11, 6, 40)]);
  expect(problem?.code).toBe('baseline-not-quiet');
  expect(problem?.message).toContain('2 of its 40 windows');
  expect(problem?.message).toContain('up to 300');
});
