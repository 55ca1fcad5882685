/** The forms in which a ticket leaves the page, one row each. In: an incident and its analysis. Out: text, and the name of its file. */
import type { Incident } from '../../contracts/incident';
import type { AnalysisResult } from '../../contracts/result';
import { githubIssue } from './github';
import { jiraBody } from './jira';
import type { TicketContext } from './sections';
import { ticketJson, ticketMarkdown } from './ticket';

export interface TicketFormRow {
  /** What follows the stem of the file's name, after a dot. */
  readonly ending: string;
  /** On its button. */
  readonly label: string;
  /** Within a sentence: 'the ticket, for Jira'. */
  readonly words: string;
  readonly mediaType: 'text/markdown' | 'application/json';
  readonly write: (incident: Incident, context: TicketContext) => string;
}

/** In the order of their buttons and files. */
export const TICKET_FORMS = [
  {
    ending: 'md',
    label: 'Markdown',
    words: 'as Markdown',
    mediaType: 'text/markdown',
    write: ticketMarkdown,
  },
  {
    ending: 'json',
    label: 'JSON',
    words: 'as JSON',
    mediaType: 'application/json',
    write: (incident, context) => jsonText(ticketJson(incident, context)),
  },
  {
    ending: 'jira.json',
    label: 'Jira',
    words: 'for Jira',
    mediaType: 'application/json',
    write: (incident, context) => jsonText(jiraBody(incident, context)),
  },
  {
    ending: 'github.json',
    label: 'GitHub',
    words: 'for GitHub',
    mediaType: 'application/json',
    write: (incident, context) => jsonText(githubIssue(incident, context, null)),
  },
] as const satisfies readonly TicketFormRow[];

export type TicketForm = (typeof TICKET_FORMS)[number]['ending'];

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
