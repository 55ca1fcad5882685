import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import type { SummaryRecord, WrittenSummary } from '../../contracts/written-summary';
import { contextOf, incidentOf } from './fixtures/ticket-parts';
import { githubIssue } from './github';
import { jiraBody } from './jira';
import { pagerDutyEvent } from './pagerduty';
import type { TicketContext } from './sections';
import { ticketJson, ticketMarkdown } from './ticket';

const incident = incidentOf('pool empty');
const plain = contextOf('app.log');

const summaryWith = (over: Partial<WrittenSummary> = {}): WrittenSummary => ({
  provider: 'none',
  model: 'test-1b',
  sentences: [{ text: 'The pool ran dry.', evidence: ['E1', 'E2'] }],
  removed: [{ text: 'Pay at https://evil.example', reason: 'link', piece: 'https://evil.example' }],
  redacted: [],
  ...over,
});
const withRecord = (record: SummaryRecord): TicketContext => ({
  ...plain,
  result: { ...plain.result, summaries: { 'INC-1': record } },
});
const all = (context: TicketContext): string =>
  JSON.stringify([
    ticketMarkdown(incident, context),
    ticketJson(incident, context),
    jiraBody(incident, context),
    githubIssue(incident, context, 'acme/shop'),
    pagerDutyEvent(incident, context),
  ]);

test('the summary stands in a section of its own, with its citations and the name of its model', () => {
  const markdown = ticketMarkdown(incident, withRecord({ summary: summaryWith(), bytesSent: 812 }));
  expect(markdown).toContain('## Summary by a language model\n\nWritten by the model `test-1b`');
  expect(markdown).toContain('- The pool ran dry. [E1] [E2]');
  expect(markdown).toContain('1 sentence was taken out');
  expect(markdown).toContain('Bytes sent off this machine: 812');
});

test('Jira, GitHub and the JSON have it too; the alert holds facts only', () => {
  const context = withRecord({ summary: summaryWith(), bytesSent: 812 });
  expect(JSON.stringify(jiraBody(incident, context))).toContain('The pool ran dry. [E1] [E2]');
  expect(githubIssue(incident, context, null).body).toContain('The pool ran dry. [E1] [E2]');
  expect(ticketJson(incident, context).written_summary).toEqual({
    model: 'test-1b',
    sentences: [{ text: 'The pool ran dry.', evidence: ['E1', 'E2'] }],
    removed: ['link'],
  });
  expect(ticketJson(incident, context).analysis.bytes_sent).toBe(812);
  expect(pagerDutyEvent(incident, context)).toEqual(pagerDutyEvent(incident, plain));
});

test('what was taken out is in no form of the ticket', () => {
  expect(all(withRecord({ summary: summaryWith(), bytesSent: 0 }))).not.toMatch(/evil|Pay at/);
});

test('where nothing was written, or nothing held, every form is the same byte for byte', () => {
  const before = all(plain);
  expect(all({ ...plain, result: { ...plain.result, summaries: {} } })).toBe(before);
  expect(all(withRecord({ summary: null, bytesSent: 0 }))).toBe(before);
  expect(all(withRecord({ summary: summaryWith({ sentences: [] }), bytesSent: 0 }))).toBe(before);
});

test.each([
  '```\n# out of the fence\n```',
  '[click](https://evil.example/) ![i](http://evil.example/p.png) <img src=x onerror=alert(1)>',
  '1. x\n\n## Heading\n\n| a | b |\n|---|---|',
  '\u202Egnp.exe\u202C @admin www.evil.example #12',
])('hostile sentences and names of models become no structure: %j', (text) => {
  const sentences = [{ text, evidence: ['E1'] }];
  const context = withRecord({ summary: summaryWith({ sentences, model: text }), bytesSent: 0 });
  const harmless = withRecord({ summary: summaryWith(), bytesSent: 0 });
  expect(typesIn(ticketMarkdown(incident, context))).toEqual(typesIn(ticketMarkdown(incident, harmless)));
  const sentence = ticketMarkdown(incident, context)
    .split('\n')
    .find((line) => line.endsWith(' [E1]'));
  expect(sentence).not.toMatch(/\u202E|https?:\/\/|www\.evil|@admin/);
});

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** Types of all nodes in order, text and code spans apart, of which there may be more or fewer. */
function typesIn(markdown: string): readonly string[] {
  const types: string[] = [];
  const walk = ({ type, children }: Node): void => {
    if (type !== 'text' && type !== 'inlineCode') types.push(type);
    children?.forEach(walk);
  };
  walk(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }) as Node);
  return types;
}
