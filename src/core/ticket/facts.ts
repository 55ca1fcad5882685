/** Plain sentences about an incident: when, what lead, what is not known. No markup; log text in them is raw. */
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { isUnread } from '../investigate/evidence';
import { durationInShort } from '../wording/duration';
import { leadSentence } from '../wording/lead-sentence';
import { lowerFirst } from '../wording/letter-case';
import { readInPart } from '../wording/read-in-part';
import { markedInFull, markedInShort } from './marks';
import { readableTime } from './times';

export function spanSentence(incident: Incident): string {
  if (Number.isNaN(incident.start)) return 'its lines state no times';
  return `${readableTime(incident.start)} to ${readableTime(incident.end)} (${durationInShort(incident.end - incident.start)})`;
}

/** Lead time, or why there is none. */
export function leadInFull(incident: Incident, result: AnalysisResult): string {
  const outageAt = readableTime(incident.outageStart);
  const lead = leadSentence(incident, { form: 'full', hasMarks: markedInShort(result) !== null, outageAt });
  const part = readInPart(result.problems);
  return part === null ? lead : `${lead.replace(/\.$/, '')}. ${part}`;
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
  const part = readInPart(result.problems);
  if (part !== null) said.push(`What stands in the rest of the log: ${lowerFirst(part)}`);
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
