import { expect, test } from 'vitest';
import type { FeatureMatrix, WindowGrid } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { LogTable } from '../../contracts/tables';
import { chooseBaseline } from '../baseline/choose';
import { learntWindows } from '../baseline/learnt-windows';
import { detectByBaseline } from '../detectors/baseline';
import { buildFeatures } from './features';
import {
  burst,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from './fixtures/small-log';
import { pausedTime, pausedWindows, runsOf } from './runs';

const filesOf = (...spans: readonly (readonly [number, number])[]) =>
  ({ files: spans.map(([firstMs, lastMs]) => ({ firstMs, lastMs })) }) as unknown as LogTable;

test('overlapping files are one run; a hole as long as half a run parts two, a short one does not', () => {
  expect(runsOf(filesOf([0, 100], [50, 120], [130, 240]))).toEqual([{ firstMs: 0, lastMs: 240 }]);
  const apart = runsOf(filesOf([500, 600], [0, 100]));
  expect(apart).toEqual([
    { firstMs: 0, lastMs: 100 },
    { firstMs: 500, lastMs: 600 },
  ]);
  expect(pausedTime(apart)).toBe(400);
});

test('windows between runs are paused, and one that is half covered too', () => {
  const grid = { startMs: 0, windowMs: 50, length: 12 } as WindowGrid;
  const runs = [
    { firstMs: 0, lastMs: 124 },
    { firstMs: 400, lastMs: 599 },
  ];
  expect([...(pausedWindows(runs, grid) ?? [])]).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
  expect(pausedWindows(runs.slice(1), grid)).toBeUndefined();
});

/** Three runs of two hours, a day apart, one file each; the second goes wrong. */
const TEXTS = [...STEADY_TEXTS, 'query <*> failed'];
const run = (file: number, day: number, more: readonly TestRecord[] = []): TestRecord[] =>
  [...steadyRecords(26, file + 1), ...more].map((record) => ({
    ...record,
    file,
    timeMs: record.timeMs + day * 1440 * MINUTE,
  }));

test('runs with pauses between: what is good is learnt, what is bad is found, and no pause is a silence', () => {
  const bad = [8, 9, 10].flatMap((w) => burst(w, 6, 9));
  const { table, templates } = tablesOf([...run(0, 0), ...run(1, 1, bad), ...run(2, 2)], TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: null }) as FeatureMatrix;
  const named = {
    ...table,
    files: table.files.map((file, i) => ({ ...file, name: i === 1 ? 'bad.log' : `good_${i}/app.log` })),
  };
  const settings = { ...DEFAULT_SETTINGS, baseline: { kind: 'file', name: 'good' } as const };
  const baseline = chooseBaseline(features, settings, named);
  expect(learntWindows(baseline).length).toBe(52);
  expect(features.grid.windowMs).toBe(5 * MINUTE);
  const result = detectByBaseline({ features, baseline, seed: 1 }, { thresholdScale: 1 });
  const voted = [...result.vote.keys()].filter((w) => result.vote[w] === 1);
  const firstBad = (START + 1440 * MINUTE - features.grid.startMs) / (5 * MINUTE);
  expect(voted).toEqual([8, 9, 10].map((w) => firstBad + w));
  expect(Number.isNaN(result.score[150])).toBe(true);
});
