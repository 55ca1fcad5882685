/**
 * The second detector: an Isolation Forest over aggregate columns. In: FeatureMatrix, Baseline. Out: DetectorResult. A forest
 * fitted on normal rows only is nearly blind, as columns that are constant there cannot be split: a quarter of background
 * rows, drawn evenly from a widened range of each column, gives it something to cut (FACTS.md). Threshold out of fold.
 */
import type { Baseline, CountMatrix } from '../contracts/features';
import type { Detector, DetectorInput, DetectorResult, Reason } from '../contracts/scores';
import { learntWindows } from '../core/baseline/learnt-windows';
import { activeWindows, tooLittle } from '../core/baseline/sufficiency';
import { abstain, detectorOf } from '../core/detectors/abstention';
import { maxScaleOf, votesUnder } from '../core/detectors/max-scale';
import { NUM_FOLDS } from '../core/detectors/surprise';
import { contiguousFolds, thresholdOutOfFold } from '../core/lib/stats';
import { fitWithBackground } from './isolation-forest-background';
import { COLUMN_WORDS, forestRows } from './isolation-forest-columns';
import type { ForestRow } from './isolation-forest-trees';

/** Deviations above the trimmed mean: scores of a forest are bounded, and crowd below an anomaly's. */
const FACTOR = 4.5;
const MIN_SD = 0.016;

export interface IsolationForestOptions {
  /** Factor on the learnt threshold, above 1 for fewer votes. */
  readonly thresholdScale: number;
}

export function createIsolationForestDetector(options: IsolationForestOptions): Detector {
  return detectorOf('iforest', 'multivariate', (input) => detectByForest(input, options));
}

/** The same as a plain call. Where empty windows are routine the forest learns from the others, and empty ones have no score. */
export function detectByForest(input: DetectorInput, options: IsolationForestOptions): DetectorResult {
  const { features, baseline, seed } = input;
  const why = tooLittle(features.counts, baseline);
  if (why !== null) return abstain('iforest', features.grid.length, why);
  const learnt = rowsToLearn(features.counts, baseline);
  const rows = forestRows(features, baseline);
  const normal = learnt.map((w) => rows[w]);
  const outOfFold = scoreOutOfFold(normal, seed);
  const forest = fitWithBackground(normal, seed);
  const isSparse = learnt.length < learntWindows(baseline).length;
  const { rowBegin } = features.counts;
  const score = Float32Array.from(rows, (row, w) =>
    features.paused?.[w] || (isSparse && rowBegin[w] === rowBegin[w + 1]) ? Number.NaN : forest.score(row),
  );
  learnt.forEach((w, i) => {
    score[w] = outOfFold[i];
  });
  const learntThreshold = thresholdOutOfFold(outOfFold, FACTOR, MIN_SD);
  const threshold = Math.min(0.999, learntThreshold * options.thresholdScale);
  const columns = columnsOf(normal);
  const isSupported = (w: number): boolean => worstColumn(rows[w], columns) >= MIN_SUPPORT;
  const maxScale = maxScaleOf(features, baseline, score, learntThreshold, isSupported);
  const vote = votesUnder(maxScale, options.thresholdScale);
  return {
    name: 'iforest',
    backend: 'js',
    numRows: learnt.length,
    seconds: 0,
    threshold,
    abstained: null,
    score,
    vote,
    maxScale,
    reasons: reasonsOf(rows, vote, columns),
    lossCurve: [],
  };
}

/** Share of empty windows in the baseline from which on they are routine. */
const ROUTINE_EMPTY_SHARE01 = 0.05;

/** Windows of the baseline, without the empty ones where these are routine. */
function rowsToLearn(counts: CountMatrix, baseline: Baseline): number[] {
  const active = activeWindows(counts, baseline);
  const all = learntWindows(baseline);
  return active.length < all.length * (1 - ROUTINE_EMPTY_SHARE01) ? active : all;
}

/** Score of each baseline row by a forest that did not see its block. */
function scoreOutOfFold(rows: readonly ForestRow[], seed: number): Float32Array {
  const folds = contiguousFolds(rows.length, NUM_FOLDS);
  const score = new Float32Array(rows.length);
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const others = rows.filter((_, i) => folds[i] !== fold);
    const forest = fitWithBackground(others, seed + fold + 1);
    rows.forEach((row, i) => {
      if (folds[i] === fold) score[i] = forest.score(row);
    });
  }
  return score;
}

const MAX_REASONS = 3;
/** A column less far off isolated nothing; and one below the usual has nothing to tell beside one above. */
const MIN_DEVIATIONS = 2;

/** A window that no column puts this many deviations above the baseline is isolated by a bit of everything: that is no verdict. */
const MIN_SUPPORT = 4;

interface Column {
  readonly name: string;
  readonly mean: number;
  readonly sd: number;
}

function columnsOf(normal: readonly ForestRow[]): Column[] {
  return Object.keys(normal[0]).map((name) => {
    const mean = normal.reduce((sum, row) => sum + row[name], 0) / normal.length;
    const variance = normal.reduce((sum, row) => sum + (row[name] - mean) ** 2, 0) / normal.length;
    return { name, mean, sd: Math.max(0.05, Math.sqrt(variance)) };
  });
}

function worstColumn(row: ForestRow, columns: readonly Column[]): number {
  return Math.max(...columns.map(({ name, mean, sd }) => (row[name] - mean) / sd));
}

/** The columns of a window that lie furthest off the baseline's, in deviations: what isolated it. */
function reasonsOf(
  rows: readonly ForestRow[],
  vote: Uint8Array,
  columns: readonly Column[],
): Record<number, readonly Reason[]> {
  const reasons: Record<number, readonly Reason[]> = {};
  vote.forEach((isOdd, w) => {
    if (!isOdd) return;
    const off = columns.map(({ name, mean, sd }) => ({ name, z: (rows[w][name] - mean) / sd }));
    off.sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
    const telling = off.filter(({ z }, i) => i === 0 || z >= MIN_DEVIATIONS);
    reasons[w] = telling.slice(0, MAX_REASONS).map(({ name, z }) => ({
      text: `${COLUMN_WORDS[name] ?? name} ${Math.abs(z).toFixed(1)} deviations ${z > 0 ? 'above' : 'below'} the baseline`,
      template: null,
      observed: null,
      expected: null,
    }));
  });
  return reasons;
}
