/**
 * Votes of a detector under other thresholds. In: a DetectorResult with the scale it was made under, windows that cannot be voted for. Out:
 * scales worth trying, and for a scale its votes as bits: those of a run under it.
 */
import type { DetectorResult } from '../../contracts/scores';
import { THRESHOLD_ROWS } from '../../contracts/thresholds';
import { votesUnder } from '../detectors/max-scale';
import { addBit, type Bitset, createBitset } from '../lib/bitset';
import { quantile } from '../lib/quantile';

/** As the settings allow. */
const [MIN_SCALE, MOST_SCALE] = THRESHOLD_ROWS.thresholdScale.range;

export interface Revoter {
  readonly isMute: boolean;
  readonly scaleNow: number;
  /** Scales, ascending, `num` or fewer, over the range in which its votes change; the present one is among them. */
  scales(num: number): readonly number[];
  votes(scale: number): Bitset;
}

/** One that abstained stays mute. */
export function createRevoter(
  { score, maxScale, abstained }: DetectorResult,
  scaleNow: number,
  isClosed: Uint8Array,
): Revoter {
  const { length } = score;
  const isMute = abstained !== null || maxScale === undefined;
  return {
    isMute,
    scaleNow,
    scales: (num) => (isMute ? [scaleNow] : scalesOf(openReach(maxScale, isClosed), scaleNow, num)),
    votes(scale) {
      const bits = createBitset(length);
      if (!isMute)
        votesUnder(maxScale, scale).forEach((vote, w) => {
          if (vote) addBit(bits, w);
        });
      return bits;
    },
  };
}

/** 0 where no factor gives a vote. */
function openReach(maxScale: Float64Array, isClosed: Uint8Array): Float64Array {
  return maxScale.filter((_, w) => !isClosed[w]).map((each) => (Number.isNaN(each) ? 0 : each));
}

/**
 * From where every window that can vote does, or every second one, to just above the highest, evenly in proportion: beyond either every
 * vote is a mistake or there is none.
 */
function scalesOf(maxScale: Float64Array, scaleNow: number, num: number): number[] {
  const reached = maxScale.filter((each) => each > 0);
  if (reached.length === 0) return [scaleNow];
  const inside = (scale: number): number => Math.min(MOST_SCALE, Math.max(MIN_SCALE, scale));
  const [lowest, highest] = [Math.min, Math.max].map((of) => reached.reduce((a, b) => of(a, b)));
  const low = Math.min(scaleNow, inside(Math.max(quantile(maxScale, 0.5), lowest * 0.98)));
  const high = Math.max(scaleNow, inside(highest * 1.02));
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
