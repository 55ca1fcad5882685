import { expect, test, vi } from 'vitest';
import type { LineQuery, SearchState } from '../contracts/lines';
import { createLinePager, type FetchLines, PAGE_ROWS } from './line-pager';
import { lineQueryOf, NO_LINE_VIEW } from './line-view';

const ALL = lineQueryOf(NO_LINE_VIEW).query;
const ERRORS: LineQuery = { ...ALL, where: 'level:error' };

const fetchAll = (total: number, search: SearchState | null = null): FetchLines =>
  vi.fn(async (query: LineQuery, begin: number, end: number) => ({
    total,
    numRecords: total,
    numHits: null,
    search,
    rows: Array.from({ length: Math.max(0, Math.min(end, total) - begin) }, (_, i) => ({
      row: begin + i,
      fileIdx: 0,
      lineNum: begin + i + 1,
      timeMs: null,
      level: query.where === '' ? 3 : 6,
      levelFrom: 'stated' as const,
      status: 0,
      source: 0,
      template: 0,
      text: '',
      message: '',
      marks: [],
      isHit: false,
      isContext: false,
      numFolded: 0,
      lastMs: null,
    })),
  }));

test('fetches the pages that are asked for, each once', async () => {
  const fetchLines = fetchAll(1_000_000);
  const pager = createLinePager(fetchLines);
  pager.setQuery(ALL);
  await vi.waitFor(() => expect(pager.snapshot().total).toBe(1_000_000));
  pager.want(500_000, 500_050);
  pager.want(500_000, 500_050);
  await vi.waitFor(() => expect(pager.rowAt(500_049)?.row).toBe(500_049));
  expect(fetchLines).toHaveBeenCalledTimes(2);
  expect(pager.rowAt(500_000 - PAGE_ROWS)).toBe(null);
});

test('a page of an earlier query never shows up in a later one', async () => {
  const answers: (() => void)[] = [];
  const slow: FetchLines = async (query, begin, end) => {
    await new Promise<void>((resolve) => answers.push(resolve));
    return fetchAll(10)(query, begin, end);
  };
  const pager = createLinePager(slow);
  pager.setQuery(ALL);
  pager.setQuery(ERRORS);
  answers[1]();
  await vi.waitFor(() => expect(pager.rowAt(0)?.level).toBe(6));
  answers[0]();
  await Promise.resolve();
  await Promise.resolve();
  expect(pager.rowAt(0)?.level).toBe(6);
});

test('holds a bounded number of rows', async () => {
  const pager = createLinePager(fetchAll(1_000_000));
  pager.setQuery(ALL);
  await vi.waitFor(() => expect(pager.snapshot().total).toBe(1_000_000));
  pager.want(0, 100 * PAGE_ROWS);
  await vi.waitFor(() => expect(pager.rowAt(99 * PAGE_ROWS)).not.toBe(null));
  const held = Array.from({ length: 100 }, (_, page) => pager.rowAt(page * PAGE_ROWS)).filter(
    (row) => row !== null,
  );
  expect(held.length).toBeLessThanOrEqual(60);
});

test('an error is told and not asked for again and again', async () => {
  const fetchLines = vi.fn(async () => Promise.reject(new Error('the file is gone')));
  const pager = createLinePager(fetchLines);
  pager.setQuery(ALL);
  await vi.waitFor(() => expect(pager.snapshot().error).toBe('the file is gone'));
  pager.want(0, 50);
  pager.want(0, 50);
  expect(fetchLines).toHaveBeenCalledTimes(1);
});

test('while texts are searched the list grows in sight, and the pages of the unfinished one are not kept', async () => {
  let total = 10;
  let phase: SearchState['phase'] = 'running';
  const fetchLines: FetchLines = vi.fn((query, begin, end) =>
    fetchAll(total, { phase, doneBytes: total, totalBytes: 1000, seconds: 1, problem: '', unread: [] })(
      query,
      begin,
      end,
    ),
  );
  const pager = createLinePager(fetchLines);
  pager.setQuery(ALL);
  await vi.waitFor(() => expect(pager.snapshot().total).toBe(10));
  total = 300;
  await vi.waitFor(() => expect(pager.snapshot().total).toBe(300), { timeout: 2000 });
  pager.want(250, 300);
  await vi.waitFor(() => expect(pager.rowAt(299)?.row).toBe(299));
  [total, phase] = [500, 'done'];
  await vi.waitFor(() => expect(pager.snapshot().search?.phase).toBe('done'), { timeout: 2000 });
  pager.want(0, 500);
  await vi.waitFor(() => expect(pager.rowAt(499)?.row).toBe(499));
  const calls = vi.mocked(fetchLines).mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(vi.mocked(fetchLines).mock.calls.length).toBe(calls);
});
