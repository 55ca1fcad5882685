/** structured_logs.csv. In: rows in batches. Out: a Blob that grows batch by batch, so no string holds it all. */

import { byColumn, namesOf } from '../contracts/export-column';
import { LOG_COLUMNS, type LogColumn } from '../contracts/export-tables';
import type { LogRowBatch, LogRowNames } from '../contracts/log-rows';
import { templateId } from '../contracts/tables';
import { LEVELS, STATUS_CLASSES } from '../contracts/units';
import { type Cell, csvRecords } from './csv';
import { isoTime } from './iso-time';
import type { LogRows } from './log-rows';

/** Rows that become one string before they become bytes. */
const CHUNK_ROWS = 8192;

/** @param onRows called with the number of rows written so far. */
export async function structuredCsv(
  rows: LogRows,
  onRows: (numRows: number) => void = () => {},
): Promise<Blob> {
  const encoder = new TextEncoder();
  const parts: BlobPart[] = [encoder.encode(csvRecords([namesOf(LOG_COLUMNS)]))];
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
  const columns = byColumn(LOG_COLUMNS, CELLS);
  const records: Cell[][] = [];
  for (let i = begin; i < end; i++) records.push(columns.map((cell) => cell(batch, i, names)));
  return records;
}

const CELLS: Readonly<Record<LogColumn, (batch: LogRowBatch, i: number, names: LogRowNames) => Cell>> = {
  line: ({ line }, i) => line[i],
  timestamp: ({ timeMs }, i) => isoTime(timeMs[i]),
  level: ({ level }, i) => LEVELS[level[i]],
  status: ({ status }, i) => STATUS_CLASSES[status[i]],
  effective_level: ({ effectiveLevel }, i) => LEVELS[effectiveLevel[i]],
  source: ({ source }, i, { sources }) => sources[source[i]],
  template_id: ({ template }, i) => templateId(template[i]),
  template: ({ template }, i, { templates }) => templates[template[i]],
  message: ({ message }, i) => message[i],
};
