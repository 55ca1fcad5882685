/**
 * Whether a baseline was itself ill. In: the error counts of its windows. Out: a Problem for the reader, or null. The
 * detectors take the baseline as normal, so an incident that also fills it goes unseen: that must be said.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Problem } from '../../contracts/units';
import { median } from '../lib/quantile';

/** Errors that make a window of the baseline stand out: this many, and this many times the usual. */
const LEAST_ERRORS = 20;
const TIMES_USUAL = 10;

export function baselineProblem(features: FeatureMatrix, baseline: Baseline): Problem | null {
  const width = features.columns.length;
  const place = features.columns.indexOf('error_count');
  const numWindows = baseline.end - baseline.begin;
  const errors = Float32Array.from(
    { length: numWindows },
    (_, i) => features.values[(baseline.begin + i) * width + place],
  );
  const usual = median(errors);
  const ill = errors.filter((count) => count >= Math.max(LEAST_ERRORS, TIMES_USUAL * (usual + 1)));
  if (ill.length === 0) return null;
  const most = ill.reduce((a, b) => Math.max(a, b));
  const windows = ill.length === 1 ? 'window' : 'windows';
  const message =
    `The baseline was taken as normal, but ${ill.length} of its ${numWindows} windows hold bursts of errors ` +
    `(up to ${most} ${windows === 'window' ? 'in one' : 'each'}, usually ${usual}): trouble of the same kind later may go unseen. ` +
    'Choose a healthy range or a file known to be good as the baseline.';
  return {
    severity: 'warning',
    code: 'baseline-not-quiet',
    message,
    file: null,
    lineNum: null,
    byteOffset: null,
  };
}
