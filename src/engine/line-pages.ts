// Lists of lines for queries. In: the tables, the files, threads that search. Out: pages of a list, places in it, and what it holds; the list of
// the last query is kept, so that scrolling costs a read of one page.
import type {
  LineCounts,
  LineField,
  LineMap,
  LineMapMarks,
  LinePage,
  LinePlace,
  LineQuery,
  LineRow,
  SearchState,
} from '../contracts/lines';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { EpochMs } from '../contracts/units';
import type { UnreadWhy } from '../contracts/unread';
import { effectiveLevelOfKinds, levelFrom } from '../core/features/effective-level';
import type { RecordParts } from '../core/ingest/read-record';
import { mergeByTime } from '../core/lib/line-query';
import { lineNumOf, shardIdxOfRow, timeOfRow } from '../core/lib/log-table';
import { wantedTerms } from '../core/query/mark-text';
import { parseQuery } from '../core/query/parse';
import { printQuery } from '../core/query/print';
import { EVERYTHING, joined } from '../core/query/query';
import { type RowColumns, selectKinds } from '../core/query/select-rows';
import type { TextSource } from '../input/checked-text';
import { readRows } from '../input/read-rows';
import { countFields, countLines } from './line-counts';
import { kindReader, type LineList, listLines, mapOf, placeOf } from './line-list';
import { createStateKeeper } from './line-states';
import { markTexts, type Searchers } from './text-search';

/** Most rows that one call gives. */
const MAX_PAGE = 2000;
/** A search that ends within it is waited for; of a longer one the page is told what there is, and asks again. */
const PATIENCE_MS = 150;

export interface LinePages {
  query(query: LineQuery, begin: number, end: number): Promise<LinePage>;
  place(query: LineQuery, row: number): Promise<LinePlace>;
  next(query: LineQuery, from: number | null, direction: 1 | -1, wanted: string): Promise<number | null>;
  map(query: LineQuery, numBins: number, marks: LineMapMarks): Promise<LineMap>;
  counts(query: LineQuery): Promise<LineCounts>;
  fields(query: LineQuery): Promise<readonly LineField[]>;
  stop(): void;
}

export function createLinePages(
  table: LogTable,
  templates: TemplateTable,
  source: TextSource,
  searchers: Searchers,
  now: () => number,
): LinePages {
  const columns: RowColumns = { table, templates, levels: effectiveLevelOfKinds(table, templates) };
  const keeper = createStateKeeper(columns, source, searchers, now);
  let merged: Uint32Array | null = null;
  let kept: { key: string; list: LineList; numHits: number | null } | null = null;

  const isMerged = ({ byTime }: LineQuery): boolean => byTime && table.files.length > 1;

  const listOf = async (
    query: LineQuery,
  ): Promise<{ list: LineList; numHits: number | null; search: SearchState | null }> => {
    keeper.statesOf(query);
    await Promise.race([keeper.settled(), pause(PATIENCE_MS)]);
    const states = keeper.statesOf(query);
    const { find, search } = states;
    const key = JSON.stringify([query, search?.phase, search?.doneBytes]);
    if (kept?.key !== key) {
      if (isMerged(query)) merged ??= mergeByTime(table);
      const list = listLines(columns, query, states, isMerged(query) ? merged : null);
      kept = { key, list, numHits: find === null ? null : countHits(list, table.length) };
    }
    return { ...kept, search };
  };

  return {
    async query(query, begin, end) {
      const { list, numHits, search } = await listOf(query);
      const last = Math.min(end, begin + MAX_PAGE, list.rows.length);
      const rows = list.rows.subarray(begin, Math.max(begin, last));
      const whys = new Map<number, UnreadWhy>();
      const texts = await readRows(source, rows, undefined, (at, why) => void whys.set(at, why));
      const marks = await marksOf(query, texts, searchers);
      return {
        total: list.rows.length,
        numRecords: list.numRecords,
        numHits,
        search,
        rows: Array.from(rows, (row, i) => {
          const why = whys.get(i);
          const line = lineRow(columns, list, begin + i, row, texts[i], marks[i]);
          return why === undefined ? line : { ...line, unread: why };
        }),
      };
    },
    async place(query, row) {
      if (!(row >= 0 && row < table.length)) throw new RangeError('This line is not in the analysis.');
      return placeOf((await listOf(query)).list, row, isMerged(query));
    },
    async next(query, from, direction, wanted) {
      const { list } = await listOf(query);
      const isWanted = wanted === '' ? list.isHit : wantedBy(columns, wanted);
      const { rows } = list;
      for (
        let at = from === null ? (direction === 1 ? 0 : rows.length - 1) : from + direction;
        at >= 0 && at < rows.length;
        at += direction
      )
        if (isWanted(rows[at])) return at;
      return null;
    },
    map: async (query, numBins, marks) =>
      mapOf((await listOf(query)).list, columns, numBins, marks, isMerged(query)),
    counts: async (query) => countLines((await listOf(query)).list, columns),
    fields: async (query) => countFields((await listOf(query)).list, source),
    stop: keeper.stop,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function countHits({ isHit }: LineList, numRows: number): number {
  let num = 0;
  for (let row = 0; row < numRows; row++) if (isHit(row)) num++;
  return num;
}

async function marksOf(
  { where, find }: LineQuery,
  texts: readonly (RecordParts | null)[],
  searchers: Searchers,
): Promise<readonly (readonly number[])[]> {
  const wanted = [where, find].flatMap((text) => wantedTerms(parseQuery(text).query ?? EVERYTHING));
  if (wanted.length === 0 || texts.length === 0) return [];
  return markTexts(
    texts.map((parts) => parts?.text ?? ''),
    printQuery(joined('or', wanted)),
    searchers,
  );
}

function wantedBy(columns: RowColumns, text: string): (row: number) => boolean {
  const { query, problem } = parseQuery(text);
  if (query === null) throw new Error(problem.message);
  const wanted = selectKinds(columns, query);
  const kindOf = kindReader(columns.table);
  return (row) => wanted[kindOf(row)] === 1;
}

function lineRow(
  { table, templates, levels }: RowColumns,
  list: LineList,
  index: number,
  row: number,
  parts: RecordParts | null,
  marks: readonly number[] = [],
): LineRow {
  const shard = table.shards[shardIdxOfRow(table, row)];
  const local = row - shard.rowBegin;
  const kind = shard.kind[local];
  const numFolded = list.folded?.[index] ?? 0;
  return {
    row,
    fileIdx: shard.fileIdx,
    lineNum: lineNumOf(shard, local),
    timeMs: known(shard.timeMs[local]),
    level: levels[kind],
    levelFrom: levelFrom(table, kind, levels[kind]),
    status: table.kinds.status?.[kind] ?? 0,
    source: table.kinds.source[kind],
    template: templates.ofKind[kind],
    text: parts?.text ?? null,
    message: parts?.message ?? null,
    marks,
    isHit: list.isHit(row),
    isContext: !list.isAsked(row),
    numFolded,
    lastMs: numFolded === 0 ? null : known(timeOfRow(table, row + numFolded)),
  };
}

const known = (ms: number): EpochMs | null => (Number.isNaN(ms) ? null : (ms as EpochMs));
