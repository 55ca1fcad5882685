/** structured_logs.csv (EXPORTS.md). In: rows in batches. Out: a Blob that grows batch by batch, so no string holds it all. */

import type { LogRowBatch, LogRowNames } from '../contracts/log-rows';
import { templateId } from '../contracts/tables';
import { LEVELS } from '../contracts/units';
import { type Cell, csvRecords } from './csv';
import { isoTime } from './iso-time';
import type { LogRows } from './log-rows';

const LOG_COLUMNS = ['line', 'timestamp', 'level', 'source', 'template_id', 'template', 'message'] as const;

/** Rows that become one string before they become bytes. */
const CHUNK_ROWS = 8192;

/** @param onRows called with the number of rows written so far. */
export async function structuredCsv(
  rows: LogRows,
  onRows: (numRows: number) => void = () => {},
): Promise<Blob> {
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [encoder.encode(csvRecords([LOG_COLUMNS]))];
  let numRows = 0;
  for await (const batch of rows.batches) {
    for (let begin = 0; begin < batch.length; begin += CHUNK_ROWS) {
      const end = Math.min(begin + CHUNK_ROWS, batch.length);
      parts.push(encoder.encode(csvRecords(recordsOf(batch, rows, begin, end))));
    }
    numRows += batch.length;
    onRows(numRows);
  }
  return new Blob(parts, { type: 'text/csv' });
}

function recordsOf(batch: LogRowBatch, names: LogRowNames, begin: number, end: number): Cell[][] {
  const records: Cell[][] = [];
  for (let i = begin; i < end; i++) {
    const template = batch.template[i];
    records.push([
      batch.line[i],
      isoTime(batch.timeMs[i]),
      LEVELS[batch.level[i]],
      names.sources[batch.source[i]],
      templateId(template),
      names.templates[template],
      batch.message[i],
    ]);
  }
  return records;
}
