/**
 * How long before its outage an incident could have been told. In: an episode, or a lead and the size of a window. Out: a time. A
 * window can be judged only when it is over, so a warning is possible from the end of the first confirmed window, not from its
 * start, from which leadMinutes counts.
 */
import type { Episode } from '../../contracts/incident';

type Led = Pick<Episode, 'leadMinutes' | 'start' | 'end' | 'windowBegin' | 'windowEnd'>;

/** Time that a warning has to leave to be one: nobody acts within less, so a new analysis claims no lead from it. */
export const MIN_WARNING_MS = 60_000;
/** An older analysis may hold a lead that leaves less; below this it is said to be too late. */
const MIN_USABLE_MS = 1000;

/** Size of a window in ms, from the windows of the episode. */
export function windowMsOf({ start, end, windowBegin, windowEnd }: Omit<Led, 'leadMinutes'>): number {
  return (end - start) / Math.max(1, windowEnd - windowBegin);
}

/** In ms, at least 1000; 0: too late for a warning; null: no lead is claimed. */
export function usableLeadMs(episode: Led): number | null {
  return episode.leadMinutes === null ? null : usableMs(episode.leadMinutes, windowMsOf(episode));
}

/** The same from a lead in minutes that counts from the start of a window of `windowMs`. */
export function usableMs(leadMinutes: number, windowMs: number): number {
  const ms = Math.round(leadMinutes * 60_000 - windowMs);
  return ms < MIN_USABLE_MS ? 0 : ms;
}

/** Of an outage without a lead: how it lies to the first confirmed window, or that the window is known in hindsight only. */
export type NoLead = 'before' | 'within' | 'at the end' | 'hindsight';

export function whyNoLead(
  episode: Omit<Led, 'leadMinutes'> & Pick<Episode, 'firstConfirmed'>,
  outageStart: number,
): NoLead {
  const early = outageStart - episode.firstConfirmed;
  if (early < 0) return 'before';
  const windowMs = windowMsOf(episode);
  if (early < windowMs) return 'within';
  return early - windowMs < MIN_WARNING_MS ? 'at the end' : 'hindsight';
}
