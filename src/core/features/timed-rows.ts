/** Walks the rows of a LogTable with a time for each. In: LogTable. Out: a call per record, file after file. */
import type { LogShard, LogTable } from '../../contracts/tables';

export type VisitRow = (row: number, timeMs: number, kind: number, fileIdx: number) => void;

/** Rows [begin, end) of a shard, counted within it. */
export interface RowRange {
  readonly shard: LogShard;
  readonly begin: number;
  readonly end: number;
}

/** All rows of a table. */
export function allRanges({ shards }: LogTable): readonly RowRange[] {
  return shards.map((shard) => ({ shard, begin: 0, end: shard.length }));
}

/**
 * Calls `visit` for every record in file order. A record without a time has the time of the record before it in its
 * file (a leading one the file's first time); records of a file that states no time at all are left out.
 * @param ranges in file order; absent: all rows. What stands before a range that is not among them gives it no time.
 */
export function forEachTimedRow(
  table: LogTable,
  visit: VisitRow,
  ranges: readonly RowRange[] = allRanges(table),
): void {
  let fileIdx = -1;
  let next = 0;
  let timeMs = Number.NaN;
  for (const { shard, begin, end } of ranges) {
    const isNewFile = shard.fileIdx !== fileIdx;
    fileIdx = shard.fileIdx;
    const isFirst = isNewFile && begin === 0 && isFirstOfFile(table, shard);
    if (isFirst) timeMs = table.files[fileIdx]?.firstMs ?? Number.NaN;
    else if (isNewFile || shard.rowBegin + begin !== next) timeMs = Number.NaN;
    next = shard.rowBegin + end;
    for (let i = begin; i < end; i++) {
      const own = shard.timeMs[i];
      if (!Number.isNaN(own)) timeMs = own;
      if (!Number.isNaN(timeMs)) visit(shard.rowBegin + i, timeMs, shard.kind[i], fileIdx);
    }
  }
}

function isFirstOfFile({ shards }: LogTable, { fileIdx, rowBegin }: LogShard): boolean {
  return shards.find((each) => each.fileIdx === fileIdx)?.rowBegin === rowBegin;
}
