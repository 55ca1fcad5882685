import { expect, test } from 'vitest';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { EpochMs } from '../../contracts/units';
import { buildFeatures } from '../features/features';
import {
  burst,
  inOrder,
  START,
  STEADY_TEXTS,
  steadyRecords,
  type TestRecord,
  tablesOf,
} from '../features/fixtures/small-log';
import { illFromFirstLine } from '../incident/ill-from-first-line';
import { chooseBaseline } from './choose';
import { faultProblems, withFaults } from './faults';
import { badStates, illnessOf } from './ill';

const TEXTS = [...STEADY_TEXTS, 'query failed', '<*> osds down', 'health check cleared: <*> osds down'];
const ERROR = 6;
const STATE = 7;
const NUM = 120;

function judge(records: readonly TestRecord[]) {
  const { table, templates } = tablesOf(inOrder(records), TEXTS);
  const features = buildFeatures(table, templates, { windowMinutes: 5 }) as FeatureMatrix;
  const states = badStates(templates);
  const chosen = chooseBaseline(features, DEFAULT_SETTINGS, table, [], states);
  return {
    features,
    templates,
    illness: illnessOf(features, states),
    baseline: withFaults(features, chosen),
  };
}

const during = (begin: number, end: number, template: number, num: number, level = 6): TestRecord[] =>
  Array.from({ length: end - begin }, (_, i) => burst(begin + i, template, num, level)).flat();
const kindsOf = ({ faults = [] }: Baseline) => faults.map(({ kind, isMended }) => `${kind} ${isMended}`);

// A fifth of the records are errors where there are 20 a window, beside some 80 others.
test.each<readonly [string, readonly TestRecord[], readonly string[]]>([
  ['a quiet log', [], []],
  ['errors until hour five, then none', during(0, 60, ERROR, 20), ['ill true']],
  ['errors nearly to the end', during(0, 110, ERROR, 30), ['ill false']],
  ['many errors from end to end', during(0, NUM, ERROR, 40), ['ill false']],
  ['few errors from end to end are how it is', during(0, NUM, ERROR, 8), []],
  ['hardly any error', during(0, 60, ERROR, 1), []],
  ['errors that begin later', during(20, 70, ERROR, 20), []],
  ['an hour of errors at the beginning is told by the rest', during(0, 13, ERROR, 20), []],
  ['something is down until hour five', during(0, 60, STATE, 1, 5), ['ill true']],
  ['something is down to the end', during(0, NUM, STATE, 1, 5), ['ill false']],
  ['something was down', during(0, NUM, 8, 1, 3), []],
])('%s', (_, trouble, faults) => {
  expect(kindsOf(judge([...steadyRecords(NUM), ...trouble]).baseline)).toEqual(faults);
});

test('what is well after an illness is learnt instead, and said', () => {
  const { baseline, illness } = judge([...steadyRecords(NUM), ...during(0, 60, ERROR, 20)]);
  expect(illness?.end).toBe(60);
  expect(baseline).toMatchObject({ begin: 60, end: 84 });
  const [told] = faultProblems(baseline);
  expect(told).toMatchObject({ severity: 'warning', code: 'baseline-ill' });
  expect(told.message).toContain('bad from its first line on, for 5 hours');
  expect(told.message).toContain('Learnt instead: the first 40 % of what comes after it');
});

test('a log that is never well gets an episode without a vote, told by its gravest lines', () => {
  const never = judge([...steadyRecords(NUM), ...during(0, NUM, ERROR, 40), ...during(0, NUM, STATE, 1, 5)]);
  const [episode] = illFromFirstLine(never);
  expect(episode).toMatchObject({
    windowBegin: 0,
    windowEnd: NUM,
    votes: {},
    severity: 'error',
    leadMinutes: null,
  });
  expect(episode.reasons.map(({ template }) => template)).toEqual([STATE, ERROR]);
  expect(episode.reasons[0].text).toBe(`T8 "<*> osds down" ${NUM} times, from the first line on`);
  const mended = judge([...steadyRecords(NUM), ...during(0, 60, ERROR, 20)]);
  expect(illFromFirstLine(mended)).toEqual([]);
});

test('where nearly all records are errors, that is what the log is for', () => {
  const { baseline } = judge(during(0, NUM, ERROR, 10));
  expect(kindsOf(baseline)).toEqual([]);
});

test('states that are bad as such', () => {
  const bad = [
    'overall HEALTH_ERR <*> osds down; <*> hosts (<*> osds) down',
    'pgmap: <*> pgs: <*> down',
    'cluster state is red',
    'RAID array md0 is degraded',
    '3 brokers are unavailable',
  ];
  const fine = [
    'system is going down for reboot',
    'link is down',
    'shutting down',
    'Health check cleared: OSD_DOWN (was: <*> osds down)',
    'download of <*> hosts',
    'all <*> nodes up',
    'updating port 7: host=a, status=DOWN, status: down',
    `instance list: ${'a, '.repeat(100)} 3 hosts down`,
  ];
  const flagsOf = (texts: readonly string[], level: number) =>
    badStates({ templates: texts.map((text) => ({ text, level })) as never });
  for (const level of [0, 5, 6]) {
    expect([...flagsOf(bad, level)]).toEqual(bad.map(() => 1));
    expect([...flagsOf(fine, level)]).toEqual(fine.map(() => 0));
  }
  expect(flagsOf(bad, 3)).not.toContain(1);
});

// Records are taken out of a baseline of 48 windows.
test.each<readonly [string, (w: number) => boolean, readonly string[]]>([
  ['an hour of silence', (w) => w >= 10 && w < 22, ['holed true']],
  ['less', (w) => w >= 10 && w < 21, []],
  ['a log that is mostly silent', (w) => w % 12 !== 0, []],
  ['silence after the baseline', (w) => w >= 60 && w < 80, []],
])('%s within the baseline', (_, isSilent, faults) => {
  const windowOf = (timeMs: number): number => Math.floor((timeMs - START) / 300_000);
  const { baseline } = judge(steadyRecords(NUM).filter(({ timeMs }) => !isSilent(windowOf(timeMs))));
  expect(kindsOf(baseline)).toEqual(faults);
  if (faults.length > 0) expect(baseline.leftOut?.reduce((sum, each) => sum + each, 0)).toBe(12);
});

test('a baseline with hardly any records, and one of other work, are said', () => {
  const few = [...steadyRecords(1), ...during(20, 23, 0, 5, 3), ...during(NUM * 2, NUM * 4, 0, 5, 3)];
  expect(kindsOf(judge(few).baseline)).toContain('empty false');
  const other = [...during(0, 48, 0, 5, 3), ...during(48, NUM, 6, 3, 3), ...during(48, NUM, 1, 30, 3)];
  expect(kindsOf(judge(other).baseline)).toEqual(['other-phase false']);
  const range: Baseline = { begin: 0, end: 48, startMs: 0 as EpochMs, endMs: 0 as EpochMs, reason: '' };
  expect(withFaults(judge(steadyRecords(NUM)).features, range).faults).toBeUndefined();
});
