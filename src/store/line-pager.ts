// In: which lines, and which of them are in sight. Out: those that have arrived; the rest are fetched page by page. Holds a
// bounded number of pages of one query, whatever the size of the log. While texts are searched, what is in sight is asked for again.

import type { LinePage, LineQuery, LineRow, SearchState } from '../contracts/lines';
import { errorText } from '../core/wording/error-text';

export const PAGE_ROWS = 200;
const MAX_PAGES = 60;
/** Between two looks at a search that runs. */
const POLL_MS = 250;

export type FetchLines = (query: LineQuery, begin: number, end: number) => Promise<LinePage>;

export interface LinesSnapshot {
  /** Null until the first page of the query has come. */
  readonly total: number | null;
  /** Records that are asked for; folded ones count, lines of the context do not. */
  readonly numRecords: number;
  readonly numHits: number | null;
  readonly search: SearchState | null;
  readonly error: string | null;
  /** Moves with every change, so that a view knows when to draw again. */
  readonly version: number;
  /** Moves with every change of the list itself. */
  readonly listVersion: number;
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
  /** One page past the cache. */
  readonly fetchLines: FetchLines;
}

interface Held {
  readonly rows: readonly LineRow[];
  /** Of the list that they are of; an older one is asked for again. */
  readonly epoch: number;
}

const NOTHING: Omit<LinesSnapshot, 'version' | 'listVersion'> = {
  total: null,
  numRecords: 0,
  numHits: null,
  search: null,
  error: null,
};

export function createLinePager(fetchLines: FetchLines): LinePager {
  let query: LineQuery | null = null;
  let generation = 0;
  let epoch = 0;
  let sight: readonly [number, number] = [0, PAGE_ROWS];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let state: LinesSnapshot = { ...NOTHING, version: 0, listVersion: 0 };
  /** In order of last use. */
  const pages = new Map<number, Held>();
  const underWay = new Set<string>();
  const listeners = new Set<() => void>();

  const change = (part: Partial<LinesSnapshot>): void => {
    state = { ...state, ...part, version: state.version + 1 };
    for (const listener of listeners) listener();
  };

  const fetchPage = async (page: number): Promise<void> => {
    const ticket = `${generation} ${epoch} ${page}`;
    if (query === null || underWay.has(ticket)) return;
    underWay.add(ticket);
    const [asked, of] = [generation, epoch];
    try {
      const { rows, ...rest } = await fetchLines(query, page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
      if (asked !== generation) return;
      pages.delete(page);
      pages.set(page, { rows, epoch: of });
      dropOldest(pages);
      take(rest);
    } catch (error) {
      if (asked !== generation) return;
      // An empty page: asked again only with a new query, or an error would ask for ever.
      pages.set(page, { rows: [], epoch: Number.POSITIVE_INFINITY });
      change({ error: errorText(error) });
    } finally {
      underWay.delete(ticket);
    }
  };

  const take = ({ total, numRecords, numHits, search }: Omit<LinePage, 'rows'>): void => {
    const isOther =
      total !== state.total || numHits !== state.numHits || search?.doneBytes !== state.search?.doneBytes;
    const isRunning = search?.phase === 'running';
    const hasEnded = !isRunning && state.search?.phase === 'running';
    // What else is held is of a list that has grown meanwhile.
    if (hasEnded) epoch++;
    const listVersion = state.listVersion + (isOther || hasEnded ? 1 : 0);
    change({ total, numRecords, numHits, search, error: null, listVersion });
    if (isRunning && timer === null) timer = setTimeout(look, POLL_MS);
    if (hasEnded) refresh();
  };

  const look = (): void => {
    timer = null;
    epoch++;
    refresh();
  };

  const refresh = (): void => {
    const [begin, end] = sight;
    const first = Math.floor(Math.max(0, begin) / PAGE_ROWS);
    for (let page = first; page === first || page * PAGE_ROWS < Math.min(end, state.total ?? 0); page++)
      if ((pages.get(page)?.epoch ?? -1) < epoch) void fetchPage(page);
  };

  return {
    setQuery(next) {
      query = next;
      generation++;
      epoch = 0;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      pages.clear();
      sight = [0, PAGE_ROWS];
      change({ ...NOTHING, listVersion: state.listVersion + 1 });
      void fetchPage(0);
    },
    want(begin, end) {
      sight = [begin, end];
      if (state.total !== null) refresh();
    },
    rowAt(index) {
      return pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS] ?? null;
    },
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fetchLines,
  };
}

function dropOldest(pages: Map<number, Held>): void {
  for (const page of pages.keys()) {
    if (pages.size <= MAX_PAGES) return;
    pages.delete(page);
  }
}
