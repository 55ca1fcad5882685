// The lines on screen: the query in force, the pages that have come, the line under the cursor, and the ways to move it.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LineQuery, LineRow } from '../../contracts/threads';
import { unreadInWords } from '../../core/wording/unread';
import type { LinesSnapshot } from '../../store/line-pager';
import { findNext, lineOfRow, locate } from '../../store/line-search';
import { useApp, useResult, useSession, useView } from '../shared/app-context';

export interface Lines {
  readonly query: LineQuery;
  readonly snapshot: LinesSnapshot;
  /** Index under the cursor in the query's result. */
  readonly cursor: number | null;
  /** Moves with each jump, so that the list brings the cursor into sight. */
  readonly jumps: number;
  readonly busy: boolean;
  /** What the last search found out, for the user: 'no more errors below'. */
  readonly message: string;
  rowAt(index: number): LineRow | null;
  want(begin: number, end: number): void;
  setCursor(index: number | null): void;
  jumpTo(index: number): void;
  /** A word to the user where the results of searches stand. */
  tell(message: string): void;
  /** Next (1) or previous (-1) line that also matches this. */
  findNext(narrower: Partial<LineQuery>, direction: 1 | -1, what: string): void;
}

export function useLines(): Lines {
  const app = useApp();
  const pager = app.lines;
  const { numRecords } = useResult();
  const query = useView((state) => state.lineQuery);
  const linesVersion = useSession((state) => state.linesVersion);
  const snapshot = useSyncExternalStore(pager.subscribe, pager.snapshot);
  const [place, setPlace] = useState<{ cursor: number | null; jumps: number }>({ cursor: null, jumps: 0 });
  const [search, setSearch] = useState({ busy: false, message: '' });
  const jumpTo = useCallback((cursor: number) => setPlace(({ jumps }) => ({ cursor, jumps: jumps + 1 })), []);
  const latest = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the lines has to be fetched again.
  useEffect(() => {
    pager.setQuery(query);
    setPlace((old) => ({ cursor: null, jumps: old.jumps }));
  }, [pager, query, linesVersion]);

  const run = useCallback(
    async (find: () => Promise<number | string | null>, notFound: string): Promise<void> => {
      const mine = ++latest.current;
      setSearch({ busy: true, message: '' });
      const found = await find().catch((error: unknown) => String((error as Error).message ?? error));
      if (mine !== latest.current) return;
      if (typeof found === 'number') jumpTo(found);
      setSearch({ busy: false, message: typeof found === 'string' ? found : found === null ? notFound : '' });
    },
    [jumpTo],
  );

  useGoToRow(run);

  return {
    query,
    snapshot,
    ...place,
    ...search,
    rowAt: pager.rowAt,
    want: pager.want,
    setCursor: (cursor) => setPlace(({ jumps }) => ({ cursor, jumps })),
    jumpTo,
    tell: (message) => setSearch((old) => ({ ...old, message })),
    findNext: (narrower, direction, what) => {
      const wanted = { ...query, ...narrower, minLevel: Math.max(query.minLevel, narrower.minLevel ?? 0) };
      const from = place.cursor === null ? null : pager.rowAt(place.cursor);
      const find = (start: LineRow | null) => findNext(pager.fetchLines, query, wanted, start, direction);
      // A search goes round, as readers know it; errors and warnings end at the ends.
      const goRound = narrower.text !== undefined && from !== null && direction === 1;
      const notFound = goRound ? `no ${what}` : `no ${what} ${direction === 1 ? 'below' : 'above'}`;
      void run(async () => {
        const found = (await find(from)) ?? (goRound ? await find(null) : null);
        if (found !== null) return found;
        const { unread } = await pager.fetchLines(wanted, 0, 1);
        return unread.length === 0
          ? null
          : `${notFound} among what could be read; not searched: ${unreadInWords(unread, numRecords)}`;
      }, notFound);
    },
  };
}

/** Follows the requests of other views: a citation leads to its line. */
function useGoToRow(
  run: (find: () => Promise<number | string | null>, notFound: string) => Promise<void>,
): void {
  const app = useApp();
  const goToRow = useView((state) => state.goToRow);
  useEffect(() => {
    if (goToRow === null) return;
    app.view.setState({ goToRow: null });
    const { lineQuery } = app.view.getState();
    void run(async () => {
      const line = await lineOfRow(app.lines.fetchLines, lineQuery, goToRow.row);
      return line === null ? null : locate(app.lines.fetchLines, lineQuery, line);
    }, 'the line is not in this analysis');
  }, [app, goToRow, run]);
}
