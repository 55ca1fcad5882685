/**
 * From when to when the log goes. In: the times of all records. Out: a LogExtent. A few records with a time far from all the
 * others (a clock that was not set, a number taken for a time) would stretch the windows over decades: they are left out.
 */
import type { LogTable } from '../../contracts/tables';
import { forEachTimedRow } from './timed-rows';

export interface LogExtent {
  readonly firstMs: number;
  readonly lastMs: number;
  /** Records between the two. */
  readonly numRecords: number;
  /** Records whose time lies far off, left out of all windows. */
  readonly numStray: number;
  /** Time between the two in which no file goes on, in ms; absent: 0. */
  readonly pausedMs?: number;
}

/** Far off: at most this share of the records, and away from the others by more than this multiple of their span. */
const MAX_STRAY_SHARE01 = 0.005;
const STRAY_DISTANCE = 5;
const NUM_BINS = 4096;

/** Extent of the records that have a time; firstMs is infinite when none has. */
export function logExtent(table: LogTable): LogExtent {
  const all = between(table, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const width = (all.lastMs - all.firstMs) / NUM_BINS;
  if (all.numRecords === 0 || width < 1) return { ...all, numStray: 0 };
  const bins = new Uint32Array(NUM_BINS + 1);
  forEachTimedRow(table, (_row, timeMs) => {
    bins[Math.floor((timeMs - all.firstMs) / width)]++;
  });
  const { begin, end } = mainRun(bins);
  if (begin === 0 && end > NUM_BINS) return { ...all, numStray: 0 };
  const most = between(table, all.firstMs + begin * width, all.firstMs + end * width);
  const span = Math.max(width, most.lastMs - most.firstMs);
  const before = begin === 0 || most.firstMs - all.firstMs > STRAY_DISTANCE * span;
  const after = end > NUM_BINS || all.lastMs - most.lastMs > STRAY_DISTANCE * span;
  const numStray = all.numRecords - most.numRecords;
  const isApart = before && after && numStray <= MAX_STRAY_SHARE01 * all.numRecords;
  return isApart ? { ...most, numStray } : { ...all, numStray: 0 };
}

function between(table: LogTable, beginMs: number, endMs: number): Omit<LogExtent, 'numStray'> {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  let numRecords = 0;
  forEachTimedRow(table, (_row, timeMs) => {
    if (timeMs < beginMs || timeMs >= endMs) return;
    if (timeMs < firstMs) firstMs = timeMs;
    if (timeMs > lastMs) lastMs = timeMs;
    numRecords++;
  });
  return { firstMs, lastMs, numRecords };
}

/** The longest run of bins around the fullest one without a hole of more than a tenth of all bins. */
function mainRun(bins: Uint32Array): { begin: number; end: number } {
  const fullest = bins.indexOf(bins.reduce((a, b) => Math.max(a, b), 0));
  const hole = Math.ceil(bins.length / 10);
  let begin = fullest;
  for (let i = fullest; i >= 0 && begin - i <= hole; i--) if (bins[i] > 0) begin = i;
  let end = fullest;
  for (let i = fullest; i < bins.length && i - end <= hole; i++) if (bins[i] > 0) end = i;
  return { begin, end: end + 1 };
}
