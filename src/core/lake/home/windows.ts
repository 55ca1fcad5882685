/** feature_windows as they come home. In: tables of them, one for each part of the lake. Out: the windows in a row, those that nobody counted marked. */
import type { DroppedTable } from '../../../contracts/lake-tables';
import { COUNTED_FIGURES, type CountedRows } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { highest, lowest } from '../../lib/extremes';
import { TableError, TableReader } from './column-reader';

/** More would be years of minutes: such a list is another thing than windows of one log. */
const MAX_WINDOWS = 500_000;

export interface HomeWindows extends Omit<CountedRows, 'weight' | 'lastMs'> {
  /** As they were counted; one entry a window. */
  readonly volume: Float64Array;
}

interface Part {
  readonly reader: TableReader;
  readonly starts: Float64Array;
}

/** @throws TableError */
export function homeWindows(tables: readonly DroppedTable[]): HomeWindows {
  const parts = tables.map((table): Part => {
    const reader = new TableReader(table);
    return { reader, starts: reader.times('start') };
  });
  const windowMs = sizeOf(parts);
  const startMs = lowest(parts.map(({ starts }) => lowest(starts)));
  if (startMs === Number.POSITIVE_INFINITY) throw new TableError(`${tables[0].name} holds no window.`);
  const last = highest(parts.map(({ starts }) => highest(starts)));
  const numWindows = Math.round((last - startMs) / windowMs) + 1;
  if (numWindows > MAX_WINDOWS)
    throw new TableError(
      `${tables[0].name}: from its first window to its last there are ${numWindows.toLocaleString('en')}; ${MAX_WINDOWS.toLocaleString('en')} are judged at most.`,
    );
  const volume = new Float64Array(numWindows);
  const figures = {
    new_pairs: new Float64Array(numWindows),
    delta_mean_ms: new Float64Array(numWindows).fill(windowMs),
    delta_sd_ms: new Float64Array(numWindows),
    gap_max_ms: new Float64Array(numWindows).fill(windowMs),
    burstiness: new Float64Array(numWindows),
  };
  const paused = new Uint8Array(numWindows).fill(1);
  for (const { reader, starts } of parts) {
    const counted = reader.numbers('volume', { isWhole: true, most: 2 ** 32 - 1 });
    const columns = COUNTED_FIGURES.map((name) => ({ name, values: figureOf(reader, name) }));
    starts.forEach((start, row) => {
      const w = (start - startMs) / windowMs;
      if (!Number.isInteger(w))
        reader.refuse(row, 'start', `is no whole number of windows of ${windowMs} ms after the first`);
      if (paused[w] === 0)
        reader.refuse(row, 'start', 'is a window that was counted twice: drop each window once');
      paused[w] = 0;
      volume[w] = counted[row];
      for (const { name, values } of columns) figures[name][w] = values[row];
    });
  }
  return { startMs: startMs as EpochMs, windowMs, numWindows, paused, figures, volume };
}

/** Of all windows. */
function sizeOf(parts: readonly Part[]): number {
  let size = 0;
  for (const { reader, starts } of parts) {
    const ends = reader.times('end');
    starts.forEach((start, row) => {
      const own = ends[row] - start;
      if (!(own > 0)) reader.refuse(row, 'end', 'is not after the start');
      if (size !== 0 && own !== size)
        reader.refuse(row, 'end', `makes a window of ${own} ms among windows of ${size} ms`);
      size = own;
    });
  }
  return size;
}

/** Burstiness lies between -1 and 1, the others are at least 0. */
function figureOf(reader: TableReader, name: (typeof COUNTED_FIGURES)[number]): Float64Array {
  if (name !== 'burstiness') return reader.numbers(name);
  const column = reader.column(name);
  const values =
    column.kind === 'text'
      ? Float64Array.from(column.values, (text) => Number(text ?? Number.NaN))
      : column.values;
  values.forEach((value, row) => {
    if (!(Math.abs(value) <= 1)) reader.refuse(row, name, 'is not between -1 and 1');
  });
  return values;
}
