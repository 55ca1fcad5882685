import { expect, test } from 'vitest';
import type { EpochMs } from '../../../contracts/units';
import { withYears, yearsToShift } from './align-years';

const span = (first: string, last: string) => ({
  firstMs: Date.parse(`${first}Z`) as EpochMs,
  lastMs: Date.parse(`${last}Z`) as EpochMs,
});
const clock = (cycle: 'written' | 'line' | null, written: string) => ({
  numTimed: 9,
  numYearless: cycle === null ? 0 : 9,
  numDateless: 0,
  cycle,
  lastModified: Date.parse(`${written}Z`),
});
const dated = clock(null, '2024-06-20T00:00');
const copied = clock('written', '2024-06-20T00:00');
const log = span('2021-11-28T10:00', '2021-12-03T09:00');

test.each([
  ['is of their year', [log, span('2023-12-01T00:00', '2023-12-02T00:00')], [dated, copied], -2],
  [
    'may be just before or after them',
    [log, span('2023-12-10T00:00', '2024-01-02T00:00')],
    [dated, copied],
    -2,
  ],
  [
    'is of the next year where that is nearer',
    [log, span('2024-01-02T00:00', '2024-01-03T00:00')],
    [dated, copied],
    -2,
  ],
  [
    'is left where it is far from them in any year',
    [log, span('2024-05-01T00:00', '2024-05-02T00:00')],
    [dated, copied],
    0,
  ],
  [
    'is left where its own date fits its last line',
    [log, span('2023-12-01T00:00', '2023-12-02T00:00')],
    [dated, clock('written', '2023-12-02T08:00')],
    0,
  ],
  [
    'is left where its year is stated elsewhere',
    [log, span('2023-12-01T00:00', '2023-12-02T00:00')],
    [dated, clock('line', '2024-06-20T00:00')],
    0,
  ],
  ['is left among its like', [log, span('2023-12-01T00:00', '2023-12-02T00:00')], [copied, copied], 0],
  [
    'is left where they have it already',
    [span('2023-11-28T00:00', '2023-12-03T00:00'), span('2023-12-01T00:00', '2023-12-02T00:00')],
    [dated, copied],
    0,
  ],
])('a log without a year beside a dated one %s', (_, files, clocks, years) => {
  expect(yearsToShift(files, clocks)).toEqual([0, years || 0]);
});

test('dated files of several years tell none', () => {
  const files = [
    log,
    span('2023-12-01T00:00', '2023-12-02T00:00'),
    span('2019-12-01T00:00', '2019-12-02T00:00'),
  ];
  expect(yearsToShift(files, [dated, copied, dated])).toEqual([0, 0, 0]);
});

test('the same day of another year, leap years or not', () => {
  const moved = (time: string, years: number) => new Date(withYears(Date.parse(time), years)).toJSON();
  expect(moved('2024-03-01T10:00:00.500Z', -1)).toBe('2023-03-01T10:00:00.500Z');
  expect(moved('2023-12-31T23:59:59.000Z', 1)).toBe('2024-12-31T23:59:59.000Z');
  expect(moved('2024-02-28T00:00:00.000Z', -3)).toBe('2021-02-28T00:00:00.000Z');
  expect(moved('2024-02-29T00:00:00.000Z', -1)).toBe('2023-03-01T00:00:00.000Z');
  expect(withYears(Number.NaN, 1)).toBeNaN();
});
