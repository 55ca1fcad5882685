import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import { vote } from '../consensus/consensus';
import { chooseBaseline } from '../features/baseline';
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
} from '../features/fixture';
import { findEpisodes, joinWindows } from './episodes';

const TEXTS = [...STEADY_TEXTS, 'query failed', 'Received SIGTERM, shutting down', 'pool <*> nearly full'];
const at = (window: number): number => START + window * 5 * MINUTE;

/** Episodes when two detectors vote for exactly these windows. */
function episodesOf(
  records: readonly TestRecord[],
  windows: readonly number[],
  outages: readonly string[] = [],
) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const baseline = chooseBaseline(features, DEFAULT_SETTINGS, table);
  const votes = Uint8Array.from({ length: features.grid.length }, (_, w) => (windows.includes(w) ? 1 : 0));
  const reason = { text: 'T7 seen 9 times, never before', template: 6, observed: 9, expected: 0 };
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
      reasons: Object.fromEntries(windows.map((w) => [w, [reason]])),
      lossCurve: [],
    }),
  );
  const consensus = vote(results);
  return findEpisodes({ features, baseline, results, consensus, table, templates, settings: { outages } });
}

test('small holes and weak leads are bridged, large holes part episodes', () => {
  const flags = (length: number, ones: readonly number[]) =>
    Uint8Array.from({ length }, (_, w) => (ones.includes(w) ? 1 : 0));
  const confirmed = flags(40, [5, 7, 11, 16, 30]);
  expect(joinWindows({ confirmed, watch: flags(40, []) })).toEqual([
    { begin: 5, end: 12 },
    { begin: 16, end: 17 },
    { begin: 30, end: 31 },
  ]);
  expect(joinWindows({ confirmed, watch: flags(40, [13]) })[0]).toEqual({ begin: 5, end: 17 });
});

test('odd windows without an outage are an anomaly and claim no lead', () => {
  const [episode] = episodesOf([...steadyRecords(100), ...burst(70, 6, 2)], [70]);
  expect(episode).toMatchObject({ kind: 'anomaly', severity: 'error', outageStart: null, leadMinutes: null });
  expect(episode).toMatchObject({ start: at(70), end: at(71), votes: { baseline: 1, iforest: 1 } });
  expect(episode.reasons).toEqual([
    { text: 'T7 "query failed" seen 9 times, never before', template: 6, observed: 9, expected: 0 },
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
