import { expect, test } from 'vitest';
import { chooseGrid, MIN_WINDOWS } from './grid';

const HOUR = 3_600_000;
const FIRST = Date.UTC(2026, 0, 5);
const extent = (hours: number, numRecords: number, offsetMs = 0) => ({
  firstMs: FIRST + offsetMs,
  lastMs: FIRST + offsetMs + hours * HOUR - 1,
  numRecords,
  numStray: 0,
});
const gridOf = (...args: Parameters<typeof extent>) => {
  const grid = chooseGrid(extent(...args), null);
  if (typeof grid === 'string') throw new Error(grid);
  return grid;
};

test('five minutes are the default', () => {
  expect(gridOf(8, 40_000)).toMatchObject({
    windowMs: 300_000,
    length: 96,
    reason: '5 minutes, the default',
  });
});

test('a short log gets the largest size that gives enough windows, and says why', () => {
  const grid = gridOf(35 / 60, 5000);
  expect(grid.windowMs).toBe(30_000);
  expect(grid.length).toBeGreaterThanOrEqual(MIN_WINDOWS);
  expect(grid.reason).toContain('too short');
});

test('a sparse log gets windows that hold something', () => {
  const grid = gridOf(24 * 270, 27_000);
  expect(grid.windowMs).toBe(1_800_000);
  expect(grid.reason).toContain('too sparse');
});

test('a long log has a bounded number of windows', () => {
  expect(gridOf(24 * 365 * 12, 1e9).length).toBeLessThanOrEqual(100_001);
});

test('partial first and last windows are dropped, nearly whole ones kept', () => {
  const windowMs = 300_000;
  expect(gridOf(8, 40_000, 0.5 * windowMs)).toMatchObject({ startMs: FIRST + windowMs, length: 95 });
  expect(gridOf(8, 40_000, 0.1 * windowMs)).toMatchObject({ startMs: FIRST, length: 96 });
});

test("the reader's choice stands, and a log of one window has no grid", () => {
  expect(chooseGrid(extent(8, 40_000), 60)).toMatchObject({ windowMs: HOUR, length: 8 });
  expect(chooseGrid(extent(1, 40_000), 60)).toContain('less than two whole windows');
});
