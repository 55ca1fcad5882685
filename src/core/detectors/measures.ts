/**
 * How far shares and numbers lie off their usual. In: Measures, the windows learnt from. Out: for each window the measure that is furthest off,
 * as a multiple of its own threshold. On log scales: a share as its log-odds, with what chance adds in few cases; a number as its
 * logarithm, linear about 0. The centre follows the windows that are not odd, the spread is that of the baseline. Inside the baseline out of fold.
 */
import type { Measure } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { median } from '../lib/quantile';
import { contiguousFolds, thresholdOutOfFold } from '../lib/stats';

/** One entry a window. */
export interface MeasureSurprise {
  /** Deviations of the measure that is furthest off, on the scale of `leastRise`: at that value it is at its own threshold. */
  readonly off: Float32Array;
  /** Index of that measure; -1: none has a value. */
  readonly measure: Int32Array;
  /** Its usual value then, NaN without one. */
  readonly usual: Float32Array;
}

export interface MeasureOptions {
  /** Windows learnt from, ascending. */
  readonly learnt: readonly number[];
  /** 1 for each of them. One entry a window. */
  readonly isLearnt: Uint8Array;
  /** Window from which the centre may follow what comes. */
  readonly baselineEnd: number;
  readonly numFolds: number;
}

/** Deviation that even a perfectly regular measure is granted, in log units: as for counts, about a quarter more or less. */
const SPREAD_FLOOR = 0.25;
/** Windows of the baseline that must have a value: as many as any detector needs. */
const MIN_WINDOWS = THRESHOLDS.minBaselineWindows;
const LEAST = THRESHOLDS.leastRise;
/** A share that rose by less than this is not worth a vote, however rare the failure was. */
const MIN_SHARE_RISE01 = THRESHOLDS.shareRise01;
/** So much further off than what is routine. */
const ABOVE_ROUTINE = 1.1;
/** 1.4826 median deviations are one of a normal. */
const MAD_TO_SD = 1.4826;

export function measureSurprise(
  measures: readonly Measure[],
  numWindows: number,
  options: MeasureOptions,
): MeasureSurprise {
  const off = new Float32Array(numWindows);
  const measure = new Int32Array(numWindows).fill(-1);
  const usual = new Float32Array(numWindows).fill(Number.NaN);
  measures.forEach((each, m) => {
    const scored = scoreMeasure(each, options);
    if (scored === null) return;
    for (let w = 0; w < numWindows; w++) {
      if (!(scored.off[w] > off[w])) continue;
      off[w] = scored.off[w];
      measure[w] = m;
      usual[w] = scored.usual[w];
    }
  });
  return { off, measure, usual };
}

function scoreMeasure(
  measure: Measure,
  { learnt, isLearnt, baselineEnd, numFolds }: MeasureOptions,
): { off: Float32Array; usual: Float32Array } | null {
  const valued = learnt.filter((w) => !Number.isNaN(measure.value[w]));
  if (valued.length < Math.max(MIN_WINDOWS, learnt.length / 2)) return null;
  const scale = scaleOf(measure, valued);
  const x = Float64Array.from(measure.value, (value, w) => scale.to(value, measure.num[w]));
  const folds = contiguousFolds(valued.length, numFolds);
  const raw = new Float32Array(x.length);
  for (let fold = 0; fold < numFolds; fold++) {
    const others = valued.filter((_, i) => folds[i] !== fold);
    const normal = normalOf(measure, scale, x, others);
    valued.forEach((w, i) => {
      if (folds[i] === fold) raw[w] = deviation(measure, scale, x, normal, w);
    });
  }
  const lasting = lastingOf(measure, raw);
  const threshold = thresholdOf(valued.map((w) => lasting[w]));
  const usual = new Float32Array(x.length);
  const { center, spread } = normalOf(measure, scale, x, valued);
  let sum = center * valued.length;
  let num = valued.length;
  const before = createRun();
  for (let w = 0; w < x.length; w++) {
    usual[w] = scale.from(sum / num);
    if (Number.isNaN(x[w])) continue;
    if (!isLearnt[w]) {
      raw[w] = deviation(measure, scale, x, { center: sum / num, spread }, w);
      lasting[w] = measure.what === 'share' ? raw[w] : before.leastWith(raw[w]);
      if (w >= baselineEnd && raw[w] <= threshold) {
        sum += x[w];
        num++;
      }
    }
    before.add(raw[w]);
  }
  return { off: lasting.map((z) => (z * LEAST) / threshold), usual };
}

/** What the baseline shows twice is routine, however far off it is. */
function thresholdOf(scores: readonly number[]): number {
  const second = [...scores].sort((a, b) => b - a)[1] ?? 0;
  return Math.max(LEAST, thresholdOutOfFold(scores, THRESHOLDS.deviations), second * ABOVE_ROUTINE);
}

/** A number is off where it was so in the windows with a value before as well: some slow requests are no news. */
function lastingOf({ what, value }: Measure, raw: Float32Array): Float32Array {
  if (what === 'share') return raw.slice();
  const before = createRun();
  return raw.map((z, w) => {
    if (Number.isNaN(value[w])) return 0;
    const lasting = before.leastWith(z);
    before.add(z);
    return lasting;
  });
}

/** The last deviations, as many as make a trouble last with one more. */
function createRun() {
  const last: number[] = new Array(THRESHOLDS.lastingWindows - 1).fill(0);
  return {
    leastWith: (z: number): number => Math.min(z, ...last),
    add(z: number): void {
      last.push(z);
      last.shift();
    },
  };
}

interface Scale {
  to(value: number, num: number): number;
  from(x: number): number;
}

function scaleOf({ what, value }: Measure, valued: readonly number[]): Scale {
  if (what === 'share')
    return {
      to: (share, num) => Math.log((share * num + 0.5) / ((1 - share) * num + 0.5)),
      from: (x) => 1 / (1 + Math.exp(-x)),
    };
  const sizes = valued.map((w) => Math.abs(value[w]));
  const unit = median(sizes) || median(sizes.filter((size) => size > 0)) || 1;
  return { to: (each) => Math.asinh(each / (unit / 2)), from: (x) => Math.sinh(x) * (unit / 2) };
}

interface Normal {
  readonly center: number;
  readonly spread: number;
}

/** A value that goes in steps is granted one of them. */
function normalOf({ step = 0 }: Measure, scale: Scale, x: Float64Array, windows: readonly number[]): Normal {
  const values = windows.map((w) => x[w]);
  const center = median(values);
  const spread = MAD_TO_SD * median(values.map((each) => Math.abs(each - center)));
  const ofStep = step === 0 ? 0 : scale.to(scale.from(center) + step, 0) - center;
  return { center, spread: Math.max(SPREAD_FLOOR, spread, ofStep) };
}

/** At least 0. Fewer failures are no news; a number that falls is one where even its high values do. */
function deviation(
  { what, value, num }: Measure,
  scale: Scale,
  x: Float64Array,
  { center, spread }: Normal,
  w: number,
): number {
  const above = x[w] - center;
  if (what === 'share') {
    if (value[w] - scale.from(center) < MIN_SHARE_RISE01) return 0;
    const cases = value[w] * num[w];
    const chance = 1 / (cases + 0.5) + 1 / (num[w] - cases + 0.5);
    return Math.max(0, above / Math.sqrt(spread ** 2 + chance));
  }
  return (what === 'p95' ? Math.abs(above) : Math.max(0, above)) / spread;
}
