import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { chooseBaseline } from '../baseline/choose';
import { vote } from '../consensus/consensus';
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
import { findEpisodes } from './episodes';

const TEXTS = [
  ...STEADY_TEXTS,
  'query failed',
  'Received SIGTERM, shutting down',
  'pool <*> nearly full',
  'shop-api started',
  'payment declined by the bank',
  'checkout did not get an answer',
  'aborting any active transactions',
  'received fast shutdown request',
  'signal <*> (SIGHUP) received from <*>, reconfiguring',
  'worker process <*> exited with code <*>',
];
const at = (window: number): number => START + window * 5 * MINUTE;

/** Episodes when two detectors vote for exactly these windows. */
function episodesOf(
  records: readonly TestRecord[],
  windows: readonly number[],
  outages: readonly string[] = [],
  aboutOf: (window: number) => number = () => 6,
) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS, { 6: 1, 10: 2, 11: 3 });
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const baseline = chooseBaseline(features, DEFAULT_SETTINGS, table);
  const votes = Uint8Array.from({ length: features.grid.length }, (_, w) => (windows.includes(w) ? 1 : 0));
  const reasonOf = (template: number) => ({
    text: `T${template + 1} seen 9 times, never before`,
    template,
    observed: 9,
    expected: 0,
  });
  const results = (['baseline', 'iforest'] as const).map(
    (name): DetectorResult => ({
      name,
      backend: 'js',
      numRows: 30,
      seconds: 0,
      threshold: 1,
      abstained: null,
      score: Float32Array.from(votes),
      vote: votes,
      reasons: Object.fromEntries(windows.map((w) => [w, [reasonOf(aboutOf(w))]])),
      lossCurve: [],
    }),
  );
  const consensus = vote(results);
  return findEpisodes({ features, baseline, results, consensus, table, templates, settings: { outages } });
}

test('odd windows without an outage are an anomaly and claim no lead', () => {
  const [episode] = episodesOf([...steadyRecords(100), ...burst(70, 6, 2)], [70]);
  expect(episode).toMatchObject({ kind: 'anomaly', severity: 'error', outageStart: null, leadMinutes: null });
  expect(episode).toMatchObject({ start: at(70), end: at(71), votes: { baseline: 1, iforest: 1 } });
  expect(episode.reasons).toEqual([
    {
      text: 'T7 "query failed" seen 9 times, never before',
      template: 6,
      observed: 9,
      expected: 0,
      detector: 'baseline',
      timeMs: at(70),
    },
  ]);
});

test('warnings before a lasting burst of errors are a pre-failure with a lead', () => {
  const warnings = [60, 61, 62, 63, 64].flatMap((w) => burst(w, 8, 5, 5));
  const errors = [66, 67, 68, 69].flatMap((w) => burst(w, 6, 60));
  const [episode] = episodesOf(
    [...steadyRecords(100), ...warnings, ...errors],
    [60, 61, 62, 63, 64, 66, 67, 68, 69],
  );
  const firstError = at(66) + (0.5 / 60) * 5 * MINUTE;
  expect(episode).toMatchObject({ kind: 'pre-failure', severity: 'critical', outageStart: firstError });
  expect(episode.leadMinutes).toBeCloseTo(30, 0);
  expect(episode.outageReason).toContain('Errors burst to 60 a window');
});

test('what was odd before an outage but has nothing to do with it is an episode of its own, and no warning', () => {
  const other = [60, 61].flatMap((w) => burst(w, 8, 5, 5));
  const errors = [64, 65, 66, 67].flatMap((w) => burst(w, 6, 60));
  const records = [...steadyRecords(100), ...other, ...errors];
  const windows = [60, 61, 64, 65, 66, 67];
  const about = (before: number) => (w: number) => (w < 64 ? before : 6);
  expect(episodesOf(records, windows, [], about(8))).toMatchObject([
    { kind: 'outage', windowBegin: 64, leadMinutes: null },
    { kind: 'anomaly', windowBegin: 60, windowEnd: 62, outageStart: null },
  ]);
  expect(episodesOf(records, windows, [], about(6))).toMatchObject([
    { kind: 'pre-failure', windowBegin: 60 },
  ]);
});

test('a window that ends less than a minute before the outage is no warning', () => {
  const errors = [66, 67, 68, 69].flatMap((w) => burst(w, 6, 60));
  const [episode] = episodesOf(
    [...steadyRecords(100), ...burst(65, 8, 5, 5), ...errors],
    [65, 66, 67, 68, 69],
  );
  expect(episode).toMatchObject({ kind: 'outage', windowBegin: 65, leadMinutes: null });
  expect(episode.outageStart as number).toBeGreaterThan(at(66));
});

test('an outage in the first confirmed window leaves no lead', () => {
  const errors = [66, 67, 68, 69].flatMap((w) => burst(w, 6, 60));
  const [episode] = episodesOf([...steadyRecords(100), ...errors], [66, 67, 68, 69]);
  expect(episode).toMatchObject({ kind: 'outage', leadMinutes: null });
});

test('a process that ends is an outage, unless that is routine', () => {
  const death = burst(70, 7, 1, 3);
  const [episode] = episodesOf([...steadyRecords(100), ...death], [70, 71]);
  expect(episode).toMatchObject({ kind: 'outage', outageStart: at(70.5) });
  expect(episode.outageReason).toContain('A process ended: T8 "Received SIGTERM');
  const routine = Array.from({ length: 35 }, (_, w) => burst(w, 7, 1, 3)).flat();
  expect(episodesOf([...steadyRecords(100), ...routine, ...death], [70])[0].outageStart).toBeNull();
});

test.each<readonly [string, readonly TestRecord[], boolean]>([
  ['workers that end without a reload', burst(70, 15, 1, 3), true],
  ['workers that end as a reload replaces them', [...burst(70, 14, 1, 3), ...burst(70, 15, 1, 3)], false],
  ['a process that is told to stop after a reload', [...burst(70, 14, 1, 3), ...burst(75, 7, 1, 3)], true],
])('%s', (_, records, isOutage) => {
  const [episode] = episodesOf([...steadyRecords(100), ...records], [70, 71, 72, 73, 74, 75]);
  expect(episode.outageStart !== null).toBe(isOutage);
});

test('what fails without a gap until it is a burst has failed since its first line', () => {
  const errors = [66, 67, 68, 69].flatMap((w) => burst(w, 6, 12));
  const few = [64, 65].flatMap((w) => burst(w, 6, 2));
  const windows = [62, 64, 65, 66, 67, 68, 69];
  const outageOf = (...records: TestRecord[]) =>
    episodesOf([...steadyRecords(100), ...records, ...errors], windows)[0].outageStart as number;
  expect(Math.floor((outageOf(...few) - at(0)) / (5 * MINUTE))).toBe(64);
  // With a window between, or of another kind, it is what came before it.
  expect(Math.floor((outageOf(...burst(64, 6, 2)) - at(0)) / (5 * MINUTE))).toBe(66);
  expect(Math.floor((outageOf(...burst(65, 10, 2, 6)) - at(0)) / (5 * MINUTE))).toBe(66);
});

test('a stop that somebody asked for is less grave than a crash, unless it brings errors that the baseline does not know', () => {
  const severity = (...records: TestRecord[]) =>
    episodesOf([...steadyRecords(100), ...burst(70, 7, 1, 3), ...records], [70, 71])[0].severity;
  expect(severity()).toBe('error');
  expect(severity(...burst(20, 6, 2), ...burst(71, 6, 1))).toBe('error');
  expect(severity(...burst(71, 6, 1))).toBe('critical');
});

test('what a process does after it was told to stop was asked for; without that it is a crash', () => {
  const told = episodesOf([...steadyRecords(100), ...burst(70, 13, 1, 3), ...burst(70, 12, 1, 3)], [70, 71]);
  expect(told[0]).toMatchObject({ kind: 'outage', severity: 'error' });
  expect(told[0].outageReason).toContain('received fast shutdown request');
  const alone = episodesOf([...steadyRecords(100), ...burst(70, 12, 1, 3)], [70, 71]);
  expect(alone[0]).toMatchObject({ kind: 'outage', severity: 'critical' });
});

test('a restart that comes back and that nobody misses is no outage; one that brings errors or does not come back is', () => {
  const restart = [...burst(70, 7, 1, 3), ...burst(71, 9, 1, 3)];
  const kind = (records: readonly TestRecord[]) =>
    episodesOf([...steadyRecords(100), ...records], [70, 71])[0].kind;
  expect(kind(restart)).toBe('anomaly');
  expect(kind([...restart, ...burst(71, 6, 8)])).toBe('outage');
  expect(kind(burst(70, 7, 1, 3))).toBe('outage');
  const silent = steadyRecords(100).filter(({ timeMs }) => timeMs < at(70.6) || timeMs >= at(71.9));
  expect(episodesOf([...silent, ...restart], [70, 71])[0].kind).toBe('outage');
});

test('a collapse of the volume is an outage', () => {
  const silent = steadyRecords(100).filter(({ timeMs }) => timeMs < at(72) || timeMs >= at(80));
  const [episode] = episodesOf(silent, [72, 73, 74, 75, 76, 77, 78, 79]);
  expect(episode).toMatchObject({ kind: 'outage', outageStart: at(72) });
  expect(episode.outageReason).toContain('Records fell to 0');
});

test('an outage that the reader marked goes before one that was found', () => {
  const marked = new Date(at(75)).toISOString();
  const [episode] = episodesOf(
    [...steadyRecords(100), ...burst(70, 7, 1, 3)],
    [70],
    [marked, 'no time at all'],
  );
  expect(episode).toMatchObject({ kind: 'pre-failure', outageStart: at(75), leadMinutes: 25 });
  expect(episode.outageReason).toBe('Marked by the reader.');
});

test('the gravest comes first', () => {
  const records = [...steadyRecords(100), ...burst(50, 8, 3, 5), ...burst(70, 7, 1, 3)];
  expect(episodesOf(records, [50, 70]).map((episode) => episode.kind)).toEqual(['outage', 'anomaly']);
  expect(episodesOf(records, [])).toEqual([]);
});

test('a crisis whose worst windows alone are confirmed is one episode; when it was over in between, it is two', () => {
  const every = (step: number): number[] =>
    Array.from({ length: 48 }, (_, i) => 50 + i).filter((w) => w % step === 0);
  const crisis = (step: number) => [
    ...steadyRecords(110),
    ...every(step).flatMap((w) => burst(w, 6, 2)),
    ...burst(50, 6, 9),
    ...burst(97, 6, 9),
  ];
  expect(episodesOf(crisis(5), [50, 97])).toMatchObject([{ windowBegin: 50, windowEnd: 98 }]);
  expect(episodesOf(crisis(99), [50, 97]).length).toBe(2);
});

test('errors of one component within three hours are one trouble, whatever comes between; of two components they are two', () => {
  const failing = (then: number) => [...steadyRecords(110), ...burst(50, 6, 2), ...burst(80, then, 2)];
  expect(episodesOf(failing(6), [50, 80])).toMatchObject([{ windowBegin: 50, windowEnd: 81 }]);
  expect(episodesOf(failing(10), [50, 80]).map(({ windowBegin }) => windowBegin)).toEqual([50, 80]);
});

test('errors of several components within a minute are an outage that errors of one of them before may warn of', () => {
  const spread = (w: number) => [...burst(w, 6, 1), ...burst(w, 10, 1), ...burst(w, 11, 1)];
  const records = [...steadyRecords(100), ...burst(62, 6, 1), ...spread(66)];
  const [episode] = episodesOf(records, [62, 66]);
  expect(episode).toMatchObject({ kind: 'pre-failure', severity: 'critical', firstConfirmed: at(62) });
  expect(episode.outageReason).toBe(
    'A failure shows in several components: 3 kinds of errors of 3 components within 60 seconds; the baseline has no such moment.',
  );
  expect(episode.leadMinutes).toBeCloseTo(22.5, 0);
  const usual = [3, 9, 15, 21, 27, 33].flatMap(spread);
  expect(episodesOf([...usual, ...records], [62, 66])[0]).toMatchObject({ outageStart: null });
});

test('what is merely new before an outage is part of the incident, and no warning of it', () => {
  const spread = [...burst(66, 6, 1), ...burst(66, 10, 1), ...burst(66, 11, 1)];
  const records = [...steadyRecords(100), ...burst(64, 9, 3, 3), ...spread];
  const [episode, ...others] = episodesOf(records, [64, 66], [], (w) => (w === 64 ? 9 : 6));
  expect(others).toEqual([]);
  expect(episode).toMatchObject({ windowBegin: 64, kind: 'outage', leadMinutes: null });
});

test('what is found inside the baseline, in hindsight, claims no lead', () => {
  const errors = [20, 21, 22, 23].flatMap((w) => burst(w, 6, 60));
  const [episode] = episodesOf(
    [...steadyRecords(100), ...burst(17, 8, 5, 5), ...errors],
    [17, 18, 19, 20, 21, 22, 23],
  );
  expect(episode).toMatchObject({ kind: 'outage', leadMinutes: null });
});

test('two files in trouble one after the other are two episodes; at the same time they are one, which names the file', () => {
  const trouble = (windows: readonly number[], template: number, file: number) =>
    windows.flatMap((w) => burst(w, template, 30)).map((record) => ({ ...record, file }));
  const calm = [...steadyRecords(100), ...steadyRecords(100, 2).map((record) => ({ ...record, file: 1 }))];
  const apart = [...calm, ...trouble([60, 61, 62], 6, 0), ...trouble([65, 66, 67], 7, 1)];
  const found = episodesOf(apart, [60, 61, 62, 65, 66, 67]);
  expect(found.map(({ windowBegin, windowEnd }) => [windowBegin, windowEnd])).toEqual([
    [60, 63],
    [65, 68],
  ]);
  const together = [...calm, ...trouble([60, 61, 62], 6, 0), ...trouble([60, 61, 62], 7, 1)];
  const [one, ...others] = episodesOf(together, [60, 61, 62]);
  expect(others).toEqual([]);
  expect(one.outageReason).toContain(' in file');
});

test('routine errors make no anomaly an error; a log that half falls silent is a warning', () => {
  const routine = Array.from({ length: 100 }, (_, w) => burst(w, 6, 3)).flat();
  const quieter = [...steadyRecords(100), ...routine].filter(
    ({ timeMs, template }) => timeMs < at(70) || timeMs >= at(71) || template > 3,
  );
  expect(episodesOf(quieter, [70])[0].severity).toBe('warning');
});

test('reasons that tell what happened come before frames of a trace, and a count off by a fraction is none', () => {
  const { table, templates } = tablesOf(inOrder([...steadyRecords(100), ...burst(70, 6, 9)]), [
    ...STEADY_TEXTS,
    'query failed',
    'File "/<*>", line <*>, in <*>',
  ]);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const baseline = chooseBaseline(features, DEFAULT_SETTINGS, table);
  const reason = (template: number, observed: number, expected: number) => ({
    text: `T${template + 1} seen`,
    template,
    observed,
    expected,
  });
  const vote1 = Uint8Array.from({ length: features.grid.length }, (_, w) => (w === 70 ? 1 : 0));
  const result = (name: 'baseline' | 'lstm', reasons: DetectorResult['reasons']): DetectorResult => ({
    name,
    backend: 'js',
    numRows: 30,
    seconds: 0,
    threshold: 1,
    abstained: null,
    score: Float32Array.from(vote1),
    vote: vote1,
    reasons,
    lossCurve: [],
  });
  const results = [
    result('baseline', { 70: [reason(7, 30, 0), reason(6, 9, 0)] }),
    result('lstm', { 70: [reason(1, 0, 0.5), reason(2, 1, 9)] }),
  ];
  const consensus = vote(results);
  const [episode] = findEpisodes({
    features,
    baseline,
    results,
    consensus,
    table,
    templates,
    settings: { outages: [] },
  });
  expect(episode.reasons.map(({ template, detector }) => [template, detector])).toEqual([
    [6, 'baseline'],
    [2, 'lstm'],
    [7, 'baseline'],
  ]);
});

test('an episode whose error still comes after its last confirmed window goes on until then, and not into the next', () => {
  const errors = [60, 61, 62].flatMap((w) => burst(w, 6, 30));
  const few = [64, 66, 69].flatMap((w) => burst(w, 6, 1));
  const [one] = episodesOf([...steadyRecords(100), ...errors, ...few], [60, 61, 62]);
  expect([one.end, one.lastSeen]).toEqual([at(63), at(70)]);
  const [over] = episodesOf([...steadyRecords(100), ...errors], [60, 61, 62]);
  expect(over.lastSeen).toBeUndefined();
});
