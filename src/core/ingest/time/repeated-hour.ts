/**
 * The hour that a zone's clocks show twice when they are put back. In: UTC times of a file in its order, as createZone takes them from local
 * times without an offset: both passes of the hour as one. Out: the same in place, each pass at its own time, where the lines show the jump.
 */
import { HOUR_MS } from './clock-change';
import { changeBetween, createOffset, createZone, fixedOffset } from './zone';

const DAY_MS = 86_400_000;
/** The clock is back where it is earlier by more than this, and stays so. */
const BACK_MS = HOUR_MS / 2;
const LOOK_AHEAD = 8;

/** Returns the number of changes at which times were moved. Only for files none of whose lines states an offset. */
export function partRepeatedHours(columns: readonly Float64Array[], zone: string): number {
  if (fixedOffset(zone) !== null) return 0;
  const span = spanOf(columns);
  return span === null ? 0 : changesBack(zone, span).filter((change) => partHour(columns, change)).length;
}

interface Change {
  /** The hour, as createZone reads it, and what has to be added to times of its first and its second pass. */
  readonly beginMs: number;
  readonly first: number;
  readonly second: number;
}

function spanOf(columns: readonly Float64Array[]): readonly [number, number] | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const column of columns)
    for (const ms of column) {
      if (ms < first) first = ms;
      if (ms > last) last = ms;
    }
  return first <= last ? [first, last] : null;
}

const MAX_DAYS = 36_600;

function changesBack(zone: string, [firstMs, lastMs]: readonly [number, number]): Change[] {
  const offset = createOffset(zone);
  const toUtc = createZone(zone);
  const changes: Change[] = [];
  let before = offset(firstMs - DAY_MS);
  const end = Math.min(lastMs + DAY_MS, firstMs + MAX_DAYS * DAY_MS);
  for (let day = firstMs; day <= end; day += DAY_MS) {
    const after = offset(day);
    if (before - after === HOUR_MS) {
      const instant = changeBetween(offset, day - DAY_MS, day);
      const beginMs = toUtc(instant + after);
      const isSecond = beginMs === instant;
      changes.push({ beginMs, first: isSecond ? -HOUR_MS : 0, second: isSecond ? 0 : HOUR_MS });
    }
    before = after;
  }
  return changes;
}

/** Moves the times of the hour; false: no jump back is in it, so it was written once. */
function partHour(columns: readonly Float64Array[], change: Change): boolean {
  const { beginMs, first, second } = change;
  if (!walkHour(columns, beginMs, () => {})) return false;
  walkHour(columns, beginMs, (column, i, isSecond) => {
    column[i] += isSecond ? second : first;
  });
  return true;
}

type VisitHour = (column: Float64Array, at: number, isSecond: boolean) => void;

/** Visits the records of the hour in file order, each with its pass; the visitor may move it. Whether there is a second one. */
function walkHour(columns: readonly Float64Array[], beginMs: number, visit: VisitHour): boolean {
  let previous = Number.NEGATIVE_INFINITY;
  let isBack = false;
  for (const [c, column] of columns.entries())
    for (let i = 0; i < column.length; i++) {
      const ms = column[i];
      if (!isIn(ms, beginMs)) continue;
      if (!isBack && ms < previous - BACK_MS) isBack = staysBack(columns, c, i, previous - BACK_MS, beginMs);
      // A thread that is late still writes the first pass.
      const isLate = isBack && ms > previous + BACK_MS;
      if (!isLate) previous = ms;
      visit(column, i, isBack && !isLate);
    }
  return isBack;
}

const isIn = (ms: number, beginMs: number): boolean => ms >= beginMs && ms < beginMs + HOUR_MS;

/** Whether most of the next records of the hour are before the limit, too. */
function staysBack(
  columns: readonly Float64Array[],
  c: number,
  from: number,
  limit: number,
  beginMs: number,
): boolean {
  let seen = 0;
  let behind = 0;
  for (let k = c; k < columns.length && seen < LOOK_AHEAD; k++)
    for (let i = k === c ? from : 0; i < columns[k].length && seen < LOOK_AHEAD; i++) {
      if (!isIn(columns[k][i], beginMs)) continue;
      seen++;
      if (columns[k][i] < limit) behind++;
    }
  return behind * 2 >= seen;
}
