import { describe, expect, it } from 'vitest';
import type { WindowGrid } from '../../../contracts/features';
import type { LogTable } from '../../../contracts/tables';
import { createRandom } from '../../lib/random';
import { MINUTE, START, tablesOf } from '../fixtures/small-log';
import { BLOCK_BYTES, openBlocks } from './open-blocks';

const NUM_WINDOWS = 40;
const RECORD_BYTES = 4096;
const grid = {
  startMs: START,
  windowMs: 5 * MINUTE,
  length: NUM_WINDOWS,
} as WindowGrid;

/** Records of `files` files at random times of all windows, each of RECORD_BYTES. */
function logOf(numRecords: number, numFiles: number, seed: number): LogTable {
  const random = createRandom(seed);
  const records = Array.from({ length: numRecords }, (_, i) => ({
    file: i % numFiles,
    template: 0,
    timeMs: START + Math.floor((i * NUM_WINDOWS * 5 * MINUTE) / numRecords) + random.int(3),
  }));
  const { table } = tablesOf(records, ['a record']);
  const shards = table.shards.map((shard) => ({
    ...shard,
    byteEnd: shard.length * RECORD_BYTES,
    byteOffset: shard.byteOffset.map((i) => i * RECORD_BYTES),
  }));
  return { ...table, shards };
}

function openRows(table: LogTable, maxBytes: number): number[] {
  return openBlocks({ table, grid }, maxBytes).flatMap(({ shard, begin, end }) =>
    Array.from({ length: end - begin }, (_, i) => shard.rowBegin + begin + i),
  );
}

describe('what is read of a large log', () => {
  it.each([
    [1, 10],
    [3, 10],
    [1, 80],
    [4, 200],
  ])('of %i files, %i blocks at most', (numFiles, numBlocks) => {
    for (const seed of [1, 2, 3]) {
      const table = logOf(20_000, numFiles, seed);
      const rows = openRows(table, numBlocks * BLOCK_BYTES);
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length * RECORD_BYTES).toBeLessThanOrEqual(numBlocks * BLOCK_BYTES);
      expect(openRows(table, numBlocks * BLOCK_BYTES)).toEqual(rows);
    }
  });

  it('each window has its part where there are as many blocks as windows', () => {
    const table = logOf(20_000, 2, 4);
    const open = openBlocks({ table, grid }, NUM_WINDOWS * BLOCK_BYTES);
    const windows = new Set(
      open.flatMap(({ shard, begin, end }) =>
        Array.from(shard.timeMs.subarray(begin, end), (timeMs) =>
          Math.floor((timeMs - START) / grid.windowMs),
        ),
      ),
    );
    expect(windows.size).toBe(NUM_WINDOWS);
  });

  it('where there are fewer, the windows that have one are spread over all', () => {
    const rows = openRows(logOf(20_000, 1, 5), 10 * BLOCK_BYTES);
    const tenths = new Set(rows.map((row) => Math.floor(row / 2000)));
    expect(tenths.size).toBe(10);
  });

  it('all of a small log', () => {
    const table = logOf(2000, 2, 6);
    expect(openRows(table, 2000 * RECORD_BYTES)).toHaveLength(2000);
  });
});
