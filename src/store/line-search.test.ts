import { expect, test } from 'vitest';
import type { LineQuery, LineRow } from '../contracts/threads';
import type { EpochMs } from '../contracts/units';
import type { FetchLines } from './line-pager';
import { findNext, lineOfRow, locate } from './line-search';
import { ALL_LINES } from './view';

// Two files of ten lines whose times interleave; every third line is an error.
const LINES: LineRow[] = Array.from({ length: 20 }, (_, row) => ({
  row,
  fileIdx: row < 10 ? 0 : 1,
  lineNum: (row % 10) + 1,
  timeMs: ((row % 10) * 1000 + (row < 10 ? 0 : 500)) as EpochMs,
  level: row % 3 === 0 ? 6 : 3,
  levelFrom: 'stated',
  status: 0,
  source: 0,
  template: row % 2,
  text: `line ${row}`,
}));
const fetchLines: FetchLines = async (query, begin, end) => {
  const rows = LINES.filter((l) => l.level >= query.minLevel && l.text?.includes(query.text));
  if (query.byTime) rows.sort((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0) || a.row - b.row);
  return { total: rows.length, rows: rows.slice(begin, end), unread: [] };
};
const ERRORS: LineQuery = { ...ALL_LINES, minLevel: 6 };
const rowAt = async (query: LineQuery, index: number | null) =>
  index === null ? null : (await fetchLines(query, index, index + 1)).rows[0].row;

test('walks over all errors in time order, there and back', async () => {
  const inOrder = (await fetchLines(ERRORS, 0, 20)).rows.map((r) => r.row);
  const seen: (number | null)[] = [];
  let from: LineRow | null = null;
  for (;;) {
    const index = await findNext(fetchLines, ALL_LINES, ERRORS, from, 1);
    if (index === null) break;
    seen.push(await rowAt(ALL_LINES, index));
    from = (await fetchLines(ALL_LINES, index, index + 1)).rows[0];
  }
  expect(seen).toEqual(inOrder);
  const back = await findNext(fetchLines, ALL_LINES, ERRORS, from, -1);
  expect(await rowAt(ALL_LINES, back)).toBe(inOrder.at(-2));
});

test('finds nothing past the ends', async () => {
  expect(await findNext(fetchLines, ALL_LINES, ERRORS, LINES[0], -1)).toBe(null);
  expect(await findNext(fetchLines, ALL_LINES, { ...ALL_LINES, text: 'absent' }, null, 1)).toBe(null);
});

test('locates a row in either order, or says that the query leaves it out', async () => {
  for (const byTime of [true, false]) {
    const query = { ...ALL_LINES, byTime };
    expect(await rowAt(query, await locate(fetchLines, query, LINES[13]))).toBe(13);
  }
  expect(await locate(fetchLines, ERRORS, LINES[1])).toBe(null);
  expect((await lineOfRow(fetchLines, ERRORS, 7))?.row).toBe(7);
});
