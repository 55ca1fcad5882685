// The lead of an incident in two figures: how long before the outage a warning was possible, and how long before it the first
// confirmed window begins, which is longer by that window.
import type { Incident } from '../../contracts/incident';
import { usableLeadMs, windowMsOf } from '../../core/lib/usable-lead-time';
import { leadSentence } from '../../core/wording/lead-sentence';
import { upperFirst } from '../../core/wording/letter-case';
import { leadInShort, leadInWords } from '../../words/duration';

export interface Lead {
  /** '23 min': from the end of the first confirmed window to the outage; null: too late for a warning. */
  readonly usable: string | null;
  /** '23 minutes'. */
  readonly inWords: string;
  /** Both figures in a sentence. */
  readonly sentence: string;
  /** When a warning was possible, as epoch milliseconds. */
  readonly warningMs: number;
}

/** Null: no lead is claimed. */
export function leadOf(incident: Incident): Lead | null {
  const { firstConfirmed } = incident;
  const usableMs = usableLeadMs(incident);
  if (usableMs === null) return null;
  return {
    usable: usableMs === 0 ? null : leadInShort(usableMs),
    inWords: leadInWords(usableMs),
    sentence: `${upperFirst(leadSentence(incident, { form: 'full', hasMarks: false }))}.`,
    warningMs: firstConfirmed + windowMsOf(incident),
  };
}
