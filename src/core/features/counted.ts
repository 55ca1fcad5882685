/**
 * Windows that a database counted. In: CountedRows, from when to when the log goes. Out: their grid, without windows at either end that
 * the log covers in part; what only the records in their order tell, put among the features.
 */
import type { CountMatrix, WindowGrid } from '../../contracts/features';
import { COUNTED_FIGURES, type CountedRows, type LogTable } from '../../contracts/tables';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { EpochMs } from '../../contracts/units';
import { durationInWords } from '../wording/duration';
import { FEATURE_COLUMNS } from './columns';
import { pausedWindows, runsOf } from './runs';

/** A log begins or ends within a window where so many of its usual times between records are missing there. */
const MIN_MISSING = 10;

/** A string is the reason why there is none. */
export function countedGrid(
  { startMs, windowMs, numWindows, weight }: CountedRows,
  firstMs: number,
  lastMs: number,
): WindowGrid | string {
  const usualMs = (lastMs - firstMs) / weight.reduce((sum, num) => sum + num, 0);
  const isPartial = (missingMs: number): boolean =>
    missingMs > (1 - THRESHOLDS.coveredShare01) * windowMs && missingMs > MIN_MISSING * usualMs;
  const begin = Math.floor((firstMs - startMs) / windowMs);
  const end = Math.min(numWindows, Math.floor((lastMs - startMs) / windowMs) + 1);
  const first = begin + Number(isPartial(firstMs - startMs - begin * windowMs));
  const last = end - Number(isPartial(startMs + end * windowMs - lastMs));
  if (last - first < 2)
    return `The counted windows span less than two whole ones of ${durationInWords(windowMs)}.`;
  return {
    startMs: (startMs + first * windowMs) as EpochMs,
    windowMs,
    length: last - first,
    reason: `${durationInWords(windowMs)}, as they were counted`,
  };
}

/**
 * Windows that nobody counted, and those without a record in which no file goes on; undefined: there are none. How far a file goes is known by the
 * rows alone, so that a window with records is never one.
 * @param counts of the grid
 */
export function countedPauses(
  { files, counted }: { readonly files: LogTable['files']; readonly counted: CountedRows },
  grid: WindowGrid,
  counts: CountMatrix,
): Uint8Array | undefined {
  const begin = windowsBefore(counted, grid);
  const inPause = pausedWindows(runsOf({ files }), grid);
  const isEmpty = (w: number): boolean => counts.rowBegin[w] === counts.rowBegin[w + 1];
  const paused = Uint8Array.from({ length: grid.length }, (_, w) =>
    counted.paused[begin + w] || (inPause?.[w] && isEmpty(w)) ? 1 : 0,
  );
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
