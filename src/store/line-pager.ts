// In: which lines, and which of them are in sight. Out: those that have arrived; the rest are fetched page by page. Holds a
// bounded number of pages of one query, whatever the size of the log.

import type { LinePage, LineQuery, LineRow } from '../contracts/threads';
import { errorText } from '../core/wording/error-text';

export const PAGE_ROWS = 200;
const MAX_PAGES = 60;

export type FetchLines = (query: LineQuery, begin: number, end: number) => Promise<LinePage>;

export interface LinesSnapshot {
  /** Null until the first page of the query has come. */
  readonly total: number | null;
  readonly error: string | null;
  /** Records that a search for text could not look at. */
  readonly unread: LinePage['unread'];
  /** Moves with every change, so that a view knows when to draw again. */
  readonly version: number;
}

export interface LinePager {
  /** Starts over with another query, or the same one when lines may read differently. */
  setQuery(query: LineQuery): void;
  /** Asks for the pages that hold rows [begin, end). */
  want(begin: number, end: number): void;
  /** The line at an index of the query's result; null: not here yet. */
  rowAt(index: number): LineRow | null;
  snapshot(): LinesSnapshot;
  subscribe(listener: () => void): () => void;
  /** One page past the cache, for searching. */
  readonly fetchLines: FetchLines;
}

export function createLinePager(fetchLines: FetchLines): LinePager {
  let query: LineQuery | null = null;
  let generation = 0;
  let state: LinesSnapshot = { total: null, error: null, unread: [], version: 0 };
  /** In order of last use; null: on its way. */
  const pages = new Map<number, readonly LineRow[] | null>();
  const listeners = new Set<() => void>();

  const change = (part: Partial<LinesSnapshot>): void => {
    state = { ...state, ...part, version: state.version + 1 };
    for (const listener of listeners) listener();
  };

  const fetchPage = async (page: number): Promise<void> => {
    if (query === null) return;
    const asked = generation;
    pages.set(page, null);
    try {
      const { total, rows, unread } = await fetchLines(query, page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
      if (asked !== generation) return;
      pages.delete(page);
      pages.set(page, rows);
      dropOldest(pages);
      change({ total, unread, error: null });
    } catch (error) {
      if (asked !== generation) return;
      // An empty page: asked again only with a new query, or an error would ask for ever.
      pages.set(page, []);
      change({ error: errorText(error) });
    }
  };

  return {
    setQuery(next) {
      query = next;
      generation++;
      pages.clear();
      change({ total: null, unread: [], error: null });
      void fetchPage(0);
    },
    want(begin, end) {
      const last = Math.min(end, state.total ?? 0);
      for (let page = Math.floor(Math.max(0, begin) / PAGE_ROWS); page * PAGE_ROWS < last; page++)
        if (!pages.has(page)) void fetchPage(page);
    },
    rowAt(index) {
      return pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS] ?? null;
    },
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fetchLines,
  };
}

function dropOldest(pages: Map<number, readonly LineRow[] | null>): void {
  for (const [page, rows] of pages) {
    if (pages.size <= MAX_PAGES) return;
    if (rows !== null) pages.delete(page);
  }
}
