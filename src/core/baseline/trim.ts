/**
 * Trouble inside a baseline that nobody vouched for. In: features, the windows of the baseline. Out: those that disagree with the
 * rest: a burst of errors, errors of several components at once, or grave records of kinds that hardly any other window holds. They are not learnt, and are scored
 * by what the others taught, in hindsight (docs/decisions/0006). Looks at the baseline alone, so later windows change nothing.
 */
import type { FeatureMatrix } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';
import { columnOf } from '../features/columns';
import { weightOfLevel } from '../features/weight-of-level';
import { median } from '../lib/quantile';
import { thresholdOutOfFold } from '../lib/stats';
import { burstBound } from './burst';

/** Windows apart from which on two sightings are separate. */
const APART = 3;
/** One trouble that lasted, in a stretch or two, is none of the log's ways though it takes more. */
const MAX_LASTING_STRETCHES = 2;

/**
 * Windows to leave out, ascending; a subset of `windows`.
 * @param failed windows in which a failure shows in several components
 */
export function oddInBaseline(
  features: FeatureMatrix,
  windows: readonly number[],
  failed: ReadonlySet<number> = new Set(),
): number[] {
  const weight = weightOfRareGrave(features, windows);
  const errors = errorsOf(features, windows);
  const bound = burstBound(median(errors));
  const limit = Math.max(THRESHOLDS.oddWeight, thresholdOutOfFold(weight, THRESHOLDS.deviations));
  const odd = windows.filter((_, i) => weight[i] > limit || errors[i] >= bound || failed.has(windows[i]));
  const isLasting = numStretchesOf(odd) <= MAX_LASTING_STRETCHES;
  const most = isLasting ? THRESHOLDS.maxLastingOddShare01 : THRESHOLDS.maxOddShare01;
  return odd.length <= windows.length * most ? odd : [];
}

/** A single calm window does not end a stretch. */
function numStretchesOf(windows: readonly number[]): number {
  return windows.filter((w, i) => i === 0 || w - windows[i - 1] > 2).length;
}

function errorsOf(features: FeatureMatrix, windows: readonly number[]): Float32Array {
  const errors = columnOf(features, 'error_count');
  return Float32Array.from(windows, (w) => errors[w]);
}

/** Sum over the grave templates that come in few stretches: their gravity times log2(1 + count). */
function weightOfRareGrave(features: FeatureMatrix, windows: readonly number[]): Float64Array {
  const { counts, templateLevel } = features;
  const numStretches = new Uint32Array(counts.numColumns);
  const lastSeen = new Int32Array(counts.numColumns).fill(-2 * APART);
  const visit = (see: (template: number, count: number, i: number, w: number) => void): void =>
    windows.forEach((w, i) => {
      for (let e = counts.rowBegin[w]; e < counts.rowBegin[w + 1]; e++)
        see(counts.column[e], counts.count[e], i, w);
    });
  visit((template, _count, _i, w) => {
    if (w - lastSeen[template] > APART) numStretches[template]++;
    lastSeen[template] = w;
  });
  const weight = new Float64Array(windows.length);
  const maxStretches = THRESHOLDS.oddStretches;
  visit((template, count, i) => {
    const level = templateLevel?.[template] ?? 0;
    if (level < LEVEL_WARN || numStretches[template] > maxStretches) return;
    weight[i] += weightOfLevel(level) * Math.log2(1 + count);
  });
  return weight;
}
