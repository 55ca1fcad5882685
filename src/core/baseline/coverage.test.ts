import { expect, test } from 'vitest';
import type { BaselineDrift } from '../../contracts/saved-baseline';
import type { EpochMs } from '../../contracts/units';
import { createCountBuilder } from '../features/count-matrix';
import { findCoverageGap, isOfAnother } from './coverage';

const NUM_TEMPLATES = 30;
const LEARNT = 10;

/** `windows`: templates that each window holds, ten records of each; the first LEARNT windows are the baseline. */
function judged(windows: readonly (readonly number[])[]) {
  const builder = createCountBuilder(windows.length, NUM_TEMPLATES);
  windows.forEach((templates, w) => {
    for (const template of templates) for (let n = 0; n < 10; n++) builder.add(w, template);
  });
  const features = {
    grid: { startMs: 0 as EpochMs, windowMs: 300_000, length: windows.length, reason: '' },
    columns: [],
    values: new Float32Array(0),
    counts: builder.finish(),
    levelCounts: new Uint32Array(0),
  };
  const baseline = { begin: 0, end: LEARNT, startMs: 0 as EpochMs, endMs: 0 as EpochMs, reason: '' };
  return findCoverageGap(features, baseline, 'the file good.log');
}

const USUAL = [0, 1, 2, 3];
const OTHER = [10, 11, 12, 13, 14, 15];
const many = (templates: readonly number[], num: number) => Array.from({ length: num }, () => templates);

test('what the baseline knows is judged, floods of something new among it too', () => {
  expect(judged([...many(USUAL, LEARNT), ...many(USUAL, 20)])).toBeNull();
  expect(judged([...many(USUAL, LEARNT), ...many(USUAL, 11), ...many(OTHER, 9)])).toBeNull();
});

test('a log of another system is not judged at all, and the reader is told', () => {
  const strange = judged([...many(USUAL, LEARNT), ...many(OTHER, 20)])!;
  expect(strange.windows.indexOf(1)).toBe(LEARNT);
  expect(strange.abstained).toMatch(
    /^The file good.log knows 0 of the 6 templates that it was to judge, with 0 %/,
  );
  expect(strange.problem).toMatchObject({ code: 'baseline-strange', severity: 'warning' });
});

test('a log that has moved far is judged, with a word of warning', () => {
  const moved = judged([...many(USUAL, LEARNT), ...many([0, ...OTHER], 20)]);
  expect(moved).toMatchObject({ abstained: null, problem: { code: 'baseline-moved' } });
  expect(moved!.windows).not.toContain(1);
});

test('no window is decided by a later one', () => {
  const windows = [...many(USUAL, LEARNT), ...many(OTHER, 6), ...many(USUAL, 9), ...many(OTHER, 5)];
  const whole = judged(windows)!;
  expect(whole.abstained).toBeNull();
  expect([...whole.windows.keys()].filter((w) => whole.windows[w])).toEqual([10, 11, 12, 13, 14, 15]);
  for (let num = LEARNT + 1; num < windows.length; num++)
    expect(judged(windows.slice(0, num))!.windows).toEqual(whole.windows.subarray(0, num));
});

test('drift that is total means another system', () => {
  const drift = { numTemplates: 9, numNew: 9, newShare01: 1 } as BaselineDrift;
  expect(isOfAnother(drift)).toBe(true);
  expect(isOfAnother({ ...drift, numNew: 5 })).toBe(false);
  expect(isOfAnother({ ...drift, newShare01: 0.5 })).toBe(false);
});
