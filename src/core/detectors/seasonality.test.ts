import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { chooseBaseline } from '../baseline/choose';
import { buildFeatures } from '../features/features';
import {
  inOrder,
  MINUTE,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../features/fixtures/small-log';
import { detectByBaseline } from './baseline';

const TEXTS = [...STEADY_TEXTS, 'slow query took <*>', 'disk <*> failed', 'stock of <*> is low'];
const HOUR = 60 * MINUTE;
const DAYS = 7;
const PER_DAY = 48;

/** Seven days in windows of 30 minutes; steady records at a sixth of the usual density. */
const calm = (): TestRecord[] =>
  steadyRecords(DAYS * PER_DAY).map(({ timeMs, template }) => ({
    timeMs: START + (timeMs - START) * 6,
    template,
  }));

/** Records of one template over half an hour of a day. */
const at = (day: number, hour: number, template: number, num: number): TestRecord[] =>
  Array.from({ length: num }, (_, i) => ({
    timeMs: START + day * 24 * HOUR + hour * HOUR + ((i + 0.5) / num) * 30 * MINUTE,
    template,
    level: template === 6 || template === 8 ? 5 : template === 7 ? 6 : 3,
  }));

/** A nightly backup at 02:00 that slows the queries; the baseline (two days) knows nothing of it. */
const backup = (day: number): TestRecord[] => [...at(day, 2, 6, 60), ...at(day, 2, 1, 300)];

function inputOf(records: readonly TestRecord[]) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 30 }) as FeatureMatrix;
  return { features, baseline: chooseBaseline(features, DEFAULT_SETTINGS, table), seed: 1 };
}

/** Votes as [day, hour]. */
function votesOf(records: readonly TestRecord[]): number[][] {
  const { vote } = detectByBaseline(inputOf(records), { thresholdScale: 1 });
  return [...vote.keys()].filter((w) => vote[w]).map((w) => [Math.floor(w / PER_DAY), (w % PER_DAY) / 2]);
}

test('a nightly backup is no incident on its second night', () => {
  const nights = [2, 3, 4, 5, 6].flatMap(backup);
  expect(votesOf([...calm(), ...nights])).toEqual([[2, 2]]);
});

test('one that brings errors is none on its third night', () => {
  const nights = [2, 3, 4, 5, 6].flatMap((day) => [...backup(day), ...at(day, 2, 7, 4)]);
  expect(votesOf([...calm(), ...nights])).toEqual([
    [2, 2],
    [3, 2],
  ]);
});

test('a warning that is usual at any hour does not make the backup news', () => {
  const nights = [2, 3, 4, 5, 6].flatMap(backup);
  // Never about two o'clock, but in the fourth night.
  const hours = Array.from({ length: DAYS * 24 }, (_, hour) => hour).filter((hour) => hour % 24 > 4);
  const low = hours.flatMap((hour) => at(0, hour, 8, 2));
  expect(votesOf([...calm(), ...low, ...nights, ...at(4, 2, 8, 2)])).toEqual([[2, 2]]);
  expect(votesOf([...calm(), ...nights, ...at(4, 2, 8, 2)])).toEqual([
    [2, 2],
    [4, 2],
  ]);
});

test('what goes wrong at the hour of the backup is still found', () => {
  const nights = [2, 3, 4, 5, 6].flatMap(backup);
  expect(votesOf([...calm(), ...nights, ...at(5, 2, 7, 40)])).toEqual([
    [2, 2],
    [5, 2],
  ]);
});

test('a crisis that lasts for days is no habit', () => {
  const crisis = Array.from({ length: 4 * 24 }, (_, i) => at(3, i, 7, 40)).flat();
  expect(votesOf([...calm(), ...crisis]).filter(([, hour]) => hour === 5)).toEqual([
    [3, 5],
    [4, 5],
    [5, 5],
    [6, 5],
  ]);
});

test('a job of the first time is news', () => {
  expect(votesOf([...calm(), ...backup(6)])).toEqual([[6, 2]]);
});

test('habits are learnt from earlier windows only', () => {
  const records = inOrder([...calm(), ...[2, 3, 4, 5, 6].flatMap(backup)]);
  const { baseline, ...whole } = inputOf(records);
  const { vote } = detectByBaseline({ ...whole, baseline }, { thresholdScale: 1 });
  fc.assert(
    fc.property(fc.integer({ min: baseline.end, max: DAYS * PER_DAY - 2 }), (last) => {
      const before = records.filter(({ timeMs }) => timeMs < START + (last + 1) * 30 * MINUTE);
      const cut = detectByBaseline({ ...inputOf(before), baseline }, { thresholdScale: 1 });
      expect(cut.vote).toEqual(vote.subarray(0, cut.vote.length));
    }),
    { numRuns: 10 },
  );
});
