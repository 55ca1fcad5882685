// Pages of lines for a query. In: the tables and a user of texts. Out: windows of rows; the row list of the last query
// is kept, so that scrolling costs a read of one page.

import type { LogTable, TemplateTable } from '../contracts/tables';
import type { LinePage, LineQuery, LineRow } from '../contracts/threads';
import type { EpochMs, RowIdx } from '../contracts/units';
import type { UnreadPart, UnreadWhy } from '../contracts/unread';
import { effectiveLevelOfKinds, levelFrom } from '../core/features/effective-level';
import { filterRows, mergeByTime } from '../core/lib/line-query';
import { lineNumOf, shardIdxOfRow } from '../core/lib/log-table';

/** Longest text of a row that crosses to the page. */
const MAX_TEXT = 16 * 1024;
/** Most rows that one call gives. */
const MAX_PAGE = 2000;

interface Found {
  readonly rows: Uint32Array;
  /** Of the rows that were to be searched, those whose text could not be read. */
  readonly unread: readonly UnreadPart[];
}

/** Of the given rows those whose text holds `text`, in the order given. */
export type SearchText = (rows: Uint32Array, text: string) => Promise<Found>;

/** Of each row its text, or why there is none. */
export type ReadLines = (
  rows: readonly RowIdx[],
) => Promise<readonly { readonly text: string | null; readonly unread: UnreadWhy | null }[]>;

export interface LinePages {
  query(query: LineQuery, begin: number, end: number): Promise<LinePage>;
}

export function createLinePages(
  table: LogTable,
  templates: TemplateTable,
  readLines: ReadLines,
  search: SearchText,
): LinePages {
  const levels = effectiveLevelOfKinds(table, templates);
  let lastKey = '';
  let last: Promise<Found> = Promise.resolve({ rows: new Uint32Array(), unread: [] });
  let merged: Uint32Array | null = null;

  const find = async (query: LineQuery): Promise<Found> => {
    let rows = filterRows(table, templates, query, levels);
    if (query.byTime && table.files.length > 1) {
      merged ??= mergeByTime(table);
      rows = inOrder(merged, rows, table.length);
    }
    return query.text === '' ? { rows, unread: [] } : search(rows, query.text);
  };

  return {
    async query(query, begin, end) {
      const key = JSON.stringify(query);
      if (key !== lastKey) last = find(query);
      lastKey = key;
      const { rows, unread } = await last;
      const page = [...rows.subarray(begin, Math.min(end, begin + MAX_PAGE))] as RowIdx[];
      const lines = await readLines(page);
      return {
        total: rows.length,
        unread,
        rows: page.map((row, i) => {
          const { text, unread: why } = lines[i];
          return { ...lineRow(table, templates, levels, row, text), ...(why && { unread: why }) };
        }),
      };
    },
  };
}

/** `rows` in the order in which they stand in `order`. */
function inOrder(order: Uint32Array, rows: Uint32Array, numRows: number): Uint32Array {
  if (rows.length === numRows) return order;
  const wanted = new Uint8Array(numRows);
  for (const row of rows) wanted[row] = 1;
  return order.filter((row) => wanted[row] === 1);
}

function lineRow(
  table: LogTable,
  templates: TemplateTable,
  levels: Uint8Array,
  row: number,
  text: string | null,
): LineRow {
  const shard = table.shards[shardIdxOfRow(table, row)];
  const local = row - shard.rowBegin;
  const kind = shard.kind[local];
  const timeMs = shard.timeMs[local];
  return {
    row,
    fileIdx: shard.fileIdx,
    lineNum: lineNumOf(shard, local),
    timeMs: Number.isNaN(timeMs) ? null : (timeMs as EpochMs),
    level: levels[kind],
    levelFrom: levelFrom(table, kind, levels[kind]),
    status: table.kinds.status?.[kind] ?? 0,
    source: table.kinds.source[kind],
    template: templates.ofKind[kind],
    text: text === null ? null : text.slice(0, MAX_TEXT),
  };
}
