// Armed alerts through the real door, to a stub that parses them as PagerDuty's Events API v2 does (a second implementation, in this file).
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDoor } from './door';
import { type Script, scriptedFace } from './fixtures/scripted-face';
import type { Alarm, FromBridge, ToBridge } from './protocol';

const KEY = '0123456789abcdef0123456789abcdef';
/** What a v2 event has to be: pagerduty.com, 'Events API v2', send an alert event. Null: it is one. */
function faultOf(text: string): string | null {
  const event = JSON.parse(text) as Record<string, unknown>;
  if (event.routing_key !== KEY) return 'routing_key';
  if (!['trigger', 'acknowledge', 'resolve'].includes(String(event.event_action))) return 'event_action';
  if (typeof event.dedup_key !== 'string' || event.dedup_key.length > 255) return 'dedup_key';
  if (event.event_action !== 'trigger') return null;
  const { summary, source, severity, timestamp } = event.payload as Record<string, string>;
  if (summary === '' || summary.length > 1024) return 'summary';
  if (source === '' || !['critical', 'error', 'warning', 'info'].includes(severity)) return 'severity';
  return Number.isNaN(Date.parse(timestamp)) ? 'timestamp' : null;
}

const open = new Map<string, string>();
const received: string[] = [];
let status = 202;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  received.push(body);
  const fault = faultOf(body);
  if (fault !== null) return void response.writeHead(400).end(JSON.stringify({ message: fault }));
  const { event_action, dedup_key } = JSON.parse(body);
  if (event_action === 'resolve') open.delete(dedup_key);
  else open.set(dedup_key, body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ dedup_key }));
});
let address = '';
beforeEach(async () => {
  open.clear();
  received.length = 0;
  status = 202;
  vi.stubGlobal('location', new URL('http://127.0.0.1/bridge.html'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/enqueue`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const alarm = (own: Partial<Alarm> = {}): Alarm => ({
  ...{ action: 'trigger', key: 'harbinger-00000000000000aa', severity: 'critical' },
  ...{ summary: 'connection "refused" <b>', source: 'app.log', time: '2026-03-01T05:20:00.000Z' },
  ...own,
});

function armedDoor(script: Script = {}) {
  const said: FromBridge[] = [];
  const arms = [{ sender: 'pagerduty', address, mostAnHour: '2' }];
  const face = scriptedFace({ keys: { PAGERDUTY_KEY: KEY }, arms, ...script });
  const take = createDoor(face, (message) => said.push(message));
  let lastId = 0;
  const ask = async (messageOf: (id: number) => ToBridge): Promise<FromBridge> => {
    const id = ++lastId;
    take(messageOf(id));
    const answers = (): FromBridge[] =>
      said.filter(
        (each) => ['armed', 'sent', 'failed'].includes(each.kind) && 'id' in each && each.id === id,
      );
    await vi.waitFor(() => expect(answers().length).toBeGreaterThan(0), { timeout: 10_000 });
    return answers()[0];
  };
  return {
    face,
    arm: () => ask((id) => ({ kind: 'arm', id })),
    send: (own?: Partial<Alarm>, armed = 1) => ask((id) => ({ kind: 'alarm', id, armed, alarm: alarm(own) })),
    stop: () => take({ kind: 'stop', id: 1 }),
  };
}

test('armed once, alerts leave as shown; the end of each is sent; nobody is asked again', async () => {
  const { face, arm, send } = armedDoor();
  expect(await arm()).toMatchObject({
    kind: 'armed',
    resolves: true,
    text: expect.stringContaining('At most 2 alerts an hour'),
  });
  const shown = face.decided.map(({ request }) => (request.body?.kind === 'text' ? request.body.text : []));
  expect(shown).toHaveLength(2);
  expect(received).toEqual([]);
  expect(await send()).toMatchObject({ kind: 'sent', result: { kind: 'accepted' } });
  expect([...open.keys()]).toEqual(['harbinger-00000000000000aa']);
  // Byte for byte what was shown, with the places filled.
  const filled = shown[0]
    .map((piece) => (typeof piece === 'string' ? piece : KEY))
    .join('')
    .replace('‹key of the incident›', alarm().key)
    .replace('‹title of the incident›', JSON.stringify(alarm().summary).slice(1, -1))
    .replace('‹severity›', 'critical')
    .replace('‹name of the log›', 'app.log')
    .replace('‹time in the log›', alarm().time);
  expect(received[0]).toBe(filled);
  expect(await send({ action: 'resolve' })).toMatchObject({ kind: 'sent', result: { kind: 'accepted' } });
  expect(open.size).toBe(0);
  expect(face.decided).toHaveLength(2);
});

test('no more than was said leave within an hour; an end without an alert does not', async () => {
  const { arm, send } = armedDoor();
  await arm();
  const keys = [1, 2, 3].map((i) => `harbinger-000000000000000${i}`);
  const answers = [];
  for (const key of keys) answers.push(await send({ key }));
  expect(answers.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'failed']);
  expect(answers[2]).toMatchObject({ failure: { message: expect.stringContaining('within the last hour') } });
  expect(await send({ key: keys[2], action: 'resolve' })).toMatchObject({ kind: 'failed' });
  expect(received).toHaveLength(2);
});

test('not armed, disarmed, declined, or with a refused key: nothing leaves', async () => {
  const none = armedDoor();
  expect(await none.send()).toMatchObject({ kind: 'failed' });
  const declined = armedDoor({ decision: 'no' });
  expect(await declined.arm()).toMatchObject({ kind: 'failed', failure: { message: 'No alert was armed.' } });
  expect(await declined.send()).toMatchObject({ kind: 'failed' });
  const disarmed = armedDoor();
  await disarmed.arm();
  disarmed.stop();
  expect(await disarmed.send()).toMatchObject({ kind: 'failed' });
  expect(received).toEqual([]);
  const refused = armedDoor();
  await refused.arm();
  status = 403;
  expect(await refused.send()).toMatchObject({ kind: 'sent', result: { kind: 'refused' } });
  expect(await refused.send()).toMatchObject({ kind: 'failed' });
  expect(received).toHaveLength(1);
});

test.each([
  ['an address that is none', { address: 'nowhere' }, 'https://'],
  ['too many', { mostAnHour: '1000' }, 'from 1 to 60'],
  ['another sender', { sender: 'bucket' }, 'No alert can leave that way'],
])('%s is said, and asked for again', async (_name, own, words) => {
  const good = { sender: 'pagerduty', address, mostAnHour: '2' };
  const { face, arm } = armedDoor({ arms: [{ ...good, ...own }, good] });
  expect(await arm()).toMatchObject({ kind: 'armed' });
  expect(face.complaints[1]).toContain(words);
});
