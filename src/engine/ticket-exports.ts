// The exports that speak of incidents: tickets, alert, incidents.json. In: a result. Out: one Blob a name (docs/EXPORTS.md).
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import { githubIssue } from '../core/ticket/github';
import { incidentsJson } from '../core/ticket/incidents-json';
import { jiraBody } from '../core/ticket/jira';
import { pagerDutyEvent } from '../core/ticket/pagerduty';
import type { TicketContext } from '../core/ticket/sections';
import { ticketJson, ticketMarkdown } from '../core/ticket/ticket';

type Write = (incident: Incident, context: TicketContext) => string;

/** Forms of one incident's ticket, by what follows its name. */
const TICKET_FORMS: Readonly<Record<string, Write>> = {
  '.md': ticketMarkdown,
  '.json': (incident, context) => json(ticketJson(incident, context)),
  '.jira.json': (incident, context) => json(jiraBody(incident, context)),
  '.github.json': (incident, context) => json(githubIssue(incident, context, null)),
};

/** Names by what they give: the gravest incident under fixed names, each of the others under tickets/. */
function writers(result: AnalysisResult): ReadonlyMap<string, (context: TicketContext) => string> {
  const found = new Map<string, (context: TicketContext) => string>();
  found.set('incidents.json', () => json(incidentsJson(result.incidents, result.templates)));
  result.incidents.forEach((incident, i) => {
    const stem = i === 0 ? 'incident_ticket' : `tickets/${incident.id}`;
    for (const [ending, write] of Object.entries(TICKET_FORMS))
      found.set(stem + ending, (context) => write(incident, context));
    if (i === 0) found.set('pagerduty_alert.json', (context) => json(pagerDutyEvent(incident, context)));
  });
  return found;
}

export function ticketExportNames(result: AnalysisResult): readonly string[] {
  return [...writers(result).keys()];
}

/** Null: not one of ticketExportNames. */
export function buildTicketExport(name: string, result: AnalysisResult, version: string): Blob | null {
  const write = writers(result).get(name);
  if (!write) return null;
  const type = name.endsWith('.md') ? 'text/markdown' : 'application/json';
  return new Blob([write({ result, version })], { type });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
