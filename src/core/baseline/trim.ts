/**
 * Trouble inside a baseline that nobody vouched for. In: features, the windows of the baseline. Out: those that disagree with the
 * rest: a burst of errors, or grave records of kinds that hardly any other window holds. They are not learnt, and are scored
 * by the others' teaching, in hindsight (docs/decisions/0006). Looks at the baseline alone, so later windows change nothing.
 */
import type { FeatureMatrix } from '../../contracts/features';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { columnOf } from '../features/columns';
import { median } from '../lib/quantile';
import { thresholdOutOfFold } from '../lib/stats';

/** A kind of grave record that comes in more separate stretches of the baseline than this belongs to the log. */
const MAX_STRETCHES = 3;
/** Windows apart from which on two sightings are separate. */
const APART = 3;
/** Least weight of rare grave records that is worth a look: two unseen errors, thrice each. */
const MIN_WEIGHT = 4;
const FACTOR = 6;
/** Errors that make a window a burst: this many, and this many times the usual. */
const MIN_ERRORS = 20;
const TIMES_USUAL = 10;
/** Where more than this share stands out, the log is like that and nothing is left out. */
const MAX_SHARE01 = 0.15;
/** One trouble that lasted, in a stretch or two, is none of the log's ways though it takes more: what is left is twice as much. */
const MAX_LASTING_SHARE01 = 1 / 3;
const MAX_LASTING_STRETCHES = 2;

/** Windows to leave out, ascending; a subset of `windows`. */
export function oddInBaseline(features: FeatureMatrix, windows: readonly number[]): number[] {
  const weight = weightOfRareGrave(features, windows);
  const errors = errorsOf(features, windows);
  const bound = Math.max(MIN_ERRORS, TIMES_USUAL * (median(errors) + 1));
  const limit = Math.max(MIN_WEIGHT, thresholdOutOfFold(weight, FACTOR));
  const odd = windows.filter((_, i) => weight[i] > limit || errors[i] >= bound);
  const isLasting = numStretchesOf(odd) <= MAX_LASTING_STRETCHES;
  return odd.length <= windows.length * (isLasting ? MAX_LASTING_SHARE01 : MAX_SHARE01) ? odd : [];
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
  visit((template, count, i) => {
    const level = templateLevel?.[template] ?? 0;
    if (level < LEVEL_WARN || numStretches[template] > MAX_STRETCHES) return;
    const gravity = level > LEVEL_ERROR ? 2 : level === LEVEL_ERROR ? 1 : 0.5;
    weight[i] += gravity * Math.log2(1 + count);
  });
  return weight;
}
