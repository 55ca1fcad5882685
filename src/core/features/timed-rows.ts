/** Walks the rows of a LogTable with a time for each. In: LogTable. Out: a call per record, file after file. */
import type { LogTable } from '../../contracts/tables';

export type VisitRow = (row: number, timeMs: number, kind: number, fileIdx: number) => void;

/**
 * Calls `visit` for every record in file order. A record without a time has the time of the record before it in its
 * file (a leading one the file's first time); records of a file that states no time at all are left out.
 */
export function forEachTimedRow(table: LogTable, visit: VisitRow): void {
  let fileIdx = -1;
  let timeMs = Number.NaN;
  for (const shard of table.shards) {
    if (shard.fileIdx !== fileIdx) {
      fileIdx = shard.fileIdx;
      timeMs = table.files[fileIdx]?.firstMs ?? Number.NaN;
    }
    for (let i = 0; i < shard.length; i++) {
      const own = shard.timeMs[i];
      if (!Number.isNaN(own)) timeMs = own;
      if (!Number.isNaN(timeMs)) visit(shard.rowBegin + i, timeMs, shard.kind[i], fileIdx);
    }
  }
}
