import { expect, test } from 'vitest';
import { EXPORTS } from '../../contracts/exports';
import { TICKET_FORMS, ticketName } from './forms';

const incidents = [{ id: 'INC-1' }, { id: 'INC-2' }] as never;

test('every ticket that is described has a form, and the reverse; no two share a button', () => {
  const described = EXPORTS.map(({ name }) => name).filter((name) => name.startsWith('incident_ticket.'));
  const names = TICKET_FORMS.map(({ ending }) => ticketName({ incidents }, { id: 'INC-1' }, ending));
  expect(names).toEqual(described);
  expect(new Set(TICKET_FORMS.map(({ label }) => label)).size).toBe(TICKET_FORMS.length);
});

test('the gravest incident has fixed names, the others one below tickets/', () => {
  expect(ticketName({ incidents }, { id: 'INC-1' }, 'md')).toBe('incident_ticket.md');
  expect(ticketName({ incidents }, { id: 'INC-2' }, 'jira.json')).toBe('tickets/INC-2.jira.json');
});
