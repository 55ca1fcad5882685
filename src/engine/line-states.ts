// What a query asks for, row by row, kept while it stays the same: columns at once, texts as they are read. In: queries. Out: states of the rows,
// how far the reading of texts is, and a number that moves with what has been found.
import type { LineQuery, SearchState } from '../contracts/lines';
import { parseQuery } from '../core/query/parse';
import { EVERYTHING, type Query } from '../core/query/query';
import { type RowColumns, selectRows } from '../core/query/select-rows';
import type { TextSource } from '../input/checked-text';
import type { RowStates } from './line-list';
import { type Searchers, startTextSearch, type TextSearch } from './text-search';

interface LineStates extends RowStates {
  /** Null: no text is asked. */
  readonly search: SearchState | null;
}

export interface StateKeeper {
  /** Starts what has to be read, and ends what nobody asks for any more. @throws Error for a query that cannot be read. */
  statesOf(query: Pick<LineQuery, 'where' | 'find'>): LineStates;
  /** When all of the last query is read, or its search has ended otherwise. */
  settled(): Promise<void>;
  stop(): void;
}

interface Running {
  search: TextSearch | null;
  readonly done: Promise<void>;
  isStopped: boolean;
}

export function createStateKeeper(
  columns: RowColumns,
  source: TextSource,
  searchers: Searchers,
  now: () => number,
): StateKeeper {
  let key: string | null = null;
  let states: RowStates = { where: null, find: null };
  let running: Running | null = null;

  const begin = (where: Query, find: Query): void => {
    if (running !== null) stop(running);
    const first = where === EVERYTHING ? null : selectRows(columns, where);
    const second = find === EVERYTHING ? null : selectRows(columns, find);
    states = { where: first?.state ?? null, find: second?.state ?? null };
    const own: Running = { search: null, done: Promise.resolve(), isStopped: false };
    const run = async (): Promise<void> => {
      if (first !== null && first.texts.length > 0) {
        own.search = startTextSearch(source, first, null, searchers, now);
        await own.search.done;
        if (own.search.state().phase !== 'done' || own.isStopped) return;
      }
      if (second !== null && second.texts.length > 0) {
        own.search = startTextSearch(source, second, first?.state ?? null, searchers, now);
        await own.search.done;
      }
    };
    running = Object.assign(own, { done: run() });
  };

  return {
    statesOf({ where, find }) {
      const asked = `${where}\n${find}`;
      if (asked !== key) {
        begin(readQuery(where), readQuery(find));
        key = asked;
      }
      return { ...states, search: running?.search?.state() ?? null };
    },
    settled: async () => running?.done,
    stop: () => {
      if (running !== null) stop(running);
    },
  };
}

function stop(running: Running): void {
  running.isStopped = true;
  running.search?.stop();
}

function readQuery(text: string): Query {
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(problem.message);
  return query.kind === 'and' && query.parts.length === 0 ? EVERYTHING : query;
}
