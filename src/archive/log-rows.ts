/**
 * The rows of structured_logs.*, batch after batch, so that memory does not grow with the log.
 * In: the tables and a way to read messages back from the files. Out: batches of columns.
 */
import type { LogRowBatch, LogRowNames } from '../contracts/log-rows';
import type { LogTable, TemplateTable } from '../contracts/tables';
import { effectiveLevelOfKinds } from '../core/features/effective-level';
import { lineNumOf } from '../core/lib/log-table';

export interface LogRows extends LogRowNames {
  readonly batches: AsyncIterable<LogRowBatch>;
}

/** Messages of the rows [rowBegin, rowEnd), one string each; where the text cannot be read any more, a note in square brackets that says so. */
export type ReadMessages = (rowBegin: number, rowEnd: number) => Promise<readonly string[]>;

/** Rows of a batch, and of a Parquet row group. */
export const BATCH_ROWS = 65_536;

/**
 * All rows of a table in file order, file after file.
 * `source` is, where one file was analysed, the component that the line names, and where it names none the file; where
 * several files were analysed it is always the file's path, so that (source, line) finds a line again.
 * @param batchRows most rows of a batch, at least 1; no batch crosses the end of a shard.
 */
export function logRows(
  table: LogTable,
  templates: TemplateTable,
  readMessages: ReadMessages,
  batchRows = BATCH_ROWS,
): LogRows {
  return {
    sources: sourceNames(table),
    templates: templates.templates.map((template) => template.text),
    batches: batchesOf(table, templates, readMessages, batchRows),
  };
}

function sourceNames(table: LogTable): readonly string[] {
  const files = table.files.map((file) => file.name);
  return files.length === 1 ? table.sources.map((name) => name || files[0]) : files;
}

async function* batchesOf(
  table: LogTable,
  templates: TemplateTable,
  readMessages: ReadMessages,
  batchRows: number,
): AsyncGenerator<LogRowBatch> {
  const effective = effectiveLevelOfKinds(table, templates);
  for (let shardIdx = 0; shardIdx < table.shards.length; shardIdx++) {
    const { rowBegin, length } = table.shards[shardIdx];
    for (let begin = 0; begin < length; begin += batchRows) {
      const end = Math.min(begin + batchRows, length);
      const message = await readMessages(rowBegin + begin, rowBegin + end);
      yield { ...columnsOf(table, templates, effective, shardIdx, begin, end), message };
    }
  }
}

/** Columns of the records [begin, end) of one shard. */
function columnsOf(
  table: LogTable,
  templates: TemplateTable,
  effective: Uint8Array,
  shardIdx: number,
  begin: number,
  end: number,
): Omit<LogRowBatch, 'message'> {
  const shard = table.shards[shardIdx];
  const { kinds } = table;
  const byFile = table.files.length !== 1;
  const length = end - begin;
  const line = new Float64Array(length);
  const level = new Uint8Array(length);
  const status = new Uint8Array(length);
  const effectiveLevel = new Uint8Array(length);
  const source = new Uint32Array(length);
  const template = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const kind = shard.kind[begin + i];
    line[i] = lineNumOf(shard, begin + i);
    level[i] = kinds.stated?.[kind] || kinds.level[kind];
    status[i] = kinds.status?.[kind] ?? 0;
    effectiveLevel[i] = effective[kind];
    source[i] = byFile ? shard.fileIdx : kinds.source[kind];
    template[i] = templates.ofKind[kind];
  }
  const timeMs = shard.timeMs.slice(begin, end);
  return { length, line, timeMs, level, status, effectiveLevel, source, template };
}
