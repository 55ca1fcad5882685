// An incident as lines, for the eyes of who looks at what a benchmark says.
import type { Incident } from '../../src/contracts/incident';

export function tellIncident(incident: Incident): string {
  const { id, kind, severity, title, start, end, answer, hypotheses, evidence } = incident;
  const head = [
    `-- ${id} ${kind} ${severity} ${minute(start)} ${minute(end)} lead ${incident.leadMinutes} ${title}`,
    `   outage: ${incident.outageReason}`,
  ];
  if (!answer) return head.join('\n');
  return [
    ...head,
    `   impact: ${answer.impact?.text}`,
    `   when: ${answer.when.map(({ text }) => text).join('; ')}`,
    `   where: ${answer.where.map(({ text }) => text).join('; ')}`,
    ...answer.whatHappened.map(
      ({ timeMs, component, what, num, evidence: cited }) =>
        `     ${timeMs === null ? '' : new Date(timeMs).toISOString().slice(11, 19)} ${component}: ${what} x${num} [${cited}]`,
    ),
    `   cause: ${answer.cause?.confidence} ${answer.cause?.text} | not higher: ${answer.cause?.whyNotHigher}`,
    ...hypotheses.map((each) => `   hypothesis (${each.confidence}) ${each.text}`),
    ...answer.ruledOut.map(({ text }) => `   ruled out: ${text}`),
    ...answer.doNow.map((each) => `   do: ${each}`),
    ...answer.open.map(({ text }) => `   open: ${text}`),
    ...evidence.slice(0, 3).map((each) => `   ${each.id} ${each.text.split('\n')[0].slice(0, 160)}`),
  ].join('\n');
}

function minute(ms: number): string {
  return Number.isNaN(ms) ? '-' : new Date(ms).toISOString().slice(0, 16);
}
