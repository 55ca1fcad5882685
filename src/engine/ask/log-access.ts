// The log as the tools see it: lines that a query asks for, by time, and lines with ids. In: the tables, threads that search. Out: rows and
// their texts; each line gets an id when it is first looked at, by which an answer cites it.
import type { Evidence } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import type { CountedRows, LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs, RowIdx, TemplateIdx } from '../../contracts/units';
import { effectiveLevelOfKinds } from '../../core/features/effective-level';
import { UNREAD } from '../../core/investigate/evidence';
import type { RunbookSearch } from '../../core/investigate/runbook-search';
import { mergeByTime } from '../../core/lib/line-query';
import { lineNumOf, numOfRow, shardIdxOfRow, templateOfRow, timeOfRow } from '../../core/lib/log-table';
import { parseQuery } from '../../core/query/parse';
import { isOfColumns, type Query } from '../../core/query/query';
import { type RowColumns, timesNamed } from '../../core/query/select-rows';
import { durationInWords } from '../../core/wording/duration';
import { readRows } from '../../input/read-rows';
import { type LineList, listLines } from '../line-list';
import { createStateKeeper, type StateKeeper } from '../line-states';
import type { Tables } from '../tables';
import type { Searchers } from '../text-search';
import { ToolFailure } from './tool-failure';

/** Longest search of texts that is waited for. */
const MAX_SEARCH_MS = 60_000;
const MAX_LINE_BYTES = 2048;

export interface Selected {
  readonly list: LineList;
  /** Rows by time. */
  readonly rows: Uint32Array;
  /** Records that they are; more than rows where a database counted the log. */
  readonly total: number;
  /** False: a search of texts was ended before it was over. */
  readonly isWhole: boolean;
}

export interface LogAccess {
  readonly result: AnalysisResult;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly columns: RowColumns;
  readonly searchRunbooks: () => Promise<RunbookSearch>;
  /** @throws ToolFailure for a query that cannot be read, or a search that failed */
  select(where: string): Promise<Selected>;
  /** In the order given; `why`: what they were looked at for. */
  cite(rows: ArrayLike<number>, why: string): Promise<readonly Evidence[]>;
  /** All lines with an id, in the order of their ids. */
  cited(): readonly Evidence[];
}

/** What lasts as long as the tables do: orders and a search of its own, so that the Lines view keeps its list. */
export interface LogReader {
  /** Over the same tables, with ids from E1 on. @param signal ends a search that runs */
  open(result: AnalysisResult, signal: AbortSignal): LogAccess;
}

export function createLogReader(
  { table, templates, text }: Tables,
  searchers: Searchers,
  searchRunbooks: () => Promise<RunbookSearch>,
  now: () => number,
): LogReader {
  const columns: RowColumns = { table, templates, levels: effectiveLevelOfKinds(table, templates) };
  const keeper = createStateKeeper(columns, text, searchers, now);
  let merged: Uint32Array | null = null;
  const orderOf = (): Uint32Array | null => {
    if (table.files.length < 2) return null;
    merged ??= mergeByTime(table);
    return merged;
  };
  return {
    open(result, signal) {
      const ids = new Map<number, Evidence>();
      return {
        ...{ result, table, templates, columns, searchRunbooks },
        async select(where) {
          const { query, problem } = parseQuery(where);
          if (query === null)
            throw new ToolFailure('bad-query', `The query cannot be read: ${problem.message}.`);
          if (asksForStatus(query) && !table.kinds.status?.some((status) => status > 0))
            throw new ToolFailure(
              'not-there',
              'No line of this log states the status of a response in a place of its own. Ask for its number as a text, in quotes.',
            );
          if (table.counted) checkCounted(table, table.counted, query);
          const isOver = await searched(keeper, where, signal);
          const states = keeper.statesOf({ where, find: '' });
          const { search } = states;
          if (search?.phase === 'failed')
            throw new ToolFailure('failed', `The search failed: ${search.problem}`);
          const list = listLines(columns, { ...ALL, where }, states, orderOf());
          const total = list.rows.reduce((sum, row) => sum + numOfRow(table, row), 0);
          const isUnread = (search?.unread.length ?? 0) > 0;
          // Nothing was found, which is not to say that there is nothing.
          if (total === 0 && isUnread)
            throw new ToolFailure('failed', 'The text of these lines cannot be read: give the files again.');
          if (total === 0 && !isOver)
            throw new ToolFailure(
              'too-long',
              'The search was ended before it was over, and had found nothing.',
            );
          return { list, rows: list.rows, total, isWhole: isOver && !isUnread };
        },
        async cite(rows, why) {
          const fresh = [...new Set(Array.from(rows))].filter((row) => !ids.has(row));
          const texts = await readRows(text, fresh, MAX_LINE_BYTES);
          fresh.forEach((row, i) => {
            const id = `E${ids.size + 1}`;
            ids.set(row, lineOf(row, id, texts[i]?.text ?? null, why, table, templates));
          });
          return Array.from(rows, (row) => ids.get(row)!);
        },
        cited: () => [...ids.values()],
      };
    },
  };
}

const ALL = { where: '', find: '', onlyHits: false, context: 0, byTime: true, folds: false, open: [] };

function asksForStatus(query: Query): boolean {
  if (query.kind === 'and' || query.kind === 'or') return query.parts.some(asksForStatus);
  return query.kind === 'not' ? asksForStatus(query.of) : query.kind === 'field' && query.field === 'status';
}

/** Of a log that a database counted, only what its windows count can be told. @throws ToolFailure for what they cannot */
function checkCounted(table: LogTable, { startMs, windowMs }: CountedRows, query: Query): void {
  if (!isOfColumns(query))
    throw new ToolFailure('not-there', 'A database counted this log: its texts cannot be searched here.');
  if (timesNamed(table, query).some((ms) => (ms - startMs) % windowMs !== 0))
    throw new ToolFailure(
      'not-there',
      `A database counted this log by windows of ${durationInWords(windowMs)}: only times between two of them can be told apart.`,
    );
}

/** Whether it was read to its end. */
async function searched(keeper: StateKeeper, where: string, signal: AbortSignal): Promise<boolean> {
  keeper.statesOf({ where, find: '' });
  const end = AbortSignal.any([signal, AbortSignal.timeout(MAX_SEARCH_MS)]);
  const ended = new Promise<boolean>((resolve) => {
    if (end.aborted) resolve(false);
    end.addEventListener('abort', () => resolve(false), { once: true });
  });
  const isOver = await Promise.race([keeper.settled().then(() => true), ended]);
  if (!isOver) keeper.stop();
  if (signal.aborted) throw new ToolFailure('too-long', 'It was stopped.');
  return isOver;
}

function lineOf(
  row: number,
  id: string,
  text: string | null,
  why: string,
  table: LogTable,
  templates: TemplateTable,
): Evidence {
  const shard = table.shards[shardIdxOfRow(table, row)];
  const time = timeOfRow(table, row);
  return {
    id,
    row: row as RowIdx,
    source: table.files[shard.fileIdx].name,
    lineNum: lineNumOf(shard, row - shard.rowBegin),
    timeMs: Number.isNaN(time) ? null : (time as EpochMs),
    text: text ?? UNREAD,
    why,
    template: templateOfRow(table, templates, row) as TemplateIdx,
  };
}
