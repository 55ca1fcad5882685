import { expect, test } from 'vitest';
import type { LogShard, LogTable, TemplateTable } from '../../contracts/tables';
import { mergeByTime, rowsOfTemplate } from './line-query';

const NONE = Number.NaN;

function shard(fileIdx: number, rowBegin: number, times: number[], kinds: number[]): LogShard {
  return {
    fileIdx,
    rowBegin,
    length: times.length,
    byteBegin: 0,
    byteEnd: 100,
    lineBegin: 0,
    byteOffset: new Uint32Array(times.length),
    timeMs: Float64Array.from(times),
    kind: Uint32Array.from(kinds),
    extraRow: new Uint32Array(),
    extraLines: new Uint32Array(),
  };
}

function tableOf(shards: LogShard[]): LogTable {
  const numFiles = Math.max(...shards.map((s) => s.fileIdx)) + 1;
  return {
    length: shards.reduce((sum, s) => sum + s.length, 0),
    files: Array.from({ length: numFiles }),
    shards,
    kinds: {
      length: 2,
      shape: Uint32Array.of(0, 1),
      level: Uint8Array.of(3, 6),
      source: Uint32Array.of(0, 0),
    },
  } as unknown as LogTable;
}

const templates = { ofKind: Uint32Array.of(0, 1) } as unknown as TemplateTable;
test('rows of a template, over shards and files', () => {
  const table = tableOf([
    shard(0, 0, [10, NONE, 20], [0, 1, 0]),
    shard(0, 3, [NONE, 30], [1, 0]),
    shard(1, 5, [5, 40], [0, 1]),
  ]);
  expect([...rowsOfTemplate(table, templates, 1)]).toEqual([1, 3, 6]);
});

test('merges files by time, keeps the order inside a file, ties to the earlier file', () => {
  const table = tableOf([
    shard(0, 0, [10, 30, 20, NONE], [0, 0, 0, 0]),
    shard(0, 4, [50], [0]),
    shard(1, 5, [10, 25, 30, 60], [0, 0, 0, 0]),
    shard(2, 9, [30], [0]),
  ]);
  expect([...mergeByTime(table)]).toEqual([0, 5, 6, 1, 2, 3, 7, 9, 4, 8]);
});

test('a single file keeps its order and an empty shard is passed over', () => {
  const table = tableOf([shard(0, 0, [], []), shard(0, 0, [3, 1, 2], [0, 0, 0])]);
  expect([...mergeByTime(table)]).toEqual([0, 1, 2]);
});
