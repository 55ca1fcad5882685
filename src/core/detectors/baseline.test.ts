import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { chooseBaseline } from '../baseline/choose';
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
import { detectByBaseline } from './baseline';

const TEXTS = [...STEADY_TEXTS, 'disk <*> failed', 'weekly report part', 'nightly backup'];

function inputOf(records: readonly TestRecord[], baseline?: Baseline, texts: readonly string[] = TEXTS) {
  const { table, templates } = tablesOf(inOrder(records), texts);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  return { features, baseline: baseline ?? chooseBaseline(features, DEFAULT_SETTINGS, table), seed: 1 };
}
const detect = (records: readonly TestRecord[], baseline?: Baseline, texts?: readonly string[]) =>
  detectByBaseline(inputOf(records, baseline, texts), { thresholdScale: 1 });
const votedWindows = (vote: Uint8Array): number[] => [...vote.keys()].filter((w) => vote[w] === 1);

test('a quiet log gets no vote', () => {
  for (const seed of [1, 2, 3]) expect(votedWindows(detect(steadyRecords(100, seed)).vote)).toEqual([]);
});

test('an unseen error is found in its window, and named', () => {
  const result = detect([...steadyRecords(100), ...burst(70, 6, 5)]);
  expect(votedWindows(result.vote)).toEqual([70]);
  expect(result.reasons[70][0]).toMatchObject({
    template: 6,
    observed: 5,
    text: 'T7 seen 5 times, never before',
  });
});

test('a flood of a known template and a silence of all are found', () => {
  const silent = steadyRecords(100).filter(
    ({ timeMs }) => Math.floor((timeMs - START) / (5 * MINUTE)) !== 80,
  );
  const result = detect([...silent, ...burst(70, 2, 300, 3)]);
  expect(votedWindows(result.vote)).toEqual([70, 80]);
});

test('one template that falls silent is not enough: a burst may have ended', () => {
  const records = steadyRecords(100).filter(
    ({ timeMs, template }) => template !== 2 || timeMs < START + 250 * MINUTE,
  );
  expect(votedWindows(detect(records).vote)).toEqual([]);
});

test('the usual nightly job is no anomaly, neither is a new job that only informs', () => {
  const nightly = [10, 30, 60, 90].flatMap((w) => burst(w, 8, 25, 3));
  expect(votedWindows(detect([...steadyRecords(100), ...nightly]).vote)).toEqual([]);
  expect(votedWindows(detect([...steadyRecords(100), ...burst(70, 7, 40, 3)]).vote)).toEqual([]);
});

test('an incident inside the baseline does not hide a different one after it', () => {
  const result = detect([...steadyRecords(100), ...burst(12, 2, 200, 3), ...burst(70, 6, 5)]);
  expect(votedWindows(result.vote)).toEqual([70]);
});

test('a lasting incident is not learnt while it lasts', () => {
  const result = detect([
    ...steadyRecords(100),
    ...Array.from({ length: 20 }, (_, i) => burst(70 + i, 6, 30)).flat(),
  ]);
  expect(votedWindows(result.vote)).toEqual(Array.from({ length: 20 }, (_, i) => 70 + i));
});

test('too little history: it abstains and says why', () => {
  const result = detect(steadyRecords(20));
  expect(result.abstained).toContain('only 8 windows');
  expect(result.score.every(Number.isNaN)).toBe(true);
});

test('a log that is silent for hours is watched all the same: a flood of unseen errors is found', () => {
  const sparse = [0, 11, 30, 44, 61, 73].flatMap((w) => [...burst(w, 0, 2, 3), ...burst(w, 1, 2, 3)]);
  const later = [100, 130, 160, 190].flatMap((w) => [...burst(w, 0, 2, 3), ...burst(w, 1, 2, 3)]);
  const result = detect([...sparse, ...later, ...burst(150, 6, 40), ...burst(199, 0, 1, 3)]);
  expect(result.abstained).toBeNull();
  expect(votedWindows(result.vote)).toEqual([150]);
});

test('where the baseline holds few kinds of records, new information is no news, but errors are', () => {
  const poor = steadyRecords(100).filter(({ template }) => template < 2);
  const chatter = detect([...poor, ...burst(70, 7, 3, 3), ...burst(71, 8, 30, 3), ...burst(72, 8, 300, 3)]);
  expect(chatter.abstained).toBeNull();
  expect(votedWindows(chatter.vote)).toEqual([]);
  expect(votedWindows(detect([...poor, ...burst(70, 6, 30)]).vote)).toEqual([70]);
});

test('one of many streams that stops is found where it was never absent before, and not where it was', () => {
  const stream = Array.from({ length: 100 }, (_, w) => burst(w, 8, 30, 3));
  const without = (...windows: readonly number[]) =>
    inOrder([...steadyRecords(100), ...stream.filter((_, w) => !windows.includes(w)).flat()]);
  expect(votedWindows(detect(without(70, 71)).vote)).toEqual([70, 71]);
  expect(votedWindows(detect(without(11, 29, 70, 71)).vote)).toEqual([]);
});

test('information that says that something failed is news when it bursts, other information is not', () => {
  const records = inOrder([...steadyRecords(100), ...burst(70, 6, 40, 3)]);
  const texts = (last: string) => [...STEADY_TEXTS, last];
  expect(votedWindows(detect(records, undefined, texts('lookup failed for <*>')).vote)).toEqual([70]);
  expect(votedWindows(detect(records, undefined, texts('lookup ended for <*>')).vote)).toEqual([]);
});

test('cutting the log after a window leaves the votes and scores up to it unchanged', () => {
  const records = [...steadyRecords(90), ...burst(50, 6, 5), ...burst(64, 2, 200, 3), ...burst(75, 7, 9)];
  const { baseline } = inputOf(records);
  const whole = detect(records);
  fc.assert(
    fc.property(fc.integer({ min: baseline.end, max: 88 }), (last) => {
      const cut = detect(
        records.filter(({ timeMs }) => timeMs < START + (last + 1) * 5 * MINUTE),
        baseline,
      );
      expect(cut.score).toEqual(whole.score.subarray(0, cut.score.length));
      expect(cut.vote).toEqual(whole.vote.subarray(0, cut.vote.length));
    }),
    { numRuns: 15 },
  );
});

test('a log of one kind that falls silent is found; one that never was regular is not', () => {
  const one = steadyRecords(100).filter(({ template }) => template === 0);
  const inWindow = (w: number) => (record: TestRecord) =>
    Math.floor((record.timeMs - START) / (5 * MINUTE)) === w;
  const silent = one.filter((record) => !inWindow(70)(record) && !inWindow(71)(record));
  expect(votedWindows(detect(silent).vote)).toEqual([70, 71]);
  const ragged = silent.flatMap((record, i) =>
    i % 40 < 20 ? [record, record, record, record, record] : [record],
  );
  expect(votedWindows(detect(inOrder(ragged)).vote)).toEqual([]);
});
