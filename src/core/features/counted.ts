/**
 * Windows that a database counted. In: CountedRows, from when to when the log goes. Out: their grid, without windows at either end that
 * the log covers in part; what only the records in their order tell, put among the features.
 */
import type { WindowGrid } from '../../contracts/features';
import { COUNTED_FIGURES, type CountedRows } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs } from '../../contracts/units';
import { durationInWords } from '../wording/duration';
import { FEATURE_COLUMNS } from './columns';

/** A string is the reason why there is none. */
export function countedGrid(
  { startMs, windowMs, numWindows }: CountedRows,
  firstMs: number,
  lastMs: number,
): WindowGrid | string {
  const uncovered = 1 - THRESHOLDS.coveredShare01;
  const first = Math.max(0, Math.ceil((firstMs - startMs) / windowMs - uncovered));
  const last = Math.min(numWindows, Math.floor((lastMs + 1 - startMs) / windowMs + uncovered));
  if (last - first < 2)
    return `The counted windows span less than two whole ones of ${durationInWords(windowMs)}.`;
  return {
    startMs: (startMs + first * windowMs) as EpochMs,
    windowMs,
    length: last - first,
    reason: `${durationInWords(windowMs)}, as they were counted`,
  };
}

/** Undefined where all windows were counted. */
export function countedPauses(counted: CountedRows, grid: WindowGrid): Uint8Array | undefined {
  const begin = windowsBefore(counted, grid);
  const paused = counted.paused.slice(begin, begin + grid.length);
  return paused.includes(1) ? paused : undefined;
}

/** @param values row-major, grid.length x FEATURE_COLUMNS.length; changed in place */
export function putFigures(values: Float32Array, counted: CountedRows, grid: WindowGrid): void {
  const begin = windowsBefore(counted, grid);
  const width = FEATURE_COLUMNS.length;
  const [volume, rate] = [FEATURE_COLUMNS.indexOf('volume'), FEATURE_COLUMNS.indexOf('new_pair_rate')];
  for (const name of COUNTED_FIGURES) {
    const place = FEATURE_COLUMNS.indexOf(name);
    for (let w = 0; w < grid.length; w++) values[w * width + place] = counted.figures[name][begin + w];
  }
  for (let w = 0; w < grid.length; w++)
    values[w * width + rate] = counted.figures.new_pairs[begin + w] / Math.max(1, values[w * width + volume]);
}

const windowsBefore = ({ startMs, windowMs }: CountedRows, grid: WindowGrid): number =>
  Math.round((grid.startMs - startMs) / windowMs);
