import { expect, test } from 'vitest';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { SimulatedTruth } from '../../contracts/result';
import type { EpochMs } from '../../contracts/units';
import { compareWithThreshold } from './benchmark';

const START = Date.UTC(2026, 0, 5);
const WINDOW = 300_000;
const at = (window: number): EpochMs => (START + window * WINDOW) as EpochMs;
const LENGTH = 100;

/** 100 records a window and as many errors as given by window. */
function featuresOf(errors: Readonly<Record<number, number>>): FeatureMatrix {
  return matrixOf(Array.from({ length: LENGTH }, (_, w) => [100, errors[w] ?? 0] as const));
}

/** Records and errors by window. */
function matrixOf(windows: readonly (readonly [number, number])[]): FeatureMatrix {
  const rows = windows.map(([records, errors]) => [records, errors, errors / records]);
  return {
    grid: { startMs: at(0), windowMs: WINDOW, length: LENGTH, reason: '' },
    columns: ['volume', 'error_count', 'error_rate'],
    values: Float32Array.from(rows.flat()),
  } as unknown as FeatureMatrix;
}

const baseline = { begin: 0, end: 40 } as Baseline;
const incident = (id: string, begin: number, end: number, outage: number | null) => ({
  id,
  windowBegin: begin,
  windowEnd: end,
  firstConfirmed: at(begin),
  outageStart: outage === null ? null : at(outage),
  leadMinutes: outage === null ? null : (outage - begin) * 5,
});
const consensusOf = (windows: readonly number[]) => ({
  confirmed: Uint8Array.from({ length: LENGTH }, (_, w) => (windows.includes(w) ? 1 : 0)),
  watch: new Uint8Array(LENGTH),
});

test('says how much earlier the vote was than a plain error-rate alert', () => {
  const features = featuresOf({ 3: 1, 62: 2, 66: 40 });
  const incidents = [incident('INC-1', 60, 68, 66), incident('INC-2', 90, 91, null)];
  const { rows, thresholdRule, falseConfirmedPerDay } = compareWithThreshold({
    features,
    baseline,
    incidents,
    consensus: consensusOf([60, 90]),
    truth: null,
  });
  expect(rows[0]).toMatchObject({
    incident: 'INC-1',
    thresholdAlert: at(66),
    minutesGained: 30,
    leadMinutes: 30,
  });
  expect(rows[1]).toMatchObject({ thresholdAlert: null, minutesGained: null, outageStart: null });
  expect(thresholdRule).toContain('5 %');
  expect(falseConfirmedPerDay).toBeNull();
});

test('a noisy baseline lifts the bound of the plain alert', () => {
  const { rows, thresholdRule } = compareWithThreshold({
    features: featuresOf({ 3: 20, 66: 30 }),
    baseline,
    incidents: [incident('INC-1', 60, 68, 66)],
    consensus: consensusOf([60]),
    truth: null,
  });
  expect(thresholdRule).toContain('40 %');
  expect(rows[0].thresholdAlert).toBeNull();
});

test('small windows of the baseline do not make the plain alert deaf', () => {
  const windows = Array.from({ length: LENGTH }, (_, w): readonly [number, number] =>
    w === 3 ? [2, 1] : w === 5 ? [9, 6] : w === 66 ? [100, 12] : [100, 0],
  );
  const { rows, thresholdRule } = compareWithThreshold({
    features: matrixOf(windows),
    baseline,
    incidents: [incident('INC-1', 60, 68, 66)],
    consensus: consensusOf([60]),
    truth: null,
  });
  expect(thresholdRule).toContain('5 % (a usual setting)');
  expect(rows[0].thresholdAlert).toBe(at(66));
});

test('an alert is that of one incident, and only where there is an outage is something gained', () => {
  const incidents = [incident('INC-1', 70, 75, 74), incident('INC-2', 60, 62, null)];
  const rowsFor = (errors: Readonly<Record<number, number>>) =>
    compareWithThreshold({
      features: featuresOf(errors),
      baseline,
      incidents,
      consensus: consensusOf([60, 61, 70]),
      truth: null,
    }).rows.map(({ thresholdAlert, minutesGained }) => [thresholdAlert, minutesGained]);
  expect(rowsFor({ 72: 40 })).toEqual([
    [at(72), 10],
    [null, null],
  ]);
  // The window before an incident is its own; what comes before that is the other's.
  expect(rowsFor({ 69: 40 })).toEqual([
    [at(69), -5],
    [null, null],
  ]);
  expect(rowsFor({ 64: 40 })).toEqual([
    [null, null],
    [at(64), null],
  ]);
});

test('neighbours without a gap share no alert', () => {
  const { rows } = compareWithThreshold({
    features: featuresOf({ 61: 40 }),
    baseline,
    incidents: [incident('INC-1', 62, 68, 66), incident('INC-2', 60, 62, 61)],
    consensus: consensusOf([60, 61, 62]),
    truth: null,
  });
  expect(rows.map(({ thresholdAlert }) => thresholdAlert)).toEqual([null, at(61)]);
});

test('an episode within a degradation that no outage follows is no false alarm', () => {
  const noise = { degradationStart: at(58), degradationEnd: at(66), outageStart: null, outageEnd: null };
  const rate = (truth: Partial<SimulatedTruth>, windows: readonly number[]) =>
    compareWithThreshold({
      features: featuresOf({}),
      baseline,
      incidents: [],
      consensus: consensusOf(windows),
      truth: truth as SimulatedTruth,
    }).falseConfirmedPerDay;
  expect(rate(noise, [60, 70])).toBe(0);
  expect(rate(noise, [50, 60, 85])).toBeCloseTo(2 / ((60 * WINDOW) / 86_400_000), 6);
  const nothing = { degradationStart: null, outageStart: null, outageEnd: null };
  expect(rate(nothing, [60])).toBeGreaterThan(0);
});

test('with a truth, episodes that do not touch it are counted by the day', () => {
  const truth = { degradationStart: at(58), outageStart: at(64), outageEnd: at(66) } as SimulatedTruth;
  const rate = (windows: readonly number[]) =>
    compareWithThreshold({
      features: featuresOf({}),
      baseline,
      incidents: [],
      consensus: consensusOf(windows),
      truth,
    }).falseConfirmedPerDay;
  expect(rate([60, 61, 70])).toBe(0);
  expect(rate([45, 60, 95])).toBeCloseTo(2 / ((60 * WINDOW) / 86_400_000), 6);
});
