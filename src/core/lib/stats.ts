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
 * Threshold from scores out of fold; no labels. A few dozen scores give mean + 3 sd or, when that is lower, their maximum;
 * from `MANY_SCORES` on a high quantile stands in for the maximum, as thousands of scores always hold some odd ones.
 */
export function thresholdOutOfFold(scores: ArrayLike<number>): number {
  const sorted = Float64Array.from(scores).sort();
  const { mean, sd } = moments(sorted);
  const top = sorted.length < MANY_SCORES ? 1 : 0.998;
  return Math.max(mean + 3 * sd, quantileOfSorted(sorted, top));
}
const MANY_SCORES = 500;
