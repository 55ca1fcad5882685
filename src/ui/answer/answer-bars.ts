// In: a timeline and an incident. Out: what the small chart of an answer is drawn from: bars of records, the moments that are named over them,
// the times under them. All places are shares of the width, 0 to 1.

import type { Incident } from '../../contracts/incident';
import type { Timeline } from '../../contracts/result';
import { NUM_LEVELS } from '../../contracts/units';
import { t } from '../../words/t';
import { type HeightScale, onScale, scaleOf } from '../charts/height-scale';
import { firstsOfMonths, type ShownClock, wholeSteps } from '../shared/time';

export interface Bar {
  /** Windows [begin, end). */
  readonly begin: number;
  readonly end: number;
  /** Of the highest bar, 0 to 1: records of its busiest window. */
  readonly height: number;
  readonly records: number;
  readonly kind: 'usual' | 'warning' | 'outage';
}

export interface Moment {
  readonly kind: 'change' | 'sign' | 'outage';
  readonly timeMs: number;
  readonly label: string;
  readonly place: number;
  /** Row of its label, 0 the lowest. */
  readonly row: number;
}

export interface Tick {
  readonly label: string;
  readonly place: number;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** More could not be told apart on a phone. */
const MAX_BARS = 110;

export function barsOf(
  { grid, levelCounts }: Pick<Timeline, 'grid' | 'levelCounts'>,
  incident: Incident,
): readonly Bar[] {
  const first = Math.min(incident.start, signOf(incident) ?? incident.start);
  const join = Math.max(1, Math.ceil(grid.length / MAX_BARS));
  const bars: Omit<Bar, 'height'>[] = [];
  for (let begin = 0; begin < grid.length; begin += join) {
    const end = Math.min(grid.length, begin + join);
    bars.push({
      begin,
      end,
      records: busiest(levelCounts, begin, end),
      kind: kindOf(grid.startMs + begin * grid.windowMs, grid.startMs + end * grid.windowMs, first, incident),
    });
  }
  const scale = scaleOfBars(bars);
  const highest = onScale(scale, Math.max(1, ...bars.map(({ records }) => records)));
  return bars.map((bar) => ({ ...bar, height: onScale(scale, bar.records) / highest }));
}

/** That their heights are drawn on. */
export function scaleOfBars(bars: readonly Pick<Bar, 'records'>[]): HeightScale {
  return scaleOf(bars.map(({ records }) => records));
}

function busiest(levelCounts: Uint32Array, begin: number, end: number): number {
  let most = 0;
  for (let w = begin; w < end; w++) {
    let sum = 0;
    for (let level = 0; level < NUM_LEVELS; level++) sum += levelCounts[w * NUM_LEVELS + level];
    most = Math.max(most, sum);
  }
  return most;
}

/** Of the span [from, to); `first`: when the incident shows first. */
function kindOf(from: number, to: number, first: number, { end, outageStart }: Incident): Bar['kind'] {
  if (to <= first || from >= end) return 'usual';
  return outageStart !== null && to > outageStart ? 'outage' : 'warning';
}

/** When its first line was written; null: its lines state no time. */
function signOf({ answer }: Incident): number | null {
  const times = (answer?.whatHappened ?? []).flatMap(({ timeMs }) => (timeMs === null ? [] : [timeMs]));
  return times.length === 0 ? null : Math.min(...times);
}

/** Two lines that are nearer to each other than that look like one. */
const SAME_PLACE = 0.004;

/** A change that came longer before is no news beside the incident. */
const CHANGE_MINUTES = 180;

/** The nearest change shortly before, the first sign, the outage: those that lie in the log. */
export function momentsOf(grid: Timeline['grid'], incident: Incident, clock: ShownClock): readonly Moment[] {
  const span = grid.length * grid.windowMs;
  const placeOf = (timeMs: number): number => (timeMs - grid.startMs) / span;
  const { outageStart } = incident;
  const sign = signOf(incident) ?? incident.start;
  const isBefore = outageStart === null || placeOf(outageStart) - placeOf(sign) > SAME_PLACE;
  const [change] = incident.changes
    .filter(({ minutesBefore }) => minutesBefore <= CHANGE_MINUTES)
    .sort((a, b) => a.minutesBefore - b.minutesBefore);
  const found: (readonly [Moment['kind'], string, number])[] = [];
  if (change !== undefined) found.push(['change', change.change.kind, change.change.timeMs]);
  if (isBefore) found.push(['sign', t('first sign'), sign]);
  if (outageStart !== null) found.push(['outage', t('outage'), outageStart]);
  const inLog = found.filter(([, , timeMs]) => placeOf(timeMs) >= 0 && placeOf(timeMs) <= 1);
  const rows = labelRows(inLog.map(([, , timeMs]) => placeOf(timeMs)));
  return inLog.map(([kind, label, timeMs], i) => ({
    kind,
    timeMs,
    label: `${label} ${span > DAY ? `${clock.day(timeMs)} ` : ''}${clock.minutes(timeMs)}`,
    place: placeOf(timeMs),
    row: rows[i],
  }));
}

/** Labels right of this stand to the left of their line. */
export const FLIP = 0.7;
/** Room of a label, enough on a phone. */
const LABEL = 0.36;

/** The lowest row, from 0, in which each label lies on none before it. */
export function labelRows(places: readonly number[]): readonly number[] {
  const taken: { row: number; from: number; to: number }[] = [];
  for (const place of places) {
    const [from, to] = place > FLIP ? [place - LABEL, place] : [place, place + LABEL];
    const isFree = (row: number): boolean =>
      taken.every((each) => each.row !== row || to <= each.from || from >= each.to);
    let row = 0;
    while (!isFree(row)) row++;
    taken.push({ row, from, to });
  }
  return taken.map(({ row }) => row);
}

const STEPS = [
  ...[1, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE),
  ...[1, 2, 7, 14].map((days) => days * DAY),
];
const STEPS_IN_MONTHS = [1, 2, 3, 6, 12, 24, 60];
const MONTH = 30 * DAY;
const MAX_TICKS = 6;

/** At whole steps of the clock: its times; dates where a step is a day or more. */
export function ticksOf({ startMs, windowMs, length }: Timeline['grid'], clock: ShownClock): readonly Tick[] {
  const span = length * windowMs;
  const step = STEPS.find((each) => span / each <= MAX_TICKS);
  const times =
    step === undefined
      ? firstsOfMonths(startMs, startMs + span, monthsOf(span), clock)
      : wholeSteps(startMs, startMs + span, step, clock);
  return times.map((timeMs) => ({
    label: step !== undefined && step < DAY ? clock.minutes(timeMs) : clock.day(timeMs),
    place: (timeMs - startMs) / span,
  }));
}

/** From one mark to the next. */
function monthsOf(span: number): number {
  const months = STEPS_IN_MONTHS.find((each) => span / (each * MONTH) <= MAX_TICKS);
  return Math.ceil(months ?? span / MONTH / MAX_TICKS);
}
