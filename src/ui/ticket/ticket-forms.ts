// The forms in which a ticket leaves the page, by the names of the exports.
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';

export const TICKET_FORMS = [
  { id: 'md', label: 'Markdown' },
  { id: 'json', label: 'JSON' },
  { id: 'jira.json', label: 'Jira' },
  { id: 'github.json', label: 'GitHub' },
] as const;
export type TicketForm = (typeof TICKET_FORMS)[number]['id'];

/** Name of the export: fixed for the gravest incident, under tickets/ for the others (docs/EXPORTS.md). */
export function ticketName(result: AnalysisResult, incident: Incident, form: TicketForm): string {
  const stem = incident.id === result.incidents[0]?.id ? 'incident_ticket' : `tickets/${incident.id}`;
  return `${stem}.${form}`;
}
