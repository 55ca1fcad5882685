// Slack, incoming webhook: POST of blocks to an address that is the key. In: pagerduty_alert.json. Out: a curl line, for Slack answers no page: its webhooks
// refuse the question that a browser asks before it sends JSON.
import type { OutgoingRequest } from '../contracts/outgoing';
import { curlLine } from './curl-line';
import { jsonOf } from './entries';
import type { SendItem } from './protocol';
import type { Sender } from './sender';

/** Limits of Slack: characters of a header and of a section, blocks of a message. */
const MOST_HEADER = 150;
const MOST_SECTION = 3000;
const MOST_LISTED = 5;

export const slackSender: Sender = {
  id: 'slack',
  label: 'Slack (a line for your own shell)',
  takes: ['pagerduty_alert.json'],
  fields: [],
  build,
  delivery: {
    kind: 'text',
    why: 'Nothing was sent: Slack lets no web page post to its webhooks. The line does it in a shell of yours, where SLACK_WEBHOOK_URL holds the address of the webhook.',
    textOf: curlLine,
  },
};

function build(item: SendItem): OutgoingRequest {
  const { payload } = jsonOf(item.content);
  const { summary, severity, custom_details: details } = objectOf(payload);
  if (typeof summary !== 'string') throw new Error('This export is no alert.');
  const told = objectOf(details);
  const parts = [
    ['Impact', told.impact],
    ['When', told.when],
    ['Warning', told.lead_time],
    ['Likely', told.hypotheses],
    ['Do now', told.do_now],
    ['Runbooks', told.runbooks],
    ['Evidence', told.evidence],
  ] as const;
  const blocks = [
    { type: 'header', text: plain(`${String(severity)}: ${summary}`, MOST_HEADER) },
    ...parts.flatMap(([name, value]) => sectionOf(name, value)),
  ];
  return {
    method: 'POST',
    url: [{ secret: 'SLACK_WEBHOOK_URL' }],
    headers: [['Content-Type', ['application/json']]],
    body: { kind: 'text', text: [JSON.stringify({ text: escaped(summary), blocks })] },
    redacted: [],
  };
}

function sectionOf(name: string, value: unknown): readonly object[] {
  const list = (Array.isArray(value) ? value.slice(0, MOST_LISTED) : [value]).filter(
    (each): each is string => typeof each === 'string' && each !== '',
  );
  if (list.length === 0) return [];
  return [{ type: 'section', text: plain([`${name}:`, ...list].join('\n'), MOST_SECTION) }];
}

/** Text that is not read for marks: what stands in a log makes no link, no mention and nothing bold. */
function plain(text: string, most: number): object {
  const safe = escaped(text);
  const short =
    safe.length <= most
      ? safe
      : `${safe
          .slice(0, most - 1)
          .replace(/&[a-z]{0,3}$/, '')
          .toWellFormed()}…`;
  return { type: 'plain_text', text: short, emoji: false };
}

/** The three characters that Slack reads as its own, in every text. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
