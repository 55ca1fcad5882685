import { expect, test } from 'vitest';
import type { FileSummary, LogShard } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { shiftFile } from './align-files';

const DAY = 86_400_000;
const file = (day: number, hour: number, hours = 1) => ({
  firstMs: (day * DAY + hour * 3_600_000) as EpochMs,
  lastMs: (day * DAY + (hour + hours) * 3_600_000) as EpochMs,
});

test('the times of a file move, missing ones stay missing, other files stay', () => {
  const rows = { rowBegin: 0, length: 2, byteBegin: 0, byteEnd: 9, lineBegin: 0 };
  const none = new Uint32Array(2);
  const shardOf = (fileIdx: number): LogShard => ({
    ...{ ...rows, fileIdx, byteOffset: none, kind: none, extraRow: none, extraLines: none },
    timeMs: Float64Array.of(5, Number.NaN),
  });
  const shards = [shardOf(0), shardOf(1)];
  const summary = { ...file(0, 1), numRecords: 2 } as unknown as FileSummary;
  const moved = shiftFile(summary, 1, shards, { of: 'day', move: (ms) => ms + 2 * DAY });
  expect(shards.map((shard) => [...shard.timeMs])).toEqual([
    [5, Number.NaN],
    [2 * DAY + 5, Number.NaN],
  ]);
  expect(moved).toEqual({ ...summary, firstMs: 2 * DAY + 3_600_000, lastMs: summary.lastMs! + 2 * DAY });
});
