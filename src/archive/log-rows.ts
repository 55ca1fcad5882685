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
 * @param kept one entry a row, 0 for one that is left out; null: none is
 */
export function logRows(
  table: LogTable,
  templates: TemplateTable,
  readMessages: ReadMessages,
  batchRows = BATCH_ROWS,
  kept: Uint8Array | null = null,
): LogRows {
  return {
    sources: sourceNames(table),
    templates: templates.templates.map((template) => template.text),
    batches: batchesOf(table, templates, readMessages, batchRows, kept),
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
  kept: Uint8Array | null,
): AsyncGenerator<LogRowBatch> {
  const effective = effectiveLevelOfKinds(table, templates);
  for (let shardIdx = 0; shardIdx < table.shards.length; shardIdx++) {
    const { rowBegin, length } = table.shards[shardIdx];
    for (let begin = 0; begin < length; begin += batchRows) {
      const end = Math.min(begin + batchRows, length);
      const rows = keptRows(kept, rowBegin, begin, end);
      if (rows.length === 0) continue;
      const [first, last] = [rows[0], rows[rows.length - 1]];
      const texts = await readMessages(rowBegin + first, rowBegin + last + 1);
      const message = rows.length === texts.length ? texts : Array.from(rows, (row) => texts[row - first]);
      yield { ...columnsOf(table, templates, effective, shardIdx, rows), message };
    }
  }
}

/** Of the rows [begin, end) of a shard those that are kept, as their places in it. */
function keptRows(kept: Uint8Array | null, rowBegin: number, begin: number, end: number): Uint32Array {
  const rows = new Uint32Array(end - begin);
  let num = 0;
  for (let row = begin; row < end; row++) if (kept === null || kept[rowBegin + row] !== 0) rows[num++] = row;
  return rows.subarray(0, num);
}

/** Columns of these records of one shard. */
function columnsOf(
  table: LogTable,
  templates: TemplateTable,
  effective: Uint8Array,
  shardIdx: number,
  rows: Uint32Array,
): Omit<LogRowBatch, 'message'> {
  const shard = table.shards[shardIdx];
  const { kinds } = table;
  const byFile = table.files.length !== 1;
  const { length } = rows;
  const line = new Float64Array(length);
  const timeMs = new Float64Array(length);
  const level = new Uint8Array(length);
  const status = new Uint8Array(length);
  const effectiveLevel = new Uint8Array(length);
  const source = new Uint32Array(length);
  const component = new Uint32Array(length);
  const template = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const kind = shard.kind[rows[i]];
    line[i] = lineNumOf(shard, rows[i]);
    timeMs[i] = shard.timeMs[rows[i]];
    level[i] = kinds.stated?.[kind] || kinds.level[kind];
    status[i] = kinds.status?.[kind] ?? 0;
    effectiveLevel[i] = effective[kind];
    component[i] = kinds.source[kind];
    source[i] = byFile ? shard.fileIdx : component[i];
    template[i] = templates.ofKind[kind];
  }
  return { length, line, timeMs, level, status, effectiveLevel, source, component, template };
}
