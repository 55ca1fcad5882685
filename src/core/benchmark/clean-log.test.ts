import { expect, test } from 'vitest';
import { START } from '../features/fixtures/small-log';
import { addBit, createBitset } from '../lib/bitset';
import { falseAlarms, isKnownClean, spanOfLog } from './clean-log';
import { createJudge } from './optimise-events';

const WINDOW = 300_000;
const grid = { startMs: START, windowMs: WINDOW, length: 400, reason: '' };
const iso = (window: number): string => new Date(START + window * WINDOW).toISOString();

test('every run of confirmed windows is a false alarm, as the judge counts them', () => {
  const windows = [3, 5, 9, 10, ...Array.from({ length: 80 }, (_, i) => 200 + i)];
  const confirmed = Uint8Array.from({ length: 400 }, (_, w) => (windows.includes(w) ? 1 : 0));
  const { numFalse, runs } = falseAlarms(confirmed, WINDOW);
  expect(runs).toEqual([
    { begin: 3, end: 6 },
    { begin: 9, end: 11 },
    { begin: 200, end: 280 },
  ]);
  const bits = createBitset(400);
  for (const w of windows) addBit(bits, w);
  const evaluation = {
    numWindows: 400,
    windowMs: WINDOW,
    robust: 0,
    robustOnly: [],
    incidents: [],
    isClosed: new Uint8Array(400),
  };
  expect(numFalse).toBe(createJudge(evaluation)([bits, bits]).numFalse);
  expect(numFalse).toBe(4);
  expect(falseAlarms(new Uint8Array(400), WINDOW)).toEqual({ numFalse: 0, runs: [] });
});

test('a log is clean where one span holds nearly all of it', () => {
  expect(isKnownClean([], grid)).toBe(false);
  expect(isKnownClean([spanOfLog(grid)], grid)).toBe(true);
  expect(isKnownClean([spanOfLog(grid)], { ...grid, length: 410 })).toBe(true);
  expect(
    isKnownClean(
      [
        { start: iso(0), end: iso(200) },
        { start: iso(200), end: iso(400) },
      ],
      grid,
    ),
  ).toBe(false);
  expect(isKnownClean([{ start: iso(1000), end: iso(2000) }], grid)).toBe(false);
});
