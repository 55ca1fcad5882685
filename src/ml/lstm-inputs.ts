// A window in the numbers that the autoencoder sees: principal components of its log template counts, how far its levels
// are from the usual, how many templates it brings that were never seen before. Fitted on training windows only.
import type { CountMatrix, FeatureMatrix } from '../contracts/features';
import { NUM_LEVELS } from '../contracts/units';
import { fitPca, type Pca, projectPca } from './pca';

/** Most template columns that enter the components: those that vary most. */
const MAX_COLUMNS = 400;
/** Least deviation of a log count: with a template of steady count, one line more is no outlier. */
const DEVIATION_FLOOR = 0.25;
/** Least scale of a component, as a share of the first one's. */
const COMPONENT_FLOOR = 0.05;

/** Windows [begin, end) that follow each other. */
export interface Segment {
  readonly begin: number;
  readonly end: number;
}

/** What was learnt from training windows. An input row: components (0 where missing), level z, new templates. */
export interface InputModel {
  /** Template of each column, ascending. */
  readonly templates: Uint32Array;
  /** Least DEVIATION_FLOOR; columns are divided by it before the components. */
  readonly deviation: Float64Array;
  readonly pca: Pca;
  readonly scale: Float64Array;
  readonly levelMean: Float64Array;
  readonly levelDeviation: Float64Array;
  /** Training windows that hold each template, 0 for one that none holds. */
  readonly numWindows: Uint32Array;
  readonly numComponents: number;
  readonly numInputs: number;
}

/**
 * `sample` are the windows that components and levels are fitted on; templates count as known when any window of the
 * segments holds them. Null: the sampled windows do not differ, there is nothing to learn.
 */
export function fitInputs(
  features: FeatureMatrix,
  segments: readonly Segment[],
  sample: readonly number[],
  numComponents: number,
): InputModel | null {
  const { templates, deviation } = chooseTemplates(features.counts, sample);
  const dense = new Float64Array(sample.length * templates.length);
  sample.forEach((window, i) => {
    dense.set(countRow(features.counts, window, templates, deviation), i * templates.length);
  });
  const pca = fitPca(dense, sample.length, templates.length, numComponents);
  if (pca.numComponents === 0) return null;
  const floor = COMPONENT_FLOOR * Math.sqrt(pca.variance[0]!);
  const scale = pca.variance.map((variance) => Math.max(Math.sqrt(variance), floor));
  const numWindows = countWindows(features.counts, segments);
  const levels = fitLevels(features.levelCounts, sample);
  return {
    templates,
    deviation,
    pca,
    scale,
    ...levels,
    numWindows,
    numComponents,
    numInputs: numComponents + 2,
  };
}

/** Templates of the sampled windows; beyond MAX_COLUMNS the ones that vary most. */
function chooseTemplates(
  counts: CountMatrix,
  sample: readonly number[],
): { templates: Uint32Array; deviation: Float64Array } {
  const sum = new Float64Array(counts.numColumns);
  const squares = new Float64Array(counts.numColumns);
  for (const window of sample)
    for (let e = counts.rowBegin[window]!; e < counts.rowBegin[window + 1]!; e++) {
      const value = Math.log1p(counts.count[e]!);
      sum[counts.column[e]!]! += value;
      squares[counts.column[e]!]! += value * value;
    }
  const n = sample.length;
  const spread = sum.map((total, t) => Math.sqrt(Math.max(squares[t]! / n - (total / n) ** 2, 0)));
  const seen = Array.from(sum.keys()).filter((t) => sum[t]! > 0);
  const chosen = seen.sort((a, b) => spread[b]! - spread[a]! || a - b).slice(0, MAX_COLUMNS);
  const templates = Uint32Array.from(chosen).sort();
  return { templates, deviation: Float64Array.from(templates, (t) => Math.max(spread[t]!, DEVIATION_FLOOR)) };
}

/** log(1 + count) over deviation, one value a column. Columns of both sides ascend. */
export function countRow(
  counts: CountMatrix,
  window: number,
  templates: Uint32Array,
  deviation: Float64Array,
): Float64Array {
  const row = new Float64Array(templates.length);
  const end = counts.rowBegin[window + 1]!;
  for (let e = counts.rowBegin[window]!; e < end; e++) {
    const at = columnOf(templates, counts.column[e]!);
    if (at >= 0) row[at] = Math.log1p(counts.count[e]!) / deviation[at]!;
  }
  return row;
}

function columnOf(templates: Uint32Array, template: number): number {
  let low = 0;
  let high = templates.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = templates[middle]!;
    if (value === template) return middle;
    if (value < template) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function countWindows(counts: CountMatrix, segments: readonly Segment[]): Uint32Array {
  const numWindows = new Uint32Array(counts.numColumns);
  for (const { begin, end } of segments)
    for (let e = counts.rowBegin[begin]!; e < counts.rowBegin[end]!; e++) numWindows[counts.column[e]!]!++;
  return numWindows;
}

function fitLevels(
  levelCounts: Uint32Array,
  sample: readonly number[],
): { levelMean: Float64Array; levelDeviation: Float64Array } {
  const levelMean = new Float64Array(NUM_LEVELS);
  const levelDeviation = new Float64Array(NUM_LEVELS);
  for (let level = 0; level < NUM_LEVELS; level++) {
    const values = sample.map((window) => Math.log1p(levelCounts[window * NUM_LEVELS + level]!));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    levelMean[level] = mean;
    levelDeviation[level] = Math.max(Math.sqrt(variance), DEVIATION_FLOOR);
  }
  return { levelMean, levelDeviation };
}

/**
 * Templates of the window that no training window and no earlier window holds, ascending; without those of a file that has only begun.
 * `first`: firstRowOfColumns.
 */
export function newTemplates(
  model: InputModel,
  features: FeatureMatrix,
  first: Uint32Array,
  window: number,
): number[] {
  const { rowBegin, column } = features.counts;
  const knownFrom = features.fileSpans?.knownFrom;
  return Array.from(column.subarray(rowBegin[window]!, rowBegin[window + 1]!)).filter(
    (template) =>
      model.numWindows[template] === 0 &&
      first[template] === window &&
      window >= (knownFrom?.[template] ?? 0),
  );
}

/** |z| of the log count of each level. */
export function levelScores(model: InputModel, features: FeatureMatrix, window: number): Float64Array {
  return model.levelMean.map((mean, level) => {
    const value = Math.log1p(features.levelCounts[window * NUM_LEVELS + level]!);
    return Math.abs(value - mean) / model.levelDeviation[level]!;
  });
}

/** Input row of one window. A training window's new templates are those that no other training window holds. */
export function inputRow(
  model: InputModel,
  features: FeatureMatrix,
  first: Uint32Array,
  window: number,
  inTraining: boolean,
): Float64Array {
  const row = new Float64Array(model.numInputs);
  const counts = countRow(features.counts, window, model.templates, model.deviation);
  projectPca(model.pca, counts).forEach((value, c) => {
    row[c] = value / model.scale[c]!;
  });
  row[model.numComponents] = Math.max(...levelScores(model, features, window)) - 1;
  const numNew = inTraining
    ? numOnlyHere(model, features.counts, window)
    : newTemplates(model, features, first, window).length;
  row[model.numComponents + 1] = Math.log1p(numNew);
  return row;
}

function numOnlyHere(model: InputModel, counts: CountMatrix, window: number): number {
  let num = 0;
  for (let e = counts.rowBegin[window]!; e < counts.rowBegin[window + 1]!; e++)
    if (model.numWindows[counts.column[e]!] === 1) num++;
  return num;
}
