/** Plain sentences about an incident: when, what lead, what is not known. No markup; log text in them is raw. */
import type { Evidence, Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { leadInWords, usableLeadMs, whyNoLead } from '../incident/usable-lead-time';
import { markedInFull, markedInShort } from './marks';
import { readableDuration, readableTime } from './times';

export function spanSentence(incident: Incident): string {
  return `${readableTime(incident.start)} to ${readableTime(incident.end)} (${readableDuration(incident.end - incident.start)})`;
}

/** Lead time, or why there is none. */
export function leadSentence(incident: Incident, result: AnalysisResult): string {
  const { leadMinutes, outageStart } = incident;
  if (outageStart === null) return 'no outage was found in the log, so no lead time is claimed';
  const usableMs = usableLeadMs(incident);
  if (leadMinutes !== null && usableMs !== null) {
    const window = `the first confirmed window, which begins ${leadInWords(leadMinutes * 60_000)} before`;
    return usableMs === 0
      ? `too late for a warning: ${window} the outage at ${readableTime(outageStart)}, ended within a second of it`
      : `a warning could be given ${leadInWords(usableMs)} before the outage at ${readableTime(outageStart)}, at the end of ${window}`;
  }
  const apart = markedInShort(result) === null ? '' : '; what is marked as normal was not looked at';
  return `${noLead(incident, outageStart)} the outage, which began at ${readableTime(outageStart)}${apart}`;
}

function noLead(incident: Incident, outageStart: number): string {
  const why = whyNoLead(incident, outageStart);
  if (why === 'before')
    return `no precursor found: first confirmed ${readableDuration(incident.firstConfirmed - outageStart)} after`;
  if (why === 'within') return 'no precursor found: first confirmed in the same window as';
  if (why === 'at the end')
    return 'no warning in time: the first confirmed window ended less than a minute before';
  return 'no lead time is claimed, as this part of the log is known by hindsight only: it belongs to the baseline. First confirmed before';
}

/** Whether the file of a line was not at hand, so that its text is not known. */
export function isUnread({ text }: Evidence): boolean {
  return text.startsWith('[the file has to be given again');
}

/** What the ticket cannot say, each with its reason. */
export function unknowns(incident: Incident, result: AnalysisResult): readonly string[] {
  const said = [
    'The cause: lines and changes that came before are shown, what led to what is for a person to judge.',
  ];
  if (incident.outageStart === null)
    said.push(
      'Whether users were affected: no lasting burst of errors, collapse of volume or process death was found.',
    );
  else if (incident.leadMinutes === null)
    said.push('An earlier sign: no window was confirmed in time to warn of it.');
  const marked = markedInFull(result);
  if (marked !== null) said.push(`What the reader called normal: ${marked}`);
  if (incident.changes.length === 0)
    said.push(
      'Changes outside this log: none were given and none were seen in it; a CSV or JSON of changes can be dropped beside the log.',
    );
  if (incident.runbooks.length === 0) said.push('A known remedy: no runbook speaks of these lines.');
  for (const detector of result.timeline?.detectors ?? []) {
    if (detector.abstained !== null)
      said.push(`The verdict of the ${detector.name} detector: ${detector.abstained}`);
  }
  const unparsed = result.files.reduce((sum, file) => sum + file.numUnparsed, 0);
  if (unparsed > 0)
    said.push(`What ${unparsed} lines mean that no log format explained; they are kept and counted.`);
  if (result.zones.some((zone) => zone.from === 'assumed'))
    said.push('The zone of some times: the log states none, and one was assumed.');
  const missing = incident.evidence.filter(isUnread).length;
  if (missing > 0) said.push(`The text of ${missing} evidence lines: their file was not at hand.`);
  return said;
}
