import { expect, test } from 'vitest';
import type { FileSummary, LogShard } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { daysToShift, shiftFile } from './align-days';

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

test('times move by whole days, missing ones stay missing, other files stay', () => {
  const rows = { rowBegin: 0, length: 2, byteBegin: 0, byteEnd: 9, lineBegin: 0 };
  const none = new Uint32Array(2);
  const shardOf = (fileIdx: number): LogShard => ({
    ...{ ...rows, fileIdx, byteOffset: none, kind: none, extraRow: none, extraLines: none },
    timeMs: Float64Array.of(5, Number.NaN),
  });
  const shards = [shardOf(0), shardOf(1)];
  const summary = { ...file(0, 1), numRecords: 2 } as unknown as FileSummary;
  const moved = shiftFile(summary, 1, shards, 2);
  expect(shards.map((shard) => [...shard.timeMs])).toEqual([
    [5, Number.NaN],
    [2 * DAY + 5, Number.NaN],
  ]);
  expect(moved).toEqual({ ...summary, firstMs: 2 * DAY + 3_600_000, lastMs: summary.lastMs! + 2 * DAY });
});
