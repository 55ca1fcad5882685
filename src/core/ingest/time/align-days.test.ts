import { expect, test } from 'vitest';
import type { EpochMs } from '../../../contracts/units';
import { daysToShift } from './align-days';

const DAY = 86_400_000;
const file = (day: number, hour: number, hours = 1) => ({
  firstMs: (day * DAY + hour * 3_600_000) as EpochMs,
  lastMs: (day * DAY + (hour + hours) * 3_600_000) as EpochMs,
});
const untimed = { firstMs: null, lastMs: null };

test('undated files take the day of the dated ones, by the nearest clock', () => {
  const files = [file(100, 16), file(400, 16), file(400, 1), untimed];
  expect(daysToShift(files, [false, true, true, true])).toEqual([0, -300, -299, 0]);
});

test('nothing moves without a dated file, or where the dated ones disagree', () => {
  expect(daysToShift([file(100, 16), file(400, 16)], [true, true])).toEqual([0, 0]);
  expect(daysToShift([file(100, 16), file(200, 16), file(400, 16)], [false, false, true])).toEqual([0, 0, 0]);
});
