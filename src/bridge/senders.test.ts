import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlSender } from './curl-sender';
import { KEY_NAME } from './secret-text';
import { SENDERS, senderInfos, senderOf } from './senders';

const TICKET = { name: 'incident_ticket.md', type: 'text/markdown', content: "# it's\n\n`$(id)`\n" };
const ENTRIES = { address: ' https://hooks.example/a ' };

/** What the sender hands over instead of sending. */
function lineOf(content: string | Blob): string {
  const { delivery, build } = curlSender;
  if (delivery.kind !== 'text') throw new Error(delivery.kind);
  return delivery.textOf(build({ ...TICKET, content }, ENTRIES));
}

test('every sender has an id of its own and fields that can be filled in', () => {
  expect(new Set(SENDERS.map(({ id }) => id)).size).toBe(SENDERS.length);
  for (const sender of SENDERS) {
    expect(senderOf(sender.id)).toBe(sender);
    expect(senderInfos()).toContainEqual({ id: sender.id, label: sender.label, takes: sender.takes });
    for (const { name, isSecret } of sender.fields) expect(KEY_NAME.test(name)).toBe(isSecret);
  }
  expect(senderOf('nobody')).toBeNull();
});

test('curl: a ticket becomes a POST of its bytes', () => {
  const request = curlSender.build(TICKET, ENTRIES);
  expect(request).toEqual({
    method: 'POST',
    url: ['https://hooks.example/a'],
    headers: [['Content-Type', ['text/markdown']]],
    body: { kind: 'text', text: [TICKET.content] },
    redacted: [],
  });
  const script = `curl() { printf '%s\\0' "$@"; }\n${lineOf(TICKET.content)}`;
  const args = execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0');
  expect(args[args.indexOf('--data-raw') + 1]).toBe(TICKET.content);
});

test('curl: what is no argument goes by a file that was saved', () => {
  for (const content of ['x'.repeat(100_001), '数'.repeat(40_000), 'a\0b', new Blob(['x'])])
    expect(lineOf(content)).toContain('--data-binary @./incident_ticket.md');
  expect(lineOf('x'.repeat(100_000))).toContain('--data-raw');
});

test('curl: an address that is none is said', () => {
  for (const address of ['', 'hooks.example', 'file:///C:/x', 'https://', 'javascript:alert(1)'])
    expect(() => curlSender.build(TICKET, { address })).toThrow(/must begin with https/);
  expect(() => curlSender.build(TICKET, {})).toThrow(/must begin with https/);
});
