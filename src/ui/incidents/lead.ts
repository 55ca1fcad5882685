// The lead of an incident in two figures: how long before the outage a warning could be given, and how long before it the first
// confirmed window begins, which is longer by that window.
import type { Incident } from '../../contracts/incident';
import { usableLeadMs, windowMsOf } from '../../core/lib/usable-lead-time';
import { leadInShort } from '../../core/wording/duration';

export interface Lead {
  /** '23 min': from the end of the first confirmed window to the outage; null: too late for a warning. */
  readonly usable: string | null;
  /** Both figures in a sentence. */
  readonly sentence: string;
  /** When a warning could be given, as epoch milliseconds. */
  readonly warningMs: number;
}

/** Null: no lead is claimed. */
export function leadOf(incident: Incident): Lead | null {
  const { leadMinutes, firstConfirmed } = incident;
  const usableMs = usableLeadMs(incident);
  if (leadMinutes === null || usableMs === null) return null;
  const stated = leadInShort(leadMinutes * 60_000);
  const usable = usableMs === 0 ? null : leadInShort(usableMs);
  return {
    usable,
    sentence:
      usable === null
        ? `The first confirmed window begins ${stated} before the outage and ended as it began, too late for a warning.`
        : `A warning could be given ${usable} before the outage, at the end of the first confirmed window, which begins ${stated} before.`,
    warningMs: firstConfirmed + windowMsOf(incident),
  };
}
