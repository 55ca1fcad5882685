/**
 * Evidence in the order in which it is read: what explains first, by time, then the rest as it was chosen. In: an incident and its events. Out:
 * the incident with its lines in that order under new ids, and everything that cites them.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Evidence, Incident } from '../../contracts/incident';
import type { ReadEvent } from './events';

/** Of the weight of the heaviest event: what weighs less does not stand before it. */
const FRONT_SHARE = 0.7;

export function inReadingOrder<T extends Pick<Incident, 'evidence' | 'hypotheses' | 'ruledOut'>>(
  incident: T,
  chosen: readonly ReadEvent[],
): T {
  const most = Math.max(0, ...chosen.map(({ weight }) => weight));
  const front = chosen.filter(({ weight }) => weight >= FRONT_SHARE * most);
  const ordered = [...front, ...chosen].map(({ line }) => line);
  const lines = [...new Set<Evidence>([...ordered, ...incident.evidence])];
  const newIds = new Map(lines.map(({ id }, i) => [id, `E${i + 1}`]));
  const renamed = (id: string): string => newIds.get(id) ?? id;
  const cited = (text: string): string => text.replace(/\[(E\d+)\]/g, (_, id: string) => `[${renamed(id)}]`);
  const hypothesis = (each: Hypothesis): Hypothesis => ({
    ...each,
    text: cited(each.text),
    evidence: each.evidence.map(renamed),
    ...(each.tests && {
      tests: each.tests.map((test) => ({
        ...test,
        finding: cited(test.finding),
        evidence: test.evidence.map(renamed),
      })),
    }),
  });
  return {
    ...incident,
    evidence: lines.map((line) => ({ ...line, id: renamed(line.id) })),
    hypotheses: incident.hypotheses.map(hypothesis),
    ...(incident.ruledOut && { ruledOut: incident.ruledOut.map(hypothesis) }),
  };
}
