import { expect, test } from 'vitest';
import { MINUTE, START, tablesOf } from './fixtures/small-log';
import { forEachTimedRow, type RowRange } from './timed-rows';

const { table } = tablesOf(
  [Number.NaN, 1, Number.NaN, 2, Number.NaN, 3].map((minute) => ({
    template: 0,
    timeMs: START + minute * MINUTE,
  })),
  ['a record'],
);
const [shard] = table.shards;

function minutesOf(ranges?: readonly RowRange[]): (readonly [row: number, minute: number])[] {
  const found: (readonly [number, number])[] = [];
  forEachTimedRow(table, (row, timeMs) => found.push([row, (timeMs - START) / MINUTE]), ranges);
  return found;
}

test('a record without a time has that of the one before, a leading one the first of its file', () => {
  expect(minutesOf()).toEqual([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
  ]);
});

test('ranges that follow each other are as one; what stands before a gap gives no time', () => {
  const range = (begin: number, end: number): RowRange => ({ shard, begin, end });
  expect(minutesOf([range(0, 2), range(2, 6)])).toEqual(minutesOf());
  expect(minutesOf([range(0, 2), range(4, 6)])).toEqual([
    [0, 1],
    [1, 1],
    [5, 3],
  ]);
});
