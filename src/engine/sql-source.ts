// The tables of the analysis for the thread of SQL. In: the tables. Out: each as an Arrow stream, the rows of the log batch after batch.
import { type LogRows, logRows } from '../archive/log-rows';
import { logRowsTable, resultTables } from '../archive/sql-tables';
import type { SqlLogFacts, SqlSource } from '../contracts/sql';
import { numRecordsOf } from '../core/lib/log-table';
import { isAtHand, UnreadTally } from '../input/checked-text';
import type { Tables } from './tables';
import { readMessagesOf } from './tables-exports';

/** So few that even records of the greatest length fit into the memory of a thread. */
const BATCH_ROWS = 8192;

export function createSqlSource(current: () => Tables): SqlSource {
  let batches: AsyncIterator<Awaited<ReturnType<SqlSource['nextLogs']>>> | null = null;
  let unread = new UnreadTally();
  return {
    tables: async () => resultTables(current().result, current().features),
    logFacts: async () => factsOf(current()),
    async openLogs() {
      const tables = current();
      unread = new UnreadTally();
      const { hasText } = factsOf(tables);
      const noText = async (begin: number, end: number): Promise<string[]> =>
        new Array<string>(end - begin).fill('');
      const read = hasText ? readMessagesOf(tables.text, unread) : noText;
      batches = tablesOf(logRows(tables.table, tables.templates, read, BATCH_ROWS), hasText);
    },
    async nextLogs() {
      const next = await batches?.next();
      return next === undefined || next.done ? null : next.value;
    },
    unreadLogs: async () => unread.parts(),
  };
}

function factsOf({ table, templates, text }: Tables): SqlLogFacts {
  const { sources, templates: texts } = logRows(table, templates, async () => []);
  return {
    numRows: table.length,
    numRecords: numRecordsOf(table),
    numBytes: table.files.reduce((sum, { bytes }) => sum + bytes, 0),
    hasText: table.files.some((_, i) => isAtHand(text, i)),
    sources,
    templates: texts,
  };
}

async function* tablesOf(
  { batches }: LogRows,
  hasText: boolean,
): AsyncGenerator<{ ipc: Uint8Array; numRows: number }> {
  for await (const batch of batches) yield { ipc: logRowsTable(batch, hasText), numRows: batch.length };
}
