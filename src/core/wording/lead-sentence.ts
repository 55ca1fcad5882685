/** What is said of the lead of an incident, on the page and in the ticket. In: an incident. Out: one sentence without its full stop. */
import type { Incident } from '../../contracts/incident';
import { type NoLead, usableLeadMs, whyNoLead } from '../lib/usable-lead-time';
import { durationInShort, leadInWords } from './duration';

type Led = Pick<
  Incident,
  'leadMinutes' | 'outageStart' | 'firstConfirmed' | 'start' | 'end' | 'windowBegin' | 'windowEnd'
>;

export interface LeadForm {
  /** 'brief': one figure, for beside a title. 'full': with when the first confirmed window begins. */
  readonly form: 'brief' | 'full';
  /** Whether something of the log is marked as normal: a precursor is only missed in the rest. */
  readonly hasMarks: boolean;
  /** When the outage began, where the full form is to say it: '2026-03-01 12:45:00 UTC'. */
  readonly outageAt?: string;
}

/** The lead that can be used, or that it came too late to be of use, or why none is claimed. */
export function leadSentence(incident: Led, { form, hasMarks, outageAt }: LeadForm): string {
  const { leadMinutes, outageStart } = incident;
  const isBrief = form === 'brief';
  if (outageStart === null)
    return isBrief
      ? 'no outage found in the log'
      : 'no outage was found in the log, so no lead time is claimed';
  const usableMs = usableLeadMs(incident);
  if (leadMinutes === null || usableMs === null) {
    const why = whyNoLead(incident, outageStart);
    return isBrief
      ? noLeadBrief(why, hasMarks)
      : noLeadFull(why, incident.firstConfirmed - outageStart, hasMarks, outageAt);
  }
  const statedMs = leadMinutes * 60_000;
  return isBrief ? leadBrief(statedMs, usableMs) : leadFull(statedMs, usableMs, outageAt);
}

function leadBrief(statedMs: number, usableMs: number): string {
  return usableMs === 0
    ? `first signs ${leadInWords(statedMs)} before the outage, too late for a warning`
    : `a warning was possible ${leadInWords(usableMs)} before the outage`;
}

function leadFull(statedMs: number, usableMs: number, outageAt?: string): string {
  const outage = outageAt === undefined ? 'the outage' : `the outage at ${outageAt}`;
  const window = `the first confirmed window, which begins ${leadInWords(statedMs)} before`;
  return usableMs === 0
    ? `too late for a warning: ${window} ${outage}, ended within a second of it`
    : `a warning was possible ${leadInWords(usableMs)} before ${outage}, at the end of ${window}`;
}

const NO_LEAD_BRIEF: Readonly<Record<NoLead, string>> = {
  before: 'no precursor found before the outage',
  within: 'no precursor found before the outage',
  'at the end': 'no warning in time for the outage',
  hindsight: 'no lead is claimed before the outage, as it lies in the baseline',
};

function noLeadBrief(why: NoLead, hasMarks: boolean): string {
  return NO_LEAD_BRIEF[why] + (hasMarks && why !== 'hindsight' ? ' in what is not marked as normal' : '');
}

/** `lateMs`: how long after the outage began the first confirmed window did. */
function noLeadFull(why: NoLead, lateMs: number, hasMarks: boolean, outageAt?: string): string {
  const began = outageAt === undefined ? '' : `, which began at ${outageAt}`;
  const apart = hasMarks ? '; what is marked as normal was not looked at' : '';
  return `${whyInFull(why, lateMs)} the outage${began}${apart}`;
}

function whyInFull(why: NoLead, lateMs: number): string {
  if (why === 'before') return `no precursor found: first confirmed ${durationInShort(lateMs)} after`;
  if (why === 'within') return 'no precursor found: first confirmed in the same window as';
  if (why === 'at the end')
    return 'no warning in time: the first confirmed window ended less than a minute before';
  return 'no lead time is claimed, as this part of the log is known by hindsight only: it belongs to the baseline. First confirmed before';
}
