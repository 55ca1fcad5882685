import { expect, test, vi } from 'vitest';
import type { LineQuery } from '../contracts/threads';
import { createLinePager, type FetchLines, PAGE_ROWS } from './line-pager';
import { ALL_LINES } from './view';

const fetchAll = (total: number): FetchLines =>
  vi.fn(async (query: LineQuery, begin: number, end: number) => ({
    total,
    unread: [],
    rows: Array.from({ length: Math.max(0, Math.min(end, total) - begin) }, (_, i) => ({
      row: begin + i,
      fileIdx: 0,
      lineNum: begin + i + 1,
      timeMs: null,
      level: query.minLevel,
      levelFrom: 'stated' as const,
      status: 0,
      source: 0,
      template: 0,
      text: '',
    })),
  }));

test('fetches the pages that are asked for, each once', async () => {
  const fetchLines = fetchAll(1_000_000);
  const pager = createLinePager(fetchLines);
  pager.setQuery(ALL_LINES);
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
  pager.setQuery(ALL_LINES);
  pager.setQuery({ ...ALL_LINES, minLevel: 6 });
  answers[1]();
  await vi.waitFor(() => expect(pager.rowAt(0)?.level).toBe(6));
  answers[0]();
  await Promise.resolve();
  await Promise.resolve();
  expect(pager.rowAt(0)?.level).toBe(6);
});

test('holds a bounded number of rows', async () => {
  const pager = createLinePager(fetchAll(1_000_000));
  pager.setQuery(ALL_LINES);
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
  pager.setQuery(ALL_LINES);
  await vi.waitFor(() => expect(pager.snapshot().error).toBe('the file is gone'));
  pager.want(0, 50);
  pager.want(0, 50);
  expect(fetchLines).toHaveBeenCalledTimes(1);
});
