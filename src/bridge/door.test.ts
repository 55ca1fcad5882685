import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutgoingRequest } from '../contracts/outgoing';
import { createDoor } from './door';
import { type Script, scriptedFace } from './fixtures/scripted-face';
import type { FromBridge, ToBridge } from './protocol';

const arrived: { readonly url: string; readonly key: string | undefined; readonly body: string }[] = [];
let origin = '';
let respond: (url: string) => { status?: number; body?: string; hangs?: boolean; headers?: object } =
  () => ({});
const server = createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const url = request.url ?? '';
  arrived.push({ url, key: request.headers.authorization, body });
  const { status = 200, body: text = 'ok', hangs = false, headers = {} } = respond(url);
  response.writeHead(status, { ...headers });
  if (hangs) response.write(text);
  else response.end(text);
});

beforeEach(async () => {
  arrived.length = 0;
  respond = () => ({});
  vi.stubGlobal('location', new URL('http://127.0.0.1/bridge.html'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const LIMITS = { timeoutMs: 20_000, maxBytes: 1000 };
const post = (own: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  method: 'POST',
  url: [`${origin}/v1`],
  headers: [],
  body: { kind: 'text', text: ['log'] },
  redacted: [],
  ...own,
});
const withKey = () => post({ headers: [['Authorization', ['Bearer ', { secret: 'API_KEY' }]]] });

/** A door, and what it says until each asking is over. */
function doorFor(script: Script = {}) {
  const said: FromBridge[] = [];
  const face = scriptedFace(script);
  const waiting = new Map<number, () => void>();
  const take = createDoor(face, (message) => {
    said.push(message);
    if (['end', 'failed', 'sent'].includes(message.kind) && 'id' in message) waiting.get(message.id)?.();
  });
  let lastId = 0;
  const say = (message: ToBridge) => take(message);
  const ask = async (request: OutgoingRequest, limits = LIMITS) => {
    const id = ++lastId;
    const over = new Promise<void>((resolve) => waiting.set(id, resolve));
    say({ kind: 'exchange', id, request, limits });
    await over;
    return said.filter((message) => 'id' in message && message.id === id);
  };
  const send = async (sender: string, name: string, content: string) => {
    const id = ++lastId;
    const over = new Promise<void>((resolve) => waiting.set(id, resolve));
    say({ kind: 'send', id, sender, item: { name, type: 'application/json', content } });
    await over;
    return said.at(-1)!;
  };
  return { face, said, take, ask, send };
}

const kindsOf = (messages: readonly FromBridge[]) => messages.map(({ kind }) => kind);
const failureOf = (messages: readonly FromBridge[]) => {
  const last = messages.at(-1);
  return last?.kind === 'failed' ? last.failure : null;
};

test('what was shown is what leaves, and the answer comes back', async () => {
  const { face, ask, said } = doorFor();
  const messages = await ask(post());
  expect(kindsOf(messages)).toEqual(['approved', 'head', 'piece', 'end']);
  expect(arrived).toEqual([{ url: '/v1', key: undefined, body: 'log' }]);
  expect(face.decided[0].prepared.approval).toMatchObject({ address: `${origin}/v1`, numBytes: 3 });
  expect(said.filter(({ kind }) => kind === 'wanted')).toEqual([
    { kind: 'wanted', isWanted: true },
    { kind: 'wanted', isWanted: false },
  ]);
});

test('no is no, and nothing has left', async () => {
  const { ask } = doorFor({ decision: 'no' });
  expect(failureOf(await ask(post()))?.code).toBe('declined');
  const without = doorFor({ keys: null });
  expect(failureOf(await without.ask(withKey()))?.code).toBe('declined');
  expect(arrived).toEqual([]);
});

test('asked each time; or no more for one method and address', async () => {
  const once = doorFor();
  await once.ask(post());
  await once.ask(post());
  expect(once.face.decided).toHaveLength(2);
  const always = doorFor({ decision: 'until-closed' });
  await always.ask(post());
  await always.ask(post({ body: { kind: 'text', text: ['other'] } }));
  expect(always.face.decided).toHaveLength(1);
  await always.ask(post({ url: [`${origin}/v2`] }));
  await always.ask(post({ method: 'PUT' }));
  expect(always.face.decided).toHaveLength(3);
});

test('a key is asked for once for its origin, never crosses, and is forgotten when it is not accepted', async () => {
  const { face, ask, said } = doorFor({ keys: { API_KEY: 'k-123' } });
  await ask(withKey());
  await ask(withKey());
  expect(face.wanted).toEqual([[{ name: 'API_KEY', origin }]]);
  expect(arrived.map(({ key }) => key)).toEqual(['Bearer k-123', 'Bearer k-123']);
  expect(JSON.stringify(said)).not.toContain('k-123');
  // Another origin gets none of it.
  await ask({ ...withKey(), url: ['http://localhost:1/v1'] });
  expect(face.wanted[1]).toEqual([{ name: 'API_KEY', origin: 'http://localhost:1' }]);
  respond = () => ({ status: 401 });
  await ask(withKey());
  await ask(withKey());
  expect(face.wanted).toHaveLength(3);
});

test('a key that cannot be one is said, and asked for again', async () => {
  const { face, ask } = doorFor({ keys: { API_KEY: 'a b' } });
  expect(failureOf(await ask(withKey()))).toMatchObject({
    code: 'refused',
    message: expect.stringContaining('API_KEY'),
  });
  await ask(withKey());
  expect(face.wanted).toHaveLength(2);
  expect(arrived).toEqual([]);
});

test('what is no request of ours is refused unseen', async () => {
  const { face, ask } = doorFor();
  for (const url of ['https://user:pw@a.example/', 'file:///C:/x', 'http://203.0.113.9/', 'x'])
    expect(failureOf(await ask(post({ url: [url] })))?.code, url).toBe('refused');
  expect(face.decided).toEqual([]);
});

test('a redirect is not followed; a hanging, a long and a stopped answer end in words', async () => {
  const { ask } = doorFor();
  respond = () => ({ status: 307, headers: { location: `${origin}/other` } });
  expect(failureOf(await ask(post()))?.code).toBe('unreachable');
  expect(arrived.map(({ url }) => url)).toEqual(['/v1']);
  respond = () => ({ hangs: true });
  expect(failureOf(await ask(post(), { ...LIMITS, timeoutMs: 300 }))?.code).toBe('timeout');
  respond = () => ({ body: 'x'.repeat(5000) });
  expect(failureOf(await ask(post()))?.code).toBe('too-long');
});

test('stop ends what is under way, what waits for the person, and what waits for its turn', async () => {
  const { take, ask, face } = doorFor({ hesitates: true });
  const [first, second] = [ask(post()), ask(post())];
  await vi.waitFor(() => expect(face.decided).toHaveLength(1));
  take({ kind: 'stop', id: 2 });
  take({ kind: 'stop', id: 1 });
  expect([failureOf(await first)?.code, failureOf(await second)?.code]).toEqual(['stopped', 'stopped']);
  expect(arrived).toEqual([]);
  const running = doorFor();
  respond = () => ({ hangs: true });
  const asked = running.ask(post());
  await vi.waitFor(() => expect(running.said.map(({ kind }) => kind)).toContain('piece'));
  running.take({ kind: 'stop', id: 1 });
  expect(failureOf(await asked)?.code).toBe('stopped');
});

test('a sender: entries are asked for until they are right, and the answer is told', async () => {
  const entries = [
    { repository: 'x', address: origin },
    { repository: 'a/b', address: origin },
  ];
  const { face, send } = doorFor({ entries, keys: { GITHUB_TOKEN: 't-1' } });
  respond = () => ({ status: 201, body: '{"html_url":"https://github.test/a/b/issues/1"}' });
  const issue = JSON.stringify({ title: 'T', body: 'B', url: null });
  expect(await send('github', 'incident_ticket.github.json', issue)).toMatchObject({
    kind: 'sent',
    result: { kind: 'accepted', link: 'https://github.test/a/b/issues/1' },
  });
  expect(face.complaints).toEqual(['', 'The repository is named as owner/name.']);
  expect(arrived).toEqual([
    { url: '/repos/a/b/issues', key: 'Bearer t-1', body: '{"title":"T","body":"B"}' },
  ]);
  expect(await send('github', 'incident_ticket.md', issue)).toMatchObject({ failure: { code: 'refused' } });
  expect(await send('nobody', 'incident_ticket.md', issue)).toMatchObject({ failure: { code: 'refused' } });
});

test('what is no message is not answered', () => {
  const { take, said } = doorFor();
  for (const data of [
    null,
    1,
    {},
    [],
    { kind: 'exchange' },
    { kind: 'stop', id: 0 },
    { kind: 'eval', id: 1 },
  ])
    take(data);
  expect(said).toEqual([]);
});
