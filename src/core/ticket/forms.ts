/**
 * The forms in which a ticket leaves the page, one row each. In: an incident and its analysis. Out: text, and the name of its file. What is
 * in the file is described in contracts/exports.ts.
 */
import type { ExportName } from '../../contracts/exports';
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { githubIssue } from './github';
import { jiraBody } from './jira';
import type { TicketContext } from './sections';
import { ticketJson, ticketMarkdown } from './ticket';

/** What follows the stem of the file's name: of every ticket that contracts/exports.ts describes. */
export type TicketForm = ExportName extends infer N
  ? N extends `incident_ticket.${infer E}`
    ? E
    : never
  : never;

export interface TicketFormRow {
  readonly ending: TicketForm;
  /** On its button. */
  readonly label: string;
  readonly write: (incident: Incident, context: TicketContext) => string;
}

/** In the order of their buttons and files. */
export const TICKET_FORMS: readonly TicketFormRow[] = [
  { ending: 'md', label: 'Markdown', write: ticketMarkdown },
  { ending: 'json', label: 'JSON', write: (incident, context) => jsonText(ticketJson(incident, context)) },
  { ending: 'jira.json', label: 'Jira', write: (incident, context) => jsonText(jiraBody(incident, context)) },
  {
    ending: 'github.json',
    label: 'GitHub',
    write: (incident, context) => jsonText(githubIssue(incident, context, null)),
  },
];

/** Name of the export: fixed for the gravest incident, under tickets/ for the others (docs/EXPORTS.md). */
export function ticketName(
  { incidents }: Pick<AnalysisResult, 'incidents'>,
  { id }: Pick<Incident, 'id'>,
  ending: TicketForm,
): string {
  return `${id === incidents[0]?.id ? 'incident_ticket' : `tickets/${id}`}.${ending}`;
}

export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
