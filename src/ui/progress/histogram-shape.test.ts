import { expect, test } from 'vitest';
import type { PreviewHistogram } from '../../contracts/preview';
import type { EpochMs } from '../../contracts/units';
import { shownClock } from '../shared/time';
import { shapeOf, ticksOf, totalsOf } from './histogram-shape';

const UTC = shownClock('UTC');

const MINUTE = 60_000;
const histogram = (counts: number[], startMs = 0, binMs = MINUTE): PreviewHistogram => ({
  startMs: startMs as EpochMs,
  binMs,
  length: counts.length / 3,
  counts: Float64Array.from(counts),
});

test('errors stand on the axis, warnings on them, the quiet ones on top', () => {
  const { paths, top } = shapeOf(histogram([50, 30, 20]), 100);
  expect(top).toBe(100);
  expect(paths.map((path) => /^M[\d.]+ (\d+)V(\d+)/.exec(path)?.slice(1, 3))).toEqual([
    ['100', '80'],
    ['80', '50'],
    ['50', '0'],
  ]);
});

test('a single error among thousands is still to be seen, and no bar leaves the picture', () => {
  const { paths } = shapeOf(histogram([100_000, 0, 1]), 100);
  expect(paths[0]).toContain('M0.06 100V98');
  expect(paths[1]).toBe('');
  expect(paths.join('')).not.toMatch(/V-/);
});

test('an empty bin draws nothing', () => {
  expect(shapeOf(histogram([0, 0, 0, 5, 0, 0]), 100).paths[2]).toMatch(/^M1\.06 /);
});

test('totals are the sums of the classes', () => {
  expect(totalsOf(histogram([1, 2, 3, 10, 20, 30]))).toEqual([33, 22, 11]);
});

test('marks stand at whole times inside the span, the date at midnight', () => {
  const start = Date.UTC(2026, 2, 12, 22, 7);
  const ticks = ticksOf(histogram(new Array(3 * 240).fill(1), start), 6, UTC);
  expect(ticks.map((tick) => tick.text)).toEqual(['23:00', '03-13', '01:00', '02:00']);
  expect(ticks.every((tick) => tick.at01 >= 0 && tick.at01 <= 1)).toBe(true);
});

test('any span has between one and the most marks', () => {
  for (const binMs of [1000, 7000, MINUTE, 3_600_000, 86_400_000, 400 * 86_400_000]) {
    const ticks = ticksOf(histogram(new Array(3 * 100).fill(1), 12_345, binMs), 6, UTC);
    expect(ticks.length, String(binMs)).toBeGreaterThan(0);
    expect(ticks.length, String(binMs)).toBeLessThanOrEqual(7);
  }
});
