// The lead of an incident in two figures: from the start of its first confirmed window, and from that window's end, when a
// warning could be given at the earliest.
import type { Incident } from '../../contracts/incident';

export interface Lead {
  /** '28 min': from the start of the first confirmed window to the outage. */
  readonly stated: string;
  /** '23 min': from its end; '0 s' where the outage began before the window was over. */
  readonly usable: string;
  /** Both in a sentence. */
  readonly sentence: string;
}

/** Null: no lead is claimed. */
export function leadOf(incident: Incident): Lead | null {
  const { leadMinutes, start, end, windowBegin, windowEnd } = incident;
  if (leadMinutes === null || windowEnd <= windowBegin) return null;
  const windowMinutes = (end - start) / (windowEnd - windowBegin) / 60_000;
  const stated = inWords(leadMinutes);
  const usable = inWords(Math.max(0, leadMinutes - windowMinutes));
  const when =
    (leadMinutes - windowMinutes) * 60 < 1
      ? 'it ended as the outage began, too late for a warning'
      : `a warning could be given when it ended, ${usable} before`;
  const sentence = `The first confirmed window begins ${stated} before the outage; ${when}.`;
  return { stated, usable, sentence };
}

function inWords(minutes: number): string {
  return minutes < 2 ? `${Math.round(minutes * 60)} s` : `${Math.round(minutes)} min`;
}
