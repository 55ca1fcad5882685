/** How much happens when: the daily rhythm, and events drawn along it. In: a seeded generator and rates. Out: times. */
import type { Random } from '../lib/random';

/** A quantity over time; the argument is ms since 1970, UTC. */
export type Dial = (timeMs: number) => number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** Relative volume at full hours 0 .. 24: quiet at night, three gentle peaks by day, 1 on the average of the day. */
const HOURLY = [
  0.8, 0.72, 0.67, 0.64, 0.64, 0.68, 0.8, 0.98, 1.12, 1.18, 1.17, 1.14, 1.11, 1.11, 1.14, 1.17, 1.16, 1.13,
  1.12, 1.14, 1.16, 1.12, 1.02, 0.9, 0.8,
];
/** Share by which traffic wanders around its rhythm. */
const WANDER = 0.035;

/** Relative volume by the hour of the day, UTC, linear between full hours. */
function dailyRhythm(timeMs: number): number {
  const hour = (timeMs / HOUR) % 24;
  const full = Math.floor(hour);
  return HOURLY[full] + (HOURLY[full + 1] - HOURLY[full]) * (hour - full);
}

/** The rhythm with noise that wanders slowly (first-order autoregression a minute). */
export function wanderingTraffic(random: Random, startMs: number, endMs: number): Dial {
  const noise: number[] = [];
  let level = 0;
  for (let t = startMs; t <= endMs; t += MINUTE) {
    level = 0.7 * level + Math.sqrt(1 - 0.7 ** 2) * random.normal();
    noise.push(1 + WANDER * Math.max(-2.5, Math.min(2.5, level)));
  }
  return (t) => dailyRhythm(t) * (noise[Math.floor((t - startMs) / MINUTE)] ?? 1);
}

/**
 * Visits events in [begin, end) at a rate per minute that may change with time. Gaps are 0.4 to 1.6 of the mean: steadier
 * than a Poisson process, as machine traffic is.
 */
export function arrivals(
  random: Random,
  begin: number,
  end: number,
  perMinute: Dial | number,
  visit: (timeMs: number) => void,
): void {
  const rate = typeof perMinute === 'number' ? () => perMinute : perMinute;
  let t = begin + random.next() * Math.min(MINUTE, MINUTE / Math.max(rate(begin), 1e-3));
  while (t < end) {
    const now = rate(t);
    if (now <= 0) {
      t += 5 * SECOND;
      continue;
    }
    visit(t);
    t += (MINUTE / now) * (0.4 + 1.2 * random.next());
  }
}

/** Visits the jobs of a timer: every `periodMs` from `begin` + `offsetMs`, up to two seconds late. */
export function periodic(
  random: Random,
  begin: number,
  end: number,
  periodMs: number,
  offsetMs: number,
  visit: (timeMs: number) => void,
): void {
  for (let t = begin + offsetMs; t < end; t += periodMs) visit(t + 2 * SECOND * random.next());
}

/** 0 before begin, 1 from end on, linear between. */
export function progress01(timeMs: number, begin: number, end: number): number {
  return Math.max(0, Math.min(1, (timeMs - begin) / (end - begin)));
}

/** A rate that is 0 outside [begin, end) and goes from `first` to `last` within. */
export function ramp(begin: number, end: number, first: number, last: number): Dial {
  return (t) => (t < begin || t >= end ? 0 : first + (last - first) * progress01(t, begin, end));
}
