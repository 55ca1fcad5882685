import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import type { DetectorInput, DetectorResult } from '../../contracts/scores';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { LEVEL_ERROR, NUM_LEVELS } from '../../contracts/units';
import { chooseBaseline } from '../baseline/choose';
import { isLearnt, learntWindows } from '../baseline/learnt-windows';
import { includeMarked, spansElsewhere, windowsOfSpans } from '../baseline/marked-windows';
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
import { absentNormal, levelCountsOf, withoutNormal } from '../features/mute';
import { findOutage } from '../incident/outage';
import { detectByProfile, sessionInputOf } from '../sessions/sessions';
import { detectByBaseline } from './baseline';
import { detectWithRetraining, segmentsOf } from './retrain';

const DISK = 'disk <*> failed';
const TEXTS = [...STEADY_TEXTS, DISK, 'killed process <*>'];
const WINDOW = 5 * MINUTE;
const iso = (window: number): string => new Date(START + window * WINDOW).toISOString();
const span = (begin: number, end: number) => ({ start: iso(begin), end: iso(end) });
const ignore = (): void => {};

function judge(records: readonly TestRecord[], texts: readonly string[] = []) {
  const tables = tablesOf(inOrder(records), TEXTS);
  const judged = withoutNormal(tables.table, tables.templates, texts);
  const features = buildFeatures(judged.table, judged.templates, { windowMinutes: 5 }) as FeatureMatrix;
  const baseline = chooseBaseline(features, DEFAULT_SETTINGS, tables.table);
  return { ...tables, judged, features, baseline, input: { features, baseline, seed: 1 } };
}

const votes = ({ vote }: DetectorResult): number[] => [...vote.keys()].filter((w) => vote[w] === 1);
const rolling = {
  name: 'baseline' as const,
  detect: async (input: DetectorInput) => detectByBaseline(input, { thresholdScale: 1 }),
};
const alsoLearnt = (input: DetectorInput, marked: Uint8Array) =>
  detectWithRetraining(rolling, input, marked, ignore);

const ILL = [...steadyRecords(100), ...burst(70, 6, 30)];

test('a template called normal drives no vote, count, gravity or outage', () => {
  expect(votes(detectByBaseline(judge(ILL).input, { thresholdScale: 1 }))).toEqual([70]);
  const { features, input } = judge(ILL, [DISK]);
  expect(votes(detectByBaseline(input, { thresholdScale: 1 }))).toEqual([]);
  expect(features.counts.column).not.toContain(6);
  const without = judge(steadyRecords(100));
  expect(features.values).toEqual(without.features.values);
  expect(features.effectiveLevelCounts).toEqual(without.features.effectiveLevelCounts);
});

test('its death of a process is no outage', () => {
  const records = [...steadyRecords(100), ...burst(70, 7, 1)];
  const outage = (texts: readonly string[]) => {
    const { features, baseline, judged } = judge(records, texts);
    return findOutage(
      { features, baseline, ...judged },
      { begin: 70, end: 71 },
      { spreads: [], restarts: [] },
    );
  };
  expect(outage([])?.reason).toContain('killed process');
  expect(outage(['killed process <*>'])).toBeNull();
});

test('what the reader sees stays whole: the windows, the counts by level, the tables given', () => {
  const plain = judge(ILL);
  const quiet = judge(ILL, [DISK]);
  expect(quiet.features.grid).toEqual(plain.features.grid);
  expect(levelCountsOf(quiet.table, quiet.features.grid)).toEqual(plain.features.levelCounts);
  expect(quiet.features.levelCounts[70 * NUM_LEVELS + LEVEL_ERROR]).toBe(0);
  expect(quiet.templates.templates[6].text).toBe(DISK);
  expect(quiet.templates.muted).toBeUndefined();
});

test('texts of other logs change nothing, and are told of', () => {
  const { table, templates } = tablesOf(ILL, TEXTS);
  expect(withoutNormal(table, templates, ['other']).table).toBe(table);
  expect(absentNormal(templates, ['other', DISK])?.message).toContain('1 template marked as normal is not');
  expect(absentNormal(templates, [DISK])).toBeNull();
});

test('a session is not broken by a template called normal', () => {
  const records = Array.from({ length: 300 }, (_, s) => [
    { timeMs: START + s * 1000, template: 0, key: `k${s}` },
    { timeMs: START + s * 1000 + 10, template: s === 200 ? 6 : 1, key: `k${s}` },
    { timeMs: START + s * 1000 + 20, template: 1, key: `k${s}` },
  ]).flat();
  const scoreOf = (texts: readonly string[]): number => {
    const { table, templates } = tablesOf(records, TEXTS);
    const judged = withoutNormal(table, templates, texts);
    return detectByProfile(sessionInputOf(judged.table, judged.templates)!).score[200];
  };
  // One word instead of another: what is left is a count that is off.
  expect(scoreOf([DISK, TEXTS[1]])).toBeLessThan(scoreOf([]));
});

test('spans cover the windows of which they hold at least half', () => {
  const { grid } = judge(ILL).features;
  const flagsOf = (spans: Parameters<typeof windowsOfSpans>[0]): number[] =>
    [...windowsOfSpans(spans, grid).entries()].filter(([, flag]) => flag).map(([w]) => w);
  expect(flagsOf([span(3, 5), span(4, 6)])).toEqual([3, 4, 5]);
  expect(flagsOf([span(3.6, 5.4)])).toEqual([4]);
  expect(flagsOf([span(3.7, 4), span(4, 4.2)])).toEqual([]);
  expect(flagsOf([span(-9, 1), span(99, 200), { start: 'x', end: 'y' }])).toEqual([0, 99]);
  expect(spansElsewhere([span(200, 201), span(3, 4)], grid)?.message).toMatch(/^1 span/);
  expect(spansElsewhere([span(3, 4)], grid)).toBeNull();
});

test('a window called normal has no vote, and the same burst later is no news', async () => {
  const twice = [...ILL, ...burst(85, 6, 30)];
  const { input } = judge(twice);
  const before = detectByBaseline(input, { thresholdScale: 1 });
  const marked = windowsOfSpans([span(70, 71)], input.features.grid);
  const after = await alsoLearnt(input, marked);
  expect(votes(before)).toContain(70);
  expect(votes(after)).toEqual([]);
  expect(after.score[85]).toBeLessThan(before.score[85]);
  expect(after.reasons[70]).toBeUndefined();
});

test('what is marked changes no score of an earlier window', async () => {
  const { input } = judge([...ILL, ...burst(60, 6, 5), ...burst(85, 6, 30)]);
  const before = detectByBaseline(input, { thresholdScale: 1 });
  const after = await alsoLearnt(input, windowsOfSpans([span(70, 71)], input.features.grid));
  expect(after.score.subarray(0, 71)).toEqual(before.score.subarray(0, 71));
  expect(votes(after).filter((w) => w < 70)).toEqual(votes(before).filter((w) => w < 70));
});

test('cutting the log after a window leaves the votes up to it unchanged, whatever is marked', async () => {
  const records = inOrder([
    ...steadyRecords(100),
    ...burst(60, 6, 5),
    ...burst(70, 6, 30),
    ...burst(80, 7, 9),
    ...burst(90, 6, 40),
  ]);
  const whole = judge(records);
  const windows = fc.uniqueArray(fc.integer({ min: 40, max: 99 }), { maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(windows, fc.integer({ min: 62, max: 98 }), async (list, last) => {
      const spans = list.map((w) => span(w, w + 1));
      const full = await alsoLearnt(whole.input, windowsOfSpans(spans, whole.features.grid));
      const cut = judge(records.filter(({ timeMs }) => timeMs < START + (last + 1) * WINDOW));
      // The same baseline: its share of a shorter log would be another.
      const input = { ...cut.input, baseline: whole.baseline };
      const part = await alsoLearnt(input, windowsOfSpans(spans, cut.features.grid));
      const { length } = cut.features.grid;
      expect([...part.vote]).toEqual([...full.vote.subarray(0, length)]);
    }),
    { numRuns: 40 },
  );
});

test('many marks cost few trainings, and none is learnt before it is over', () => {
  const { baseline, features } = judge(ILL);
  const marked = new Uint8Array(features.grid.length);
  for (let w = 42; w < 98; w += 2) marked[w] = 1;
  const segments = segmentsOf(baseline, marked);
  expect(segments.length).toBeLessThanOrEqual(10);
  for (const { begin, baseline: own } of segments.slice(1)) {
    const learnt = learntWindows(own);
    expect(Math.max(...learnt)).toBeLessThan(begin);
    expect(learnt.filter((w) => w >= baseline.end).every((w) => marked[w])).toBe(true);
  }
});

test('a window of the baseline that was left out is learnt when the reader vouches for it', () => {
  const { baseline, features } = judge([...steadyRecords(100), ...burst(20, 6, 30)]);
  expect(isLearnt(baseline, 20)).toBe(false);
  const vouched = includeMarked(baseline, windowsOfSpans([span(20, 21)], features.grid));
  expect(isLearnt(vouched, 20)).toBe(true);
  expect(vouched).toMatchObject({ numOdd: 0, begin: baseline.begin, end: baseline.end });
  expect(includeMarked(baseline, windowsOfSpans([span(50, 51)], features.grid))).toBe(baseline);
});

test('a lesson that cannot be learnt leaves the verdict of the one before', async () => {
  const { input } = judge([...ILL, ...burst(85, 6, 30)]);
  let numAsked = 0;
  const failing = {
    name: 'baseline' as const,
    detect: async (each: DetectorInput): Promise<DetectorResult> => {
      const result = detectByBaseline(each, { thresholdScale: 1 });
      return numAsked++ === 0 ? result : { ...result, abstained: 'diverged', vote: result.vote.map(() => 0) };
    },
  };
  const plain = detectByBaseline(input, { thresholdScale: 1 });
  const marked = windowsOfSpans([span(75, 76)], input.features.grid);
  const result = await detectWithRetraining(failing, input, marked, ignore);
  expect(numAsked).toBe(2);
  expect(votes(result)).toEqual(votes(plain).filter((w) => w !== 75));
  expect(result.abstained).toBeNull();
});
