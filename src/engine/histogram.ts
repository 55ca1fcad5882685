// Rows -> how many records stand in each part of the log's time. One pass over the rows.
import type { OverTime } from '../contracts/parameters';
import type { LogTable, TemplateTable } from '../contracts/tables';
import { numOfRow } from '../core/lib/log-table';

/** Bars that a small picture has room for. */
const NUM_BINS = 72;

/** @param rows Ascending. Null where none of them states a time. */
export function countOverTime(
  table: LogTable,
  { templates }: TemplateTable,
  rows: Uint32Array,
): OverTime | null {
  let startMs = Number.POSITIVE_INFINITY;
  let endMs = Number.NEGATIVE_INFINITY;
  for (const { firstMs, lastMs } of templates) {
    if (firstMs !== null) startMs = Math.min(startMs, firstMs);
    if (lastMs !== null) endMs = Math.max(endMs, lastMs);
  }
  if (startMs > endMs) return null;
  const binMs = Math.max(1, (endMs - startMs) / NUM_BINS);
  const counts = new Array<number>(NUM_BINS).fill(0);
  let numTimed = 0;
  let at = 0;
  for (const { rowBegin, length, timeMs } of table.shards) {
    for (; at < rows.length && rows[at] < rowBegin + length; at++) {
      const time = timeMs[rows[at] - rowBegin];
      if (Number.isNaN(time)) continue;
      counts[Math.min(NUM_BINS - 1, Math.floor((time - startMs) / binMs))] += numOfRow(table, rows[at]);
      numTimed++;
    }
  }
  return numTimed === 0 ? null : { startMs, binMs, counts };
}
