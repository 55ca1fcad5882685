import { expect, test } from 'vitest';
import type { Measure } from '../../contracts/features';
import { createRandom } from '../lib/random';
import { type MeasureSurprise, measureSurprise } from './measures';

const LENGTH = 100;
const END = 40;
const LEAST = 4;
const learnt = Array.from({ length: END }, (_, w) => w);
const isLearnt = Uint8Array.from({ length: LENGTH }, (_, w) => (w < END ? 1 : 0));

function numbers(of: (w: number) => number, what: Measure['what'] = 'median', step?: number): Measure {
  const value = Float32Array.from({ length: LENGTH }, (_, w) => of(w));
  return { name: 'ms', what, template: 3, unit: 'ms', step, value, num: new Uint32Array(LENGTH).fill(200) };
}

function score(measure: Measure): MeasureSurprise {
  return measureSurprise([measure], LENGTH, { learnt, isLearnt, baselineEnd: END, numFolds: 5 });
}

const offWindows = ({ off }: MeasureSurprise): number[] => [...off.keys()].filter((w) => off[w] > LEAST);

function noise() {
  const random = createRandom(5);
  return () => 40 * Math.exp(0.1 * random.normal());
}

test('five times as slow is off, from the third window on', () => {
  const calm = noise();
  const found = score(numbers((w) => calm() * (w >= 60 && w < 66 ? 5 : 1)));
  expect(offWindows(found)).toEqual([62, 63, 64, 65]);
  expect(found.measure[62]).toBe(0);
  expect(found.usual[62]).toBeCloseTo(40, -1);
});

test('two slow windows are no news, nor is a median that falls, nor a rise by half', () => {
  const calm = noise();
  expect(offWindows(score(numbers((w) => calm() * (w === 60 || w === 61 ? 100 : 1))))).toEqual([]);
  expect(offWindows(score(numbers((w) => calm() * (w > 60 ? 0.01 : 1))))).toEqual([]);
  expect(offWindows(score(numbers((w) => calm() * (w > 60 ? 1.5 : 1))))).toEqual([]);
});

test('high values that fall for good are off', () => {
  const calm = noise();
  expect(offWindows(score(numbers((w) => calm() * (w > 60 ? 0.05 : 1), 'p95'))).slice(0, 2)).toEqual([
    63, 64,
  ]);
});

test('what the baseline shows twice is routine', () => {
  const calm = noise();
  const isJob = (w: number): boolean => w % 20 >= 10 && w % 20 < 13;
  expect(offWindows(score(numbers((w) => calm() * (isJob(w) ? 30 : 1))))).toEqual([]);
});

test('a value that goes in steps is granted one', () => {
  const phases = (w: number): number => (w >= 60 && w < 64 ? 1 : 0);
  expect(offWindows(score(numbers(phases, 'median', 1)))).toEqual([]);
  expect(offWindows(score(numbers((w) => phases(w) * 500, 'median', 1)))).toEqual([62, 63]);
});

test('a share is off at once where many failed, and not by what chance may bring', () => {
  const share = (of: (w: number) => number, num: number): Measure => ({
    ...numbers(of, 'share'),
    num: new Uint32Array(LENGTH).fill(num),
  });
  expect(offWindows(score(share((w) => (w === 60 ? 0.38 : 0.004), 500)))).toEqual([60]);
  expect(offWindows(score(share((w) => (w === 60 ? 1 / 20 : 0), 20)))).toEqual([]);
  expect(offWindows(score(share((w) => (w === 60 ? 0.008 : 0.0001), 100_000)))).toEqual([]);
});

test('no later window changes an earlier one', () => {
  const calm = noise();
  const whole = numbers((w) => calm() * (w >= 60 && w < 66 ? 5 : 1));
  const found = score(whole);
  const cut = score({ ...whole, value: whole.value.map((value, w) => (w < 64 ? value : 9000)) });
  expect(cut.off.slice(0, 64)).toEqual(found.off.slice(0, 64));
  expect(cut.usual.slice(0, 64)).toEqual(found.usual.slice(0, 64));
});

test('too few windows with a value say nothing', () => {
  const rare = score(numbers((w) => (w % 4 === 0 ? 40 : Number.NaN)));
  expect([...new Set(rare.measure)]).toEqual([-1]);
});
