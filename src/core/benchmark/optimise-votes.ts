/**
 * Votes of a detector under other thresholds, from its scores alone. In: a DetectorResult with the scale it was made under, windows
 * that cannot be voted for, features. Out: scales worth trying, and for a scale its votes as bits.
 */
import type { FeatureMatrix } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import { MAX_ODD_SHARE01, repeatedSince } from '../detectors/daily-habits';
import { addBit, type Bitset, createBitset } from '../lib/bitset';
import { quantile } from '../lib/quantile';

/** As the settings allow. */
const LEAST_SCALE = 0.1;
const MOST_SCALE = 10;

export interface Revoter {
  readonly isMute: boolean;
  readonly scaleNow: number;
  /** Scales, ascending, `num` or fewer, over the range in which its votes change; the present one is among them. */
  scales(num: number): readonly number[];
  votes(scale: number): Bitset;
}

/** At the present scale the votes are those of the result. One that abstained stays mute. */
export function createRevoter(
  { score, threshold, abstained }: DetectorResult,
  scaleNow: number,
  features: FeatureMatrix,
  isClosed: Uint8Array,
): Revoter {
  const { length } = score;
  const unit = threshold ?? 1;
  const isMute = abstained !== null || threshold === null;
  const habits = new Map<number, readonly number[]>();
  const sinceOf = (w: number): readonly number[] => {
    let since = habits.get(w);
    if (since === undefined) {
      since = repeatedSince(features, score, w);
      habits.set(w, since);
    }
    return since;
  };
  return {
    isMute,
    scaleNow,
    scales: (num) => (isMute ? [scaleNow] : scalesOf(openRatios(score, unit, isClosed), scaleNow, num)),
    votes(scale) {
      const bits = createBitset(length);
      if (isMute) return bits;
      const limit = unit * (scale / scaleNow);
      const numOdd = oddBefore(score, limit);
      for (let w = 0; w < length; w++) {
        if (!(score[w] > limit) || isClosed[w]) continue;
        const isHabit = sinceOf(w).some(
          (first) => numOdd[w] - numOdd[first] <= MAX_ODD_SHARE01 * (w - first),
        );
        if (!isHabit) addBit(bits, w);
      }
      return bits;
    },
  };
}

/** How many windows before each lie above the limit; one entry more than there are windows. */
function oddBefore(score: Float32Array, limit: number): Uint32Array {
  const numOdd = new Uint32Array(score.length + 1);
  for (let w = 0; w < score.length; w++) numOdd[w + 1] = numOdd[w] + (score[w] > limit ? 1 : 0);
  return numOdd;
}

function openRatios(score: Float32Array, unit: number, isClosed: Uint8Array): Float64Array {
  const open: number[] = [];
  for (let w = 0; w < score.length; w++)
    if (!isClosed[w] && !Number.isNaN(score[w])) open.push(score[w] / unit);
  return Float64Array.from(open);
}

/** From the middle score to just above the highest, evenly in proportion: beyond either every vote is a mistake or there is none. */
function scalesOf(ratios: Float64Array, scaleNow: number, num: number): number[] {
  if (ratios.length === 0) return [scaleNow];
  const inside = (scale: number): number => Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
  const highest = ratios.reduce((a, b) => Math.max(a, b));
  const low = Math.min(scaleNow, inside(quantile(ratios, 0.5) * scaleNow));
  const high = Math.max(scaleNow, inside(highest * 1.02 * scaleNow));
  const scales = Array.from({ length: num }, (_, i) =>
    Number((low * (high / low) ** (i / (num - 1))).toPrecision(3)),
  );
  const nearest = scales.reduce(
    (best, scale, i) => (Math.abs(scale - scaleNow) < Math.abs(scales[best] - scaleNow) ? i : best),
    0,
  );
  scales[nearest] = scaleNow;
  return [...new Set(scales.map(inside))].sort((a, b) => a - b);
}
