// In: a line to start from, what to look for, the query on screen. Out: the index of the next such line in that query.
// Both are sorted the same way, so two binary searches of single lines find it, whatever the number of lines.
import type { LineQuery, LineRow } from '../contracts/threads';
import type { FetchLines } from './line-pager';

type Place = Pick<LineRow, 'row' | 'timeMs'>;

/** Rows around a place where a clock that went back may have moved a line. */
const SLACK_ROWS = 200;

/** Negative: a stands before b in the order of the query. */
function compareLines(a: Place, b: Place, byTime: boolean): number {
  if (byTime && a.timeMs !== null && b.timeMs !== null && a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  return a.row - b.row;
}

/**
 * The next line after `from` (or before it) that `wanted` matches, as an index into `shown`; null: there is none.
 * `wanted` has to be narrower than `shown`.
 */
export async function findNext(
  fetchLines: FetchLines,
  shown: LineQuery,
  wanted: LineQuery,
  from: Place | null,
  direction: 1 | -1,
): Promise<number | null> {
  const { total } = await fetchLines(wanted, 0, 1);
  if (total === 0) return null;
  const after =
    from === null ? 0 : await lowerBound(fetchLines, wanted, from, direction === 1 ? 1 : 0, total);
  const at = direction === 1 ? after : after - 1;
  if (at < 0 || at >= total) return null;
  const [hit] = (await fetchLines(wanted, at, at + 1)).rows;
  return hit === undefined ? null : locate(fetchLines, shown, hit);
}

/** Index of a line in a query; null: the query leaves it out. */
export async function locate(fetchLines: FetchLines, query: LineQuery, line: Place): Promise<number | null> {
  const { total } = await fetchLines(query, 0, 1);
  const guess = await lowerBound(fetchLines, query, line, 0, total);
  const begin = Math.max(0, guess - SLACK_ROWS);
  const { rows } = await fetchLines(query, begin, Math.min(total, guess + SLACK_ROWS));
  const at = rows.findIndex((row) => row.row === line.row);
  return at < 0 ? null : begin + at;
}

/** A line by its row, without its text. In file order rows ascend; the whole log in file order has row i at index i. */
export async function lineOfRow(
  fetchLines: FetchLines,
  query: LineQuery,
  row: number,
): Promise<LineRow | null> {
  const all: LineQuery = { ...query, template: null, minLevel: 0, fileIdx: null, start: null, end: null };
  const { rows } = await fetchLines({ ...all, text: '', byTime: false }, row, row + 1);
  return rows[0] ?? null;
}

/** First index whose line stands after `line` (past = 1) or not before it (past = 0). */
async function lowerBound(
  fetchLines: FetchLines,
  query: LineQuery,
  line: Place,
  past: 0 | 1,
  total: number,
): Promise<number> {
  let begin = 0;
  let end = total;
  while (begin < end) {
    const middle = (begin + end) >>> 1;
    const [probe] = (await fetchLines(query, middle, middle + 1)).rows;
    const order = probe === undefined ? 1 : compareLines(probe, line, query.byTime);
    if (order < 0 || (past === 1 && order === 0)) begin = middle + 1;
    else end = middle;
  }
  return begin;
}
