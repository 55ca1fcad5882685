/** Small statistics that several detectors share: moments, contiguous folds, thresholds from scores out of fold. */
import { quantileOfSorted } from './quantile';

export interface Moments {
  readonly mean: number;
  /** Population deviation. */
  readonly sd: number;
}

/** Mean and deviation; both 0 for no values. */
export function moments(values: ArrayLike<number>): Moments {
  const n = values.length;
  if (n === 0) return { mean: 0, sd: 0 };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { mean, sd: Math.sqrt(squares / n) };
}

/** Fold of each of n items in numFolds contiguous blocks: neighbours in time are left out together. */
export function contiguousFolds(n: number, numFolds: number): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => Math.floor((i * numFolds) / n));
}

/**
 * Threshold from scores out of fold; no labels. The baseline may hold a few incidents of its own, so the highest tenth has no
 * say: the mean of the others + `factor` of their deviations (6 of these are about 4 of an untrimmed normal). Hundreds of
 * scores always hold some odd ones that are routine, seen weekly or monthly: from there on a high quantile decides as well.
 * `leastSd`: what the deviation is taken for at least, as a very regular baseline understates it.
 */
export function thresholdOutOfFold(scores: ArrayLike<number>, factor: number, leastSd = 0): number {
  const sorted = Float64Array.from(scores).sort();
  const { mean, sd } = moments(sorted.subarray(0, Math.ceil(sorted.length * (1 - TRIMMED_SHARE01))));
  const trimmed = mean + factor * Math.max(sd, leastSd);
  if (sorted.length < MANY_SCORES) return trimmed;
  const high = Math.min(HIGHEST_QUANTILE, 1 - 2 / sorted.length);
  return Math.max(trimmed, quantileOfSorted(sorted, high));
}
const TRIMMED_SHARE01 = 0.1;
const MANY_SCORES = 200;
const HIGHEST_QUANTILE = 0.998;
