/** Ways through a LogTable: from a global row to its shard, line number and template. */
import type { FileSummary, LogShard, LogTable, TemplateTable } from '../../contracts/tables';
import { lowerBound } from './bisect';
import { highest, lowest } from './extremes';

/** Index of the shard that holds a row, 0 <= row < table.length. */
export function shardIdxOfRow(table: LogTable, row: number): number {
  let low = 0;
  let high = table.shards.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (table.shards[middle].rowBegin <= row) low = middle;
    else high = middle - 1;
  }
  while (table.shards[low].length === 0) low--;
  return low;
}

/** Records of the log; more than rows where a database counted them. */
export function numRecordsOf({ length, counted }: Pick<LogTable, 'length' | 'counted'>): number {
  return counted ? counted.weight.reduce((sum, num) => sum + num, 0) : length;
}

/** Rows of a result: the records of its files that are here. */
export function numRowsOf(files: readonly Pick<FileSummary, 'numRecords'>[]): number {
  return files.reduce((sum, { numRecords }) => sum + numRecords, 0);
}

/** Records that a row stands for. */
export function numOfRow({ counted }: Pick<LogTable, 'counted'>, row: number): number {
  return counted ? counted.weight[row] : 1;
}

/** First and last time that any of the files states; Infinity and -Infinity: none does. */
export function fileTimes(files: readonly FileSummary[]): readonly [firstMs: number, lastMs: number] {
  return [
    lowest(files.flatMap(({ firstMs }) => firstMs ?? [])),
    highest(files.flatMap(({ lastMs }) => lastMs ?? [])),
  ];
}

/** The shard of a row; quick where rows are asked for nearly in their order. */
export function shardReader(table: LogTable): (row: number) => LogShard {
  let shard = table.shards[0];
  return (row) => {
    if (row < shard.rowBegin || row >= shard.rowBegin + shard.length)
      shard = table.shards[shardIdxOfRow(table, row)];
    return shard;
  };
}

/** Physical line (from 1) that record `local` (index within the shard) starts on. */
export function lineNumOf(shard: LogShard, local: number): number {
  const before = lowerBound(shard.extraRow, local);
  const extra = before === 0 ? 0 : shard.extraLines[before - 1];
  return shard.lineBegin + local + extra + 1;
}

/** Time of a record in milliseconds; NaN where its line states none. */
export function timeOfRow(table: LogTable, row: number): number {
  const shard = table.shards[shardIdxOfRow(table, row)];
  return shard.timeMs[row - shard.rowBegin];
}

/** Template index of a record. */
export function templateOfRow(table: LogTable, templates: TemplateTable, row: number): number {
  const shard = table.shards[shardIdxOfRow(table, row)];
  return templates.ofKind[shard.kind[row - shard.rowBegin]];
}
