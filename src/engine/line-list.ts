// The list of a query: which records, in which order, which of them folded. In: states of the rows (src/core/query/select-rows.ts). Out: rows by
// their place, and places by row.
import type { LineMap, LineMapMarks, LinePlace, LineQuery } from '../contracts/lines';
import type { LogTable } from '../contracts/tables';
import { LEVEL_ERROR, NUM_LEVELS } from '../contracts/units';
import { lowerBound } from '../core/lib/bisect';
import { shardReader } from '../core/lib/log-table';
import { ASKED, type RowColumns } from '../core/query/select-rows';

/** So many records of a template that follow one another directly stand as one. */
const LEAST_RUN = 3;

export interface RowStates {
  /** Null: every row is asked for. */
  readonly where: Uint8Array | null;
  /** Null: nothing is looked for. */
  readonly find: Uint8Array | null;
}

export interface LineList {
  /** Row of each line. */
  readonly rows: Uint32Array;
  /** Records besides it that stand in each line; null: none does in any. */
  readonly folded: Uint32Array | null;
  /** Records that are asked for. */
  readonly numRecords: number;
  isAsked(row: number): boolean;
  isHit(row: number): boolean;
}

/** @param order of all rows; null: as in the files */
export function listLines(
  columns: RowColumns,
  query: LineQuery,
  { where, find }: RowStates,
  order: Uint32Array | null,
): LineList {
  const narrows = query.onlyHits && find !== null;
  const isShown = (row: number): boolean => where === null || where[row] === ASKED;
  const isHit = (row: number): boolean => find !== null && find[row] === ASKED && isShown(row);
  const isAsked = narrows ? isHit : isShown;
  const numRows = columns.table.length;
  const wanted = where === null && !narrows ? null : isAsked;
  const { rows, numRecords } = rowsInOrder(numRows, order, wanted, query.context);
  const list = query.folds ? fold(columns, rows, new Set(query.open), isHit) : { rows, folded: null };
  return { ...list, numRecords, isAsked, isHit };
}

function rowsInOrder(
  numRows: number,
  order: Uint32Array | null,
  isAsked: ((row: number) => boolean) | null,
  context: number,
): { rows: Uint32Array; numRecords: number } {
  if (isAsked === null)
    return {
      rows: order?.slice() ?? Uint32Array.from({ length: numRows }, (_, row) => row),
      numRecords: numRows,
    };
  const rows = new Uint32Array(numRows);
  let [length, numRecords] = [0, 0];
  /** Places before this one are in the list, or are left out for good. */
  let [next, until] = [0, 0];
  for (let at = 0; at < numRows; at++) {
    const row = order === null ? at : order[at];
    if (isAsked(row)) {
      numRecords++;
      for (let early = Math.max(next, at - context); early < at; early++)
        rows[length++] = order === null ? early : order[early];
      rows[length++] = row;
      until = at + context;
      next = at + 1;
    } else if (at <= until && numRecords > 0 && context > 0) {
      rows[length++] = row;
      next = at + 1;
    }
  }
  return { rows: rows.slice(0, length), numRecords };
}

/** Runs within a file, of one template, level and component; a hit always stands by itself. Works in place. */
function fold(
  { table, templates, levels }: RowColumns,
  rows: Uint32Array,
  open: ReadonlySet<number>,
  isHit: (row: number) => boolean,
): { rows: Uint32Array; folded: Uint32Array | null } {
  const kindOf = kindReader(table);
  const firstRows = new Set(table.files.map(({ rowBegin }) => rowBegin));
  const { source } = table.kinds;
  const keys = Float64Array.from(
    templates.ofKind,
    (template, kind) => (template * table.sources.length + source[kind]) * NUM_LEVELS + levels[kind],
  );
  const folded = new Uint32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; ) {
    const key = keys[kindOf(rows[i])];
    let [end, isOpen] = [i, false];
    do {
      isOpen ||= open.size > 0 && open.has(rows[end]);
      end++;
    } while (
      end < rows.length &&
      rows[end] === rows[end - 1] + 1 &&
      !firstRows.has(rows[end]) &&
      keys[kindOf(rows[end])] === key &&
      !isHit(rows[end]) &&
      !isHit(rows[end - 1])
    );
    const isRun = end - i >= LEAST_RUN && !isOpen;
    if (isRun) folded[length] = end - i - 1;
    for (let each = i; each < (isRun ? i + 1 : end); each++) rows[length++] = rows[each];
    i = end;
  }
  if (length === rows.length) return { rows, folded: null };
  return { rows: rows.slice(0, length), folded: folded.slice(0, length) };
}

export function kindReader(table: LogTable): (row: number) => number {
  const shardOf = shardReader(table);
  return (row) => {
    const shard = shardOf(row);
    return shard.kind[row - shard.rowBegin];
  };
}

/** @param byTime the list is merged of several files: rows do not ascend in it */
export function placeOf({ rows, folded }: LineList, row: number, byTime: boolean): LinePlace {
  if (!byTime) {
    const at = lowerBound(rows, row);
    if (rows[at] === row) return { index: at, found: 'shown' };
    const isWithin = at > 0 && folded !== null && row <= rows[at - 1] + folded[at - 1];
    return isWithin ? { index: at - 1, found: 'folded' } : { index: at, found: 'absent' };
  }
  let nearest = -1;
  for (let at = 0; at < rows.length; at++) {
    if (rows[at] === row) return { index: at, found: 'shown' };
    if (folded !== null && row > rows[at] && row <= rows[at] + folded[at])
      return { index: at, found: 'folded' };
    if (rows[at] < row && (nearest < 0 || rows[at] > rows[nearest])) nearest = at;
  }
  return { index: Math.min(nearest + 1, Math.max(0, rows.length - 1)), found: 'absent' };
}

/** The list in parts, and where marks stand in it. */
export function mapOf(
  list: LineList,
  { table, levels }: RowColumns,
  numBins: number,
  marks: LineMapMarks,
  byTime: boolean,
): LineMap {
  const { rows, isAsked, isHit } = list;
  const [level, numErrors, numHits] = [
    new Uint8Array(numBins),
    new Uint32Array(numBins),
    new Uint32Array(numBins),
  ];
  const shardOf = shardReader(table);
  const placeOfTime: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const bin = Math.floor((at / rows.length) * numBins);
    const { kind, timeMs, rowBegin } = shardOf(row);
    const own = isAsked(row) ? levels[kind[row - rowBegin]] : 0;
    if (own > level[bin]) level[bin] = own;
    if (own >= LEVEL_ERROR) numErrors[bin]++;
    if (isHit(row)) numHits[bin]++;
    if (placeOfTime.length < marks.times.length) {
      const time = timeMs[row - rowBegin];
      while (time >= marks.times[placeOfTime.length]) placeOfTime.push(at);
    }
  }
  while (placeOfTime.length < marks.times.length) placeOfTime.push(rows.length);
  return {
    level,
    numErrors,
    numHits,
    placeOfTime,
    placeOfRow: marks.rows.map((row) => placeOf(list, row, byTime).index),
  };
}
