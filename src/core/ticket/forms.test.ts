import { expect, test } from 'vitest';
import { TICKET_FORMS, ticketName } from './forms';

test('no two forms share a name, a button or words', () => {
  for (const key of ['ending', 'label', 'words'] as const)
    expect(new Set(TICKET_FORMS.map((form) => form[key])).size).toBe(TICKET_FORMS.length);
});

test('the ending of a file says what is in it', () => {
  for (const { ending, mediaType } of TICKET_FORMS)
    expect(mediaType).toBe(ending.endsWith('md') ? 'text/markdown' : 'application/json');
});

test('the gravest incident has fixed names, the others one below tickets/', () => {
  const incidents = [{ id: 'INC-1' }, { id: 'INC-2' }] as never;
  const names = TICKET_FORMS.map(({ ending }) => ticketName({ incidents }, { id: 'INC-1' }, ending));
  expect(names).toEqual([
    'incident_ticket.md',
    'incident_ticket.json',
    'incident_ticket.jira.json',
    'incident_ticket.github.json',
  ]);
  expect(ticketName({ incidents }, { id: 'INC-2' }, 'jira.json')).toBe('tickets/INC-2.jira.json');
});
