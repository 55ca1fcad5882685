// The exports that speak of incidents: tickets, alert, incidents.json. In: a result. Out: one Blob a name (docs/EXPORTS.md).
import type { AnalysisResult } from '../contracts/result';
import { jsonText, TICKET_FORMS, ticketName } from '../core/ticket/forms';
import { incidentsJson } from '../core/ticket/incidents-json';
import { pagerDutyEvent } from '../core/ticket/pagerduty';
import type { TicketContext } from '../core/ticket/sections';

interface TicketExport {
  readonly mediaType: string;
  readonly write: (context: TicketContext) => string;
}

/** By name: the gravest incident under fixed names, each of the others under tickets/. */
function exportsOf(result: AnalysisResult): ReadonlyMap<string, TicketExport> {
  const found = new Map<string, TicketExport>();
  const add = (name: string, write: TicketExport['write'], mediaType = 'application/json') =>
    found.set(name, { write, mediaType });
  add('incidents.json', () => jsonText(incidentsJson(result.incidents, result.templates)));
  result.incidents.forEach((incident, i) => {
    for (const { ending, mediaType, write } of TICKET_FORMS)
      add(ticketName(result, incident, ending), (context) => write(incident, context), mediaType);
    if (i === 0) add('pagerduty_alert.json', (context) => jsonText(pagerDutyEvent(incident, context)));
  });
  return found;
}

export function ticketExportNames(result: AnalysisResult): readonly string[] {
  return [...exportsOf(result).keys()];
}

/** Null: not one of ticketExportNames. */
export function buildTicketExport(name: string, result: AnalysisResult, version: string): Blob | null {
  const found = exportsOf(result).get(name);
  return found ? new Blob([found.write({ result, version })], { type: found.mediaType }) : null;
}
