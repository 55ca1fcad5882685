// The tables of the analysis for the thread of SQL. In: the tables. Out: each as an Arrow stream, the rows of the log batch after batch.
import { type LogRows, logRows } from '../archive/log-rows';
import { logRowsTable, resultTables } from '../archive/sql-tables';
import type { SqlLogFacts, SqlSource } from '../contracts/sql';
import { numRecordsOf } from '../core/lib/log-table';
import { isAtHand, UnreadTally } from '../input/checked-text';
import { type SlicedRows, sliceRows } from './log-slice';
import type { Tables } from './tables';
import { readMessagesOf } from './tables-exports';

/** So few that even records of the greatest length fit into the memory of a thread. */
const BATCH_ROWS = 8192;

export function createSqlSource(current: () => Tables): SqlSource {
  let batches: AsyncIterator<Awaited<ReturnType<SqlSource['nextLogs']>>> | null = null;
  let unread = new UnreadTally();
  return {
    tables: async () => resultTables(current().result, current().features),
    logFacts: async (slice) => factsOf(current(), sliceRows(current(), slice)),
    async openLogs(slice) {
      const tables = current();
      unread = new UnreadTally();
      const rows = sliceRows(tables, slice);
      const { hasText } = factsOf(tables, rows);
      const noText = async (begin: number, end: number): Promise<string[]> =>
        new Array<string>(end - begin).fill('');
      const read = hasText ? readMessagesOf(tables.text, unread) : noText;
      const kept = rows?.kept ?? null;
      batches = tablesOf(logRows(tables.table, tables.templates, read, BATCH_ROWS, kept), hasText);
    },
    async nextLogs() {
      const next = await batches?.next();
      return next === undefined || next.done ? null : next.value;
    },
    unreadLogs: async () => unread.parts(),
  };
}

function factsOf({ table, templates, text }: Tables, rows: SlicedRows | null): SqlLogFacts {
  const { sources, templates: texts } = logRows(table, templates, async () => []);
  return {
    numRows: rows?.numKept ?? table.length,
    numAll: table.length,
    numAsked: rows?.numAsked ?? table.length,
    numRecords: rows === null ? numRecordsOf(table) : rows.numKept,
    numBytes: bytesOf(table, rows),
    hasText: table.files.some((_, i) => isAtHand(text, i)),
    sources,
    templates: texts,
  };
}

/** Of each file the share of its rows that are kept. */
function bytesOf({ files, shards }: Tables['table'], rows: SlicedRows | null): number {
  if (rows === null) return files.reduce((sum, { bytes }) => sum + bytes, 0);
  const [own, all] = [new Float64Array(files.length), new Float64Array(files.length)];
  for (const { fileIdx, rowBegin, length } of shards) {
    all[fileIdx] += length;
    for (let row = rowBegin; row < rowBegin + length; row++) if (rows.kept[row] !== 0) own[fileIdx]++;
  }
  return files.reduce((sum, { bytes }, i) => sum + (all[i] === 0 ? 0 : (bytes * own[i]) / all[i]), 0);
}

async function* tablesOf(
  { batches }: LogRows,
  hasText: boolean,
): AsyncGenerator<{ ipc: Uint8Array; numRows: number }> {
  for await (const batch of batches) yield { ipc: logRowsTable(batch, hasText), numRows: batch.length };
}
