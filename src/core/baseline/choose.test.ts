import { expect, test } from 'vitest';
import type { FeatureMatrix } from '../../contracts/features';
import type { BaselineSetting } from '../../contracts/settings';
import { DEFAULT_SETTINGS } from '../../contracts/settings';
import type { LogTable } from '../../contracts/tables';
import { MINUTE, START } from '../features/fixtures/small-log';
import { chooseBaseline } from './choose';
import { insteadProblem } from './health';

const table = {
  files: [{ name: 'good/app.log', firstMs: START + 50 * MINUTE, lastMs: START + 150 * MINUTE }],
};
/** Windows without a single error. */
const silentFeatures = (length: number, windowMs: number): FeatureMatrix => ({
  grid: { startMs: START, windowMs, length, reason: '' },
  columns: ['error_count'],
  values: new Float32Array(length),
  counts: {
    numRows: length,
    numColumns: 0,
    rowBegin: new Uint32Array(length + 1),
    column: new Uint32Array(0),
    count: new Uint32Array(0),
  },
  levelCounts: new Uint32Array(0),
});
const choose = (length: number, baseline: BaselineSetting, windowMs = 5 * MINUTE) =>
  chooseBaseline(
    silentFeatures(length, windowMs),
    { ...DEFAULT_SETTINGS, baseline },
    table as unknown as LogTable,
  );

test('the first share of a log of hours', () => {
  expect(choose(70, { kind: 'first', share01: 0.4 })).toMatchObject({
    begin: 0,
    end: 28,
    reason: 'the first 40 % of the log',
  });
});

test('a log of days is learnt by whole days, one of months by whole weeks', () => {
  expect(choose(288 * 4, { kind: 'first', share01: 0.4 })).toMatchObject({ begin: 0, end: 288 });
  expect(choose(24 * 100, { kind: 'first', share01: 0.4 }, 60 * MINUTE).end).toBe(24 * 35);
});

test('a brushed range holds its whole windows, wherever it lies', () => {
  const range = (from: number, to: number): BaselineSetting => ({
    kind: 'range',
    start: new Date(START + from * MINUTE).toISOString(),
    end: new Date(START + to * MINUTE).toISOString(),
  });
  expect(choose(70, range(100, 200))).toMatchObject({ begin: 20, end: 40, startMs: START + 100 * MINUTE });
  expect(choose(70, range(100, 200)).instead).toBeUndefined();
  expect(choose(70, range(-900, -800)).reason).toContain('holds no window');
});

test('a range or a file that the log does not have is told of, with what was taken instead', () => {
  const elsewhere = choose(70, { kind: 'range', start: '2020-01-01T00:00Z', end: '2020-01-02T00:00Z' });
  expect(insteadProblem(elsewhere)).toMatchObject({
    severity: 'warning',
    code: 'baseline-elsewhere',
    message:
      'The range 2020-01-01T00:00Z to 2020-01-02T00:00Z, set as baseline, holds no window of this log. Taken instead: the first 40 % of the log.',
  });
  expect(insteadProblem(choose(70, { kind: 'file', name: 'absent.log' }))?.message).toMatch(
    /^absent.log, set as/,
  );
  expect(insteadProblem(choose(70, { kind: 'file', name: 'good' }))).toBeNull();
});

test('a file known to be good, by its name or its folder', () => {
  expect(choose(70, { kind: 'file', name: 'good' })).toMatchObject({
    begin: 10,
    end: 30,
    reason: 'the file good/app.log',
  });
  expect(choose(70, { kind: 'file', name: 'absent.log' }).reason).toContain('absent.log holds no window');
});
