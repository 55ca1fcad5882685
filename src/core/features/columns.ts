/** Aggregate columns of a window. In: sums gathered in one pass over the records. Out: one row of FeatureMatrix.values. */
import { namesOf } from '../../contracts/export-column';
import { FEATURE_COLUMNS as COLUMNS, type FeatureColumn } from '../../contracts/export-tables';
import type { CountMatrix, FeatureMatrix } from '../../contracts/features';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { firstRowOfColumns } from './count-matrix';

/** What each of them is stands in contracts/export-tables.ts. */
export const FEATURE_COLUMNS = namesOf(COLUMNS);

/** One column of a matrix, one entry a window. */
export function columnOf({ grid, columns, values }: FeatureMatrix, name: FeatureColumn): Float32Array {
  const place = columns.indexOf(name);
  return Float32Array.from({ length: grid.length }, (_, w) => values[w * columns.length + place]);
}

/** Sums per window, one entry a window. A delta is the time from one record of a file to its next, at least 0. */
export interface WindowSums {
  readonly volume: Uint32Array;
  readonly errors: Uint32Array;
  readonly warnings: Uint32Array;
  readonly numDeltas: Uint32Array;
  readonly deltaSum: Float64Array;
  readonly deltaSquares: Float64Array;
  readonly gapMax: Float64Array;
  readonly responses: Uint32Array;
  readonly serverErrors: Uint32Array;
  readonly clientErrors: Uint32Array;
  readonly newPairs: Uint32Array;
}

export function createWindowSums(numWindows: number): Omit<WindowSums, 'newPairs'> {
  const ints = (): Uint32Array => new Uint32Array(numWindows);
  const floats = (): Float64Array => new Float64Array(numWindows);
  return {
    volume: ints(),
    errors: ints(),
    warnings: ints(),
    numDeltas: ints(),
    deltaSum: floats(),
    deltaSquares: floats(),
    gapMax: floats(),
    responses: ints(),
    serverErrors: ints(),
    clientErrors: ints(),
  };
}

/** `status`: 1 to 5 for a response of 1xx to 5xx; 0: the records tell of none. `num`: so many of them. */
export function addStatus(
  sums: Pick<WindowSums, 'responses' | 'serverErrors' | 'clientErrors'>,
  window: number,
  status: number,
  num = 1,
): void {
  if (status === 0) return;
  sums.responses[window] += num;
  if (status === 5) sums.serverErrors[window] += num;
  else if (status === 4) sums.clientErrors[window] += num;
}

export function addLevel(
  sums: Pick<WindowSums, 'volume' | 'errors' | 'warnings'>,
  window: number,
  level: number,
  num = 1,
): void {
  sums.volume[window] += num;
  if (level >= LEVEL_ERROR) sums.errors[window] += num;
  else if (level === LEVEL_WARN) sums.warnings[window] += num;
}

/** Values row-major, numWindows x FEATURE_COLUMNS.length; an empty window has gaps and deltas as long as itself. */
export function featureValues(sums: WindowSums, counts: CountMatrix, windowMs: number): Float32Array {
  const numWindows = counts.numRows;
  const width = FEATURE_COLUMNS.length;
  const values = new Float32Array(numWindows * width);
  const firstRow = firstRowOfColumns(counts);
  const streak = new Uint32Array(counts.numColumns);
  for (let w = 0; w < numWindows; w++) {
    const mix = mixOf(counts, w, sums.volume[w], firstRow);
    const deltas = deltasOf(sums, w, windowMs);
    const perRecord = 1 / Math.max(1, sums.volume[w]);
    const row: Record<FeatureColumn, number> = {
      volume: sums.volume[w],
      error_count: sums.errors[w],
      error_rate: sums.errors[w] * perRecord,
      warn_count: sums.warnings[w],
      warn_rate: sums.warnings[w] * perRecord,
      distinct_templates: counts.rowBegin[w + 1] - counts.rowBegin[w],
      new_templates: mix.numNew,
      vanished_templates: vanished(counts, w, streak),
      entropy_bits: mix.entropyBits,
      new_pairs: sums.newPairs[w],
      new_pair_rate: sums.newPairs[w] * perRecord,
      delta_mean_ms: deltas.mean,
      delta_sd_ms: deltas.sd,
      gap_max_ms: deltas.max,
      burstiness: deltas.burstiness,
      responses: sums.responses[w],
      server_error_rate: sums.serverErrors[w] / Math.max(1, sums.responses[w]),
      client_error_rate: sums.clientErrors[w] / Math.max(1, sums.responses[w]),
    };
    for (let c = 0; c < width; c++) values[w * width + c] = row[FEATURE_COLUMNS[c]];
  }
  return values;
}

function mixOf(
  counts: CountMatrix,
  w: number,
  volume: number,
  firstRow: Uint32Array,
): { numNew: number; entropyBits: number } {
  let numNew = 0;
  let entropyBits = 0;
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
    if (firstRow[counts.column[i]] === w) numNew++;
    const share = counts.count[i] / volume;
    entropyBits -= share * Math.log2(share);
  }
  return { numNew, entropyBits };
}

/** Windows in a row that a template must have been in before its absence counts. */
const STEADY_WINDOWS = 3;

/** Templates in each of the windows just before that this one lacks; `streak` is kept from one window to the next. */
function vanished(counts: CountMatrix, w: number, streak: Uint32Array): number {
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) streak[counts.column[i]]++;
  if (w === 0) return 0;
  const present = new Set(counts.column.subarray(counts.rowBegin[w], counts.rowBegin[w + 1]));
  let numVanished = 0;
  for (let i = counts.rowBegin[w - 1]; i < counts.rowBegin[w]; i++) {
    const template = counts.column[i];
    if (present.has(template)) continue;
    if (streak[template] >= STEADY_WINDOWS) numVanished++;
    streak[template] = 0;
  }
  return numVanished;
}

/** Burstiness (sd - mean) / (sd + mean) is -1 for a clock, 0 for random arrivals, 1 for bursts (Goh and Barabasi, 2008). */
function deltasOf(
  sums: WindowSums,
  w: number,
  windowMs: number,
): { mean: number; sd: number; max: number; burstiness: number } {
  const n = sums.numDeltas[w];
  if (n === 0) return { mean: windowMs, sd: 0, max: windowMs, burstiness: 0 };
  const mean = sums.deltaSum[w] / n;
  const sd = Math.sqrt(Math.max(0, sums.deltaSquares[w] / n - mean * mean));
  return { mean, sd, max: sums.gapMax[w], burstiness: sd + mean > 0 ? (sd - mean) / (sd + mean) : 0 };
}
