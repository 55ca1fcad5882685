// The requests of the senders as each service documents them, and what its answers mean.
import { expect, test } from 'vitest';
import type { OutgoingRequest } from '../contracts/outgoing';
import { bucketSender } from './bucket-sender';
import { githubSender } from './github-sender';
import { jiraCloudSender, jiraSender } from './jira-sender';
import { pagerDutySender } from './pagerduty-sender';
import type { SendItem, SendResult } from './protocol';
import { showSecrets } from './secret-text';
import type { Sender } from './sender';
import { SENDERS, takesExport } from './senders';
import { slackSender } from './slack-sender';
import { webhookSender } from './webhook-sender';
import { wikiText } from './wiki-text';

const itemOf = (name: string, value: unknown): SendItem => ({
  name,
  type: 'application/json',
  content: typeof value === 'string' ? value : JSON.stringify(value),
});
const bodyOf = ({ body }: OutgoingRequest): string => (body?.kind === 'text' ? showSecrets(body.text) : '');
const answer = ({ delivery }: Sender, status: number, text = ''): SendResult => {
  if (delivery.kind !== 'send') throw new Error(delivery.kind);
  return delivery.readAnswer({ status, text });
};

const ALERT = { event_action: 'trigger', dedup_key: 'harbinger-1-INC-1', payload: { summary: 'a "b"' } };
const EVENTS = { action: 'trigger', address: 'https://events.pagerduty.com/v2/enqueue' };

test('PagerDuty: the event with its key, or its end by the same dedup key', () => {
  const item = itemOf('pagerduty_alert.json', ALERT);
  const request = pagerDutySender.build(item, EVENTS);
  expect([request.method, request.url]).toEqual(['POST', ['https://events.pagerduty.com/v2/enqueue']]);
  expect(JSON.parse(bodyOf(request))).toEqual({ routing_key: '‹PAGERDUTY_KEY›', ...ALERT });
  for (const action of ['acknowledge', 'resolve']) {
    const end = JSON.parse(bodyOf(pagerDutySender.build(item, { ...EVENTS, action })));
    expect(end).toEqual({
      routing_key: '‹PAGERDUTY_KEY›',
      dedup_key: ALERT.dedup_key,
      event_action: action,
    });
  }
  expect(() => pagerDutySender.build(item, { ...EVENTS, action: 'page' })).toThrow(/triggered/);
  for (const bad of ['[]', 'x', '{}', '7'])
    expect(() => pagerDutySender.build(itemOf('pagerduty_alert.json', bad), EVENTS)).toThrow(/export/);
  expect(answer(pagerDutySender, 202, '{"dedup_key":"k"}')).toMatchObject({
    kind: 'accepted',
    message: 'PagerDuty took it: k.',
  });
  const invalid = '{"message":"Event object is invalid","errors":["\'routing_key\' is wrong"]}';
  expect(answer(pagerDutySender, 400, invalid)).toEqual({
    kind: 'refused',
    message: "It was refused (HTTP 400): Event object is invalid; 'routing_key' is wrong.",
  });
});

test('GitHub: title and body of the issue, at the repository', () => {
  const item = itemOf('tickets/INC-2.github.json', { title: 'T', body: 'B', url: 'https://github.com/x' });
  const entries = { repository: ' acme/ops.api ', address: 'https://ghe.example/api/v3/' };
  const request = githubSender.build(item, entries);
  expect(request.url).toEqual(['https://ghe.example/api/v3/repos/acme/ops.api/issues']);
  expect(JSON.parse(bodyOf(request))).toEqual({ title: 'T', body: 'B' });
  expect(request.headers).toContainEqual(['Authorization', ['Bearer ', { secret: 'GITHUB_TOKEN' }]]);
  for (const repository of ['', 'a', 'a/b/c', '../..', 'a/..', 'a b/c', 'a/b?x'])
    expect(() => githubSender.build(item, { ...entries, repository }), repository).toThrow(/owner\/name/);
  expect(() => githubSender.build(itemOf('x.github.json', {}), entries)).toThrow(/no issue/);
  expect(answer(githubSender, 201, '{"html_url":"javascript:alert(1)"}')).toMatchObject({ link: null });
  expect(answer(githubSender, 404, '{"message":"Not Found\\u202E"}').message).toContain('Not Found⟦U+202E⟧');
});

test('Jira: on a server of its own in wiki markup, by a relay as it is, in the Cloud as a line', () => {
  const description = {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x' }] }],
  };
  const item = itemOf('incident_ticket.jira.json', { fields: { summary: 'S', description, labels: ['a'] } });
  const entries = { address: 'https://jira.example/base/', project: 'ops', type: ' Bug ', version: '2' };
  const own = jiraSender.build(item, entries);
  expect(own.url).toEqual(['https://jira.example/base/rest/api/2/issue']);
  const fields = { summary: 'S', labels: ['a'], project: { key: 'OPS' }, issuetype: { name: 'Bug' } };
  expect(JSON.parse(bodyOf(own))).toEqual({ fields: { ...fields, description: 'x' } });
  const relayed = jiraSender.build(item, { ...entries, version: '3' });
  expect(JSON.parse(bodyOf(relayed))).toEqual({ fields: { ...fields, description } });
  const cloud = { ...entries, address: 'https://acme.atlassian.net' };
  expect(() => jiraSender.build(item, cloud)).toThrow(/answers no page/);
  const { delivery } = jiraCloudSender;
  const line = delivery.kind === 'text' ? delivery.textOf(jiraCloudSender.build(item, cloud)) : '';
  expect(line).toContain('https://acme.atlassian.net/rest/api/3/issue');
  expect(line).toContain('"$JIRA_BASIC"');
  for (const project of ['', '1', 'a b', 'OPS"'])
    expect(() => jiraSender.build(item, { ...entries, project })).toThrow(/project key/);
  expect(() => jiraSender.build(item, { ...entries, type: ' ' })).toThrow(/issue type/);
  expect(answer(jiraSender, 201, '{"key":"OPS-7"}').message).toBe('Jira opened the issue: OPS-7.');
  const wrong = '{"errorMessages":[],"errors":{"project":"project is required"}}';
  expect(answer(jiraSender, 400, wrong).message).toContain('project is required');
});

test('wiki markup: log text in it is no markup', () => {
  const text = (value: string, ...marks: string[]) => ({
    type: 'text',
    text: value,
    marks: marks.map((type) => ({ type })),
  });
  const hostile = 'a {html}<b>{html} [x|http://evil] !img! *b* @all ~user | #1 -x';
  const wiki = wikiText({
    content: [
      { type: 'heading', content: [text('Head')] },
      { type: 'paragraph', content: [text('Bold: ', 'strong'), text(hostile, 'code')] },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [text('item')] }] }],
      },
      { type: 'codeBlock', content: [text('x {noformat} [y]')] },
      { type: 'unknown', content: 'no list' },
    ],
  });
  const [head, paragraph, list, code] = wiki.split('\n\n');
  expect([head, list, code]).toEqual(['h2. Head', '* item', '{noformat}\nx { noformat} [y]\n{noformat}']);
  expect(paragraph).toMatch(/^\*Bold:\* a /);
  // Every mark has its backslash.
  expect(paragraph.slice(8).replace(/\\[\\{}[\]*_+^~!|#@?-]/g, '')).not.toMatch(
    /[{}[\]*_+^~!|#@?]|(?:^|\s)-/,
  );
});

test('a bucket: the bytes by the signed address, which is the key', () => {
  const blob = new Blob(['PAR1']);
  const file = { name: 'structured_logs.parquet', type: 'application/vnd.apache.parquet', content: blob };
  expect(bucketSender.build(file, {})).toEqual({
    method: 'PUT',
    url: [{ secret: 'SIGNED_URL' }],
    headers: [['Content-Type', [file.type]]],
    body: { kind: 'file', name: file.name, blob },
    redacted: [],
  });
  expect(answer(bucketSender, 204)).toMatchObject({ kind: 'accepted' });
  const expired = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
  expect(answer(bucketSender, 403, expired).message).toContain('signed URL has expired');
  expect(answer(bucketSender, 403, '<Code>SignatureDoesNotMatch</Code>').message).toContain(
    'SignatureDoesNotMatch',
  );
});

test('Slack: blocks without marks in a line for a shell, and log text makes no mention, link or block', () => {
  const hostile = '<!channel> <https://evil|ok> *b* & "q" \'s\' $(id) `x`';
  const payload = {
    summary: hostile,
    severity: 'critical',
    custom_details: {
      impact: hostile,
      when: '',
      do_now: [hostile, 7, 'second', ...Array.from({ length: 9 }, () => 'more')],
      evidence: ['&'.repeat(4000)],
      hypotheses: null,
    },
  };
  const request = slackSender.build(itemOf('pagerduty_alert.json', { payload }), {});
  const { text, blocks } = JSON.parse(bodyOf(request));
  const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  expect(text).toBe(escaped);
  expect(blocks[0]).toEqual({
    type: 'header',
    text: { type: 'plain_text', text: `critical: ${escaped}`.slice(0, 150), emoji: false },
  });
  expect(blocks.map(({ text: { text: own } }: { text: { text: string } }) => own.split(/[:\n]/)[0])).toEqual([
    'critical',
    'Impact',
    'Do now',
    'Evidence',
  ]);
  for (const block of blocks) {
    expect(block.text.type).toBe('plain_text');
    expect(block.text.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    expect(block.text.text.length).toBeLessThanOrEqual(3000);
  }
  expect(blocks[2].text.text.split('\n')).toHaveLength(5);
  const { delivery } = slackSender;
  if (delivery.kind !== 'text') throw new Error(delivery.kind);
  expect(delivery.textOf(request)).toMatch(/^curl --request POST .*--url "\$SLACK_WEBHOOK_URL"$/);
  expect(delivery.why).toContain('lets no web page post');
  for (const bad of ['[]', 'x', '{}', '{"payload":[]}', '{"payload":{"summary":7}}'])
    expect(() => slackSender.build(itemOf('pagerduty_alert.json', bad), {})).toThrow(/export/);
});

test('a webhook: the export as it is, with a token where one is wanted', () => {
  const item = itemOf('incident_ticket.json', { title: 'T' });
  const plain = webhookSender.build(item, {
    address: ' https://hooks.example/a?b=1 ',
    authorization: 'none',
  });
  expect(plain).toEqual({
    method: 'POST',
    url: ['https://hooks.example/a?b=1'],
    headers: [['Content-Type', ['application/json']]],
    body: { kind: 'text', text: [item.content] },
    redacted: [],
  });
  const bearer = webhookSender.build(item, { address: 'https://hooks.example', authorization: 'bearer' });
  expect(bearer.headers).toContainEqual(['Authorization', ['Bearer ', { secret: 'WEBHOOK_TOKEN' }]]);
  for (const address of ['', 'hooks.example', 'javascript:alert(1)', 'ftp://hooks.example'])
    expect(() => webhookSender.build(item, { address }), address).toThrow(/must begin with https/);
  expect(() => webhookSender.build(item, { address: 'https://x', authorization: 'basic' })).toThrow(
    /none, or bearer/,
  );
  for (const status of [200, 202, 204])
    expect(answer(webhookSender, status)).toMatchObject({ kind: 'accepted' });
  expect(answer(webhookSender, 400, '{"error":"no such hook\u202E"}').message).toContain(
    'no such hook⟦U+202E⟧',
  );
});

test('every status that is no success is refused in words', () => {
  for (const sender of SENDERS.filter(({ delivery }) => delivery.kind === 'send'))
    for (const status of [100, 301, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 599])
      for (const text of ['', 'x', '<html>', '[1]', '{"message":7,"errors":{}}'])
        expect(answer(sender, status, text)).toMatchObject({
          kind: 'refused',
          message: expect.stringContaining(`HTTP ${status}`),
        });
});

test('an export is offered to those that take it', () => {
  const takers = (name: string) => SENDERS.filter((sender) => takesExport(sender, name)).map(({ id }) => id);
  expect(takers('pagerduty_alert.json')).toEqual(['pagerduty', 'slack', 'webhook', 'bucket', 'curl']);
  expect(takers('tickets/INC-2.jira.json')).toEqual(['jira', 'jira-cloud', 'webhook', 'bucket', 'curl']);
  expect(takers('windows.csv')).toEqual(['bucket', 'curl']);
});
