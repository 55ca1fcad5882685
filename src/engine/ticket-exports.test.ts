import { expect, test } from 'vitest';
import { contextOf, incidentOf } from '../core/ticket/fixtures/ticket-parts';
import { TICKET_FORMS } from '../core/ticket/forms';
import { buildTicketExport, ticketExportNames } from './ticket-exports';

const { result: alone } = contextOf('disk full');
const result = { ...alone, incidents: [incidentOf('disk full'), incidentOf('disk full', { id: 'INC-2' })] };

test('every form of every incident is offered, the alert for the gravest only', () => {
  expect(ticketExportNames(result)).toEqual([
    'incidents.json',
    ...TICKET_FORMS.map(({ ending }) => `incident_ticket.${ending}`),
    'pagerduty_alert.json',
    ...TICKET_FORMS.map(({ ending }) => `tickets/INC-2.${ending}`),
  ]);
  expect(ticketExportNames({ ...result, incidents: [] })).toEqual(['incidents.json']);
});

test('what is offered can be made, is of its type and about its incident', async () => {
  for (const name of ticketExportNames(result)) {
    const blob = buildTicketExport(name, result, '1.0.0')!;
    expect(blob.type, name).toBe(name.endsWith('.md') ? 'text/markdown' : 'application/json');
    const text = await blob.text();
    if (blob.type === 'application/json')
      expect(text, name).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    if (name.startsWith('tickets/')) expect(text, name).toContain('INC-2');
  }
  expect(buildTicketExport('windows.csv', result, '1.0.0')).toBeNull();
});

test("a template that is handed over stands before the analysis's own; none means the ticket as it is", async () => {
  const own = { ...result, settings: { ...result.settings, ticketTemplate: 'Of the analysis: {{id}}' } };
  const textOf = async (...args: Parameters<typeof buildTicketExport>) => buildTicketExport(...args)!.text();
  expect(await textOf('incident_ticket.md', own, '1.0.0')).toContain('Of the analysis: INC-');
  expect(await textOf('incident_ticket.md', own, '1.0.0', 'Of now: {{id}}')).toContain('Of now: INC-');
  expect(await textOf('tickets/INC-2.md', own, '1.0.0', 'Of now: {{id}}')).toContain('Of now: INC-2');
  const asItIs = await textOf('incident_ticket.md', own, '1.0.0', '');
  expect(asItIs).not.toContain('Of the analysis');
  expect(asItIs).toMatch(/^# /);
});
