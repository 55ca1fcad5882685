// In: records per bin of time. Out: what is drawn: one SVG path a class, the height of the scale, marks of the time axis.

import type { PreviewHistogram } from '../../contracts/preview';
import { type HeightScale, onScale, scaleOf } from '../charts/height-scale';
import { isMidnight, type ShownClock, wholeSteps } from '../shared/time';

/** From the bottom of the stack, as in the timeline: what matters most stands on the axis. Index into counts, colour. */
export const CLASSES = [
  { name: 'error', column: 2, colour: 'level-error' },
  { name: 'warning', column: 1, colour: 'level-warn' },
  { name: 'quiet', column: 0, colour: 'level-info' },
] as const;
const NUM_COLUMNS = 3;
/** A bar with anything in it is at least so high: one error among thousands of records is the point of looking. */
const MIN_HEIGHT = 2;
const GAP = 0.12;

export interface HistogramShape {
  /** One a class of CLASSES, in units of bins across and of `height` up. */
  readonly paths: readonly string[];
  /** Records that the full height stands for. */
  readonly top: number;
  readonly scale: HeightScale;
}

export interface Tick {
  /** 0 left, 1 right. */
  readonly at01: number;
  readonly text: string;
}

export function shapeOf({ length, counts }: PreviewHistogram, height: number): HistogramShape {
  const sums = Array.from({ length }, (_, bin) => sumOf(counts, bin));
  const scale = scaleOf(sums);
  const top = niceAbove(sums.reduce((most, sum) => Math.max(most, sum), 0));
  const paths = ['', '', ''];
  for (let bin = 0; bin < length; bin++) {
    let [y, sum] = [height, 0];
    for (const [i, { column }] of CLASSES.entries()) {
      const count = counts[bin * NUM_COLUMNS + column];
      if (count === 0) continue;
      const from = onScale(scale, sum);
      sum += count;
      const bar = Math.max(MIN_HEIGHT, ((onScale(scale, sum) - from) / onScale(scale, top)) * height);
      const upper = Math.max(0, y - bar);
      paths[i] += `M${bin + GAP / 2} ${round(y)}V${round(upper)}h${1 - GAP}V${round(y)}z`;
      y = upper;
    }
  }
  return { paths, top, scale };
}

/** Sums over all bins, in the order of CLASSES. */
export function totalsOf({ length, counts }: PreviewHistogram): readonly number[] {
  return CLASSES.map(({ column }) => {
    let sum = 0;
    for (let bin = 0; bin < length; bin++) sum += counts[bin * NUM_COLUMNS + column];
    return sum;
  });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 91, 182, 365, 1826, 3652].map((n) => n * DAY),
];

/** At most `most` marks at whole times. */
export function ticksOf(
  { startMs, binMs, length }: PreviewHistogram,
  most: number,
  clock: ShownClock,
): readonly Tick[] {
  const span = binMs * length;
  const step = STEPS.find((each) => span / each <= most) ?? Math.ceil(span / most / DAY) * DAY;
  return wholeSteps(startMs, startMs + span, step, clock).map((ms) => ({
    at01: (ms - startMs) / span,
    text: labelOf(ms, step, clock),
  }));
}

/** The date at midnight, and everywhere when marks are days apart. */
function labelOf(ms: number, step: number, clock: ShownClock): string {
  const { date, time } = clock.parts(ms);
  if (step >= 182 * DAY) return date.slice(0, 7);
  if (step >= DAY || isMidnight(ms, clock)) return date.slice(5);
  return time.slice(0, step < MINUTE ? 8 : 5);
}

function sumOf(counts: Float64Array, bin: number): number {
  const at = bin * NUM_COLUMNS;
  return counts[at] + counts[at + 1] + counts[at + 2];
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten: a scale that does not move with every record. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((each) => each * power >= value) ?? 10;
  return Math.max(1, Math.ceil(factor * power));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
