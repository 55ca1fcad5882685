// The lines on screen: the query in force, the pages that have come, the line under the cursor, and the ways to move it.

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { LineQuery, LineRow } from '../../contracts/lines';
import type { QueryProblem } from '../../core/query/parse';
import { errorText } from '../../core/wording/error-text';
import { unreadInWords } from '../../core/wording/unread';
import type { LinesSnapshot } from '../../store/line-pager';
import { type LineView, lineQueryOf } from '../../store/line-view';
import { t } from '../../words/t';
import { useApp, useResult, useSession, useView } from '../shared/app-context';
import { readerNow, useTimeReader } from '../shared/use-clock';

/** Most lines that are copied at once. */
const MAX_SELECTED = 5000;

export interface Lines {
  readonly view: LineView;
  readonly query: LineQuery;
  /** Why the typed query is not in force. */
  readonly problem: QueryProblem | null;
  readonly snapshot: LinesSnapshot;
  /** Index under the cursor in the list. */
  readonly cursor: number | null;
  /** Other end of what is selected; null: the cursor's line alone is. */
  readonly anchor: number | null;
  /** Moves with each jump, so that the list brings the cursor into sight. */
  readonly jumps: number;
  readonly busy: boolean;
  /** What the last search found out, for the user: 'no more errors below'. */
  readonly message: string;
  rowAt(index: number): LineRow | null;
  want(begin: number, end: number): void;
  /** @param extend selects from where the cursor was */
  setCursor(index: number | null, extend?: boolean): void;
  jumpTo(index: number, extend?: boolean): void;
  goToRow(row: number): void;
  /** A word to the user where the results of searches stand. */
  tell(message: string): void;
  /** Next (1) or previous (-1) hit ('') or line that a query of columns asks for. */
  findNext(wanted: string, direction: 1 | -1, what: string): void;
  /** The line under the cursor, though its page may not have come yet; null: there is none. */
  current(): Promise<LineRow | null>;
  /** The selected lines, or the cursor's. */
  selected(): Promise<readonly LineRow[]>;
}

interface Place {
  readonly cursor: number | null;
  readonly anchor: number | null;
  readonly jumps: number;
}

export function useLines(): Lines {
  const app = useApp();
  const pager = app.lines;
  const { numRecords } = useResult();
  const view = useView((state) => state.lineView);
  const changeLines = useView((state) => state.changeLines);
  const linesVersion = useSession((state) => state.linesVersion);
  const { query, problem } = useQuery(view);
  const snapshot = useSyncExternalStore(pager.subscribe, pager.snapshot);
  const [place, setPlace] = useState<Place>({ cursor: null, anchor: null, jumps: 0 });
  const [search, setSearch] = useState({ busy: false, message: '' });
  const latest = useRef(0);

  const move = useCallback((cursor: number | null, extend: boolean, isJump: boolean): void => {
    setPlace((old) => ({
      cursor,
      anchor: extend && cursor !== null ? (old.anchor ?? old.cursor) : null,
      jumps: old.jumps + (isJump ? 1 : 0),
    }));
  }, []);
  const jumpTo = useCallback((index: number, extend = false) => move(index, extend, true), [move]);

  const run = useCallback(
    async (find: () => Promise<number | string | null>, notFound: string): Promise<void> => {
      const mine = ++latest.current;
      setSearch({ busy: true, message: '' });
      const found = await find().catch(errorText);
      if (mine !== latest.current) return;
      if (typeof found === 'number') jumpTo(found);
      setSearch({ busy: false, message: typeof found === 'string' ? found : found === null ? notFound : '' });
    },
    [jumpTo],
  );

  /** Keeps the place: the line that was under the cursor, or the nearest one, is under it again. */
  const follow = useCallback(
    (row: number): Promise<void> =>
      run(async () => {
        const { lineView } = app.view.getState();
        const found = await app.current.analyzer?.placeOfLine(
          lineQueryOf(lineView, readerNow(app)).query,
          row,
        );
        if (found?.found === 'folded') changeLines({ open: [...lineView.open, row] });
        return found?.found === 'folded' ? null : (found?.index ?? null);
      }, ''),
    [app, run, changeLines],
  );

  const cursorRow = useRef(view.cursorRow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the lines has to be fetched again.
  useEffect(() => {
    pager.setQuery(query);
    setPlace((old) => ({ cursor: null, anchor: null, jumps: old.jumps }));
    const row = app.view.getState().lineView.cursorRow ?? cursorRow.current;
    if (row !== null) void follow(row);
  }, [pager, query, linesVersion]);

  const goToRow = useView((state) => state.goToRow);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `serial` moves with each request of another view for a line.
  useEffect(() => {
    if (goToRow !== null) void follow(goToRow.row);
  }, [goToRow?.serial]);

  const atCursor = place.cursor === null ? null : pager.rowAt(place.cursor);
  useEffect(() => {
    if (atCursor === null) return;
    cursorRow.current = atCursor.row;
    if (app.view.getState().lineView.cursorRow !== atCursor.row) changeLines({ cursorRow: atCursor.row });
  }, [app, atCursor, changeLines]);

  return {
    view,
    query,
    problem,
    snapshot,
    ...place,
    ...search,
    rowAt: pager.rowAt,
    want: pager.want,
    setCursor(index, extend = false) {
      if (index === null) {
        cursorRow.current = null;
        changeLines({ cursorRow: null });
      }
      move(index, extend, false);
    },
    jumpTo,
    goToRow: (row) => void follow(row),
    tell: (message) => setSearch((old) => ({ ...old, message })),
    findNext(wanted, direction, what) {
      const ask = (from: number | null): Promise<number | null> =>
        app.current.analyzer?.nextLine(query, from, direction, wanted) ?? Promise.resolve(null);
      // A search goes round, as readers know it; errors and warnings end at the ends.
      const goRound = wanted === '' && place.cursor !== null;
      const notFound = goRound
        ? t('no {what}', { what })
        : t('no {what} {what2}', { what, what2: direction === 1 ? t('below') : t('above') });
      void run(async () => {
        const found = (await ask(place.cursor)) ?? (goRound ? await ask(null) : null);
        const unread = pager.snapshot().search?.unread ?? [];
        if (found !== null || unread.length === 0 || wanted !== '') return found;
        return t('{notFound} among what could be read; not searched: {unread}', {
          notFound,
          unread: unreadInWords(unread, numRecords),
        });
      }, notFound);
    },
    async current() {
      if (place.cursor === null) return null;
      const here = pager.rowAt(place.cursor);
      return here ?? (await pager.fetchLines(query, place.cursor, place.cursor + 1)).rows[0] ?? null;
    },
    async selected() {
      if (place.cursor === null) return [];
      const other = place.anchor ?? place.cursor;
      const [begin, end] = [Math.min(place.cursor, other), Math.max(place.cursor, other) + 1];
      const rows: LineRow[] = [];
      for (let at = begin; at < end && rows.length < MAX_SELECTED; at += 1000)
        rows.push(...(await pager.fetchLines(query, at, Math.min(end, at + 1000))).rows);
      return rows;
    },
  };
}

/** The query of a view; the same object while it asks for the same. One that cannot be read leaves the last one in force. */
function useQuery(view: LineView): { query: LineQuery; problem: QueryProblem | null } {
  const reader = useTimeReader();
  const { query, problem } = useMemo(() => lineQueryOf(view, reader), [view, reader]);
  const held = useRef(query);
  if (problem === null && JSON.stringify(held.current) !== JSON.stringify(query)) held.current = query;
  return { query: held.current, problem };
}
