/** Signs of a degradation: events that are clear from its first minute and grow until the outage. */
import type { Random } from '../lib/random';
import { arrivals, type Dial, MINUTE, progress01, SECOND } from './rhythm';
import type { IncidentPlan, Scene } from './scene';
import { appLine, workerThread } from './sources/app-server';

/** 0 up to the start of the degradation, 1 from the outage on. */
export function hurtBy({ degradationStart, outageStart }: IncidentPlan): Dial {
  return (t) => progress01(t, degradationStart, outageStart);
}

export function isDegraded(plan: IncidentPlan, timeMs: number): boolean {
  return timeMs >= plan.degradationStart && timeMs < plan.outageEnd;
}

export function isOutage(plan: IncidentPlan, timeMs: number): boolean {
  return timeMs >= plan.outageStart && timeMs < plan.outageEnd;
}

/**
 * Events from `first` a minute at the start of the degradation to `last` a minute at the outage, and so until its end.
 * @param delayMinutes of the first one after the start of the degradation
 */
export function growing(
  random: Random,
  plan: IncidentPlan,
  first: number,
  last: number,
  visit: (timeMs: number) => void,
  delayMinutes = 0,
): void {
  const hurt = hurtBy(plan);
  const begin = plan.degradationStart + delayMinutes * MINUTE;
  arrivals(random, begin, plan.outageEnd, (t) => first + (last - first) * hurt(t), visit);
}

export type WriteWarnings = (
  first: number,
  last: number,
  logger: string,
  message: (timeMs: number) => string,
  delayMinutes?: number,
) => void;

/** Warnings of the app server's workers that grow as `growing` says. */
export function growingWarnings(scene: Scene, random: Random, plan: IncidentPlan): WriteWarnings {
  return (first, last, logger, message, delayMinutes = 0) => {
    const write = (t: number): void => appLine(scene, t, 'WARN', workerThread(random), logger, message(t));
    growing(random, plan, first, last, write, delayMinutes);
  };
}

/** Events at a steady rate from the start of the outage to its end. */
export function duringOutage(
  random: Random,
  plan: IncidentPlan,
  perMinute: number,
  visit: (timeMs: number) => void,
): void {
  arrivals(random, plan.outageStart, plan.outageEnd, perMinute, visit);
}

/** When the change came that the incident followed: 3 to 9 minutes before the degradation. */
export function changeBefore(random: Random, { degradationStart }: IncidentPlan): number {
  return degradationStart - 3 * MINUTE - random.int(6 * 60) * SECOND;
}
