/**
 * What came of an exception, told by a line of another kind: a request that was answered with a failure of the server. In: the record that names the
 * exception, the rows around it. Out: that line and its status. It is the second kind of evidence that a single exception needs.
 */
import type { LogTable } from '../../contracts/tables';
import type { RowIdx } from '../../contracts/units';
import { timeOfRow } from '../lib/log-table';
import type { Line } from './around';
import type { ReadTexts } from './evidence';

/** Rows and time around the exception within which its effect is looked for. */
const ROWS_AROUND = 60;
const WITHIN_MS = 2000;
/** A status as access logs, frameworks and clients write it. */
const ANSWERED = /(?:\bstatus(?:_?code)?["']?\s?[:=]?\s?["']?|HTTP\/\d(?:\.\d)?"? |\bHTTP )(5\d\d)\b/;
const MAX_TEXT = 1000;

export interface Effect {
  readonly at: Line;
  readonly text: string;
  readonly status: string;
}

/** Null: no line of another kind near it tells of one. `templateOf`: of a row. */
export async function effectNear(
  thrown: Line & { readonly fileIdx: number },
  table: LogTable,
  templateOf: (row: number) => number,
  readTexts: ReadTexts,
): Promise<Effect | null> {
  const { rowBegin, rowEnd } = table.files[thrown.fileIdx];
  const begin = Math.max(rowBegin, thrown.row - ROWS_AROUND);
  const end = Math.min(rowEnd, thrown.row + ROWS_AROUND);
  const rows = Array.from({ length: Math.max(0, end - begin) }, (_, i) => (begin + i) as RowIdx).filter(
    (row) =>
      templateOf(row) !== thrown.template && Math.abs(timeOfRow(table, row) - thrown.timeMs) <= WITHIN_MS,
  );
  const texts = await readTexts(rows);
  for (const [i, row] of rows.entries()) {
    const text = (texts[i] ?? '').slice(0, MAX_TEXT);
    const status = ANSWERED.exec(text)?.[1];
    if (status !== undefined)
      return {
        at: { row, timeMs: timeOfRow(table, row), template: templateOf(row) },
        text,
        status,
      };
  }
  return null;
}
