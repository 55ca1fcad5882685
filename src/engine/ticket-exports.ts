// The exports that speak of incidents: tickets, alert, incidents.json. In: a result. Out: one Blob a name (docs/EXPORTS.md).
import { exportRow } from '../contracts/exports';
import type { AnalysisResult } from '../contracts/result';
import { jsonText, TICKET_FORMS, ticketName } from '../core/ticket/forms';
import { incidentsJson } from '../core/ticket/incidents-json';
import { pagerDutyEvent } from '../core/ticket/pagerduty';
import type { TicketContext } from '../core/ticket/sections';

/** Names by what they give: the gravest incident under fixed names, each of the others under tickets/. */
function writers(result: AnalysisResult): ReadonlyMap<string, (context: TicketContext) => string> {
  const found = new Map<string, (context: TicketContext) => string>();
  found.set('incidents.json', () => jsonText(incidentsJson(result.incidents, result.templates)));
  result.incidents.forEach((incident, i) => {
    for (const { ending, write } of TICKET_FORMS)
      found.set(ticketName(result, incident, ending), (context) => write(incident, context));
    if (i === 0) found.set('pagerduty_alert.json', (context) => jsonText(pagerDutyEvent(incident, context)));
  });
  return found;
}

export function ticketExportNames(result: AnalysisResult): readonly string[] {
  return [...writers(result).keys()];
}

/** Null: not one of ticketExportNames. */
export function buildTicketExport(
  name: string,
  result: AnalysisResult,
  version: string,
  template = result.settings.ticketTemplate ?? '',
): Blob | null {
  const write = writers(result).get(name);
  return write
    ? new Blob([write({ result, version, template })], {
        type: exportRow(name).media,
      })
    : null;
}
