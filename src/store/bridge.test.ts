// The page's end against the real door, over a real port, with a person who does as told.
import { afterEach, expect, test, vi } from 'vitest';
import { createDoor } from '../bridge/door';
import { type Script, scriptedFace } from '../bridge/fixtures/scripted-face';
import type { FromBridge } from '../bridge/protocol';
import { senderInfos } from '../bridge/senders';
import type { ExchangeEvent, OutgoingRequest } from '../contracts/outgoing';
import { createBridge } from './bridge';
import { readFromBridge } from './bridge-messages';
import { listModels } from './model-list';

const ADDRESS = 'https://logs.test/bridge.html';
const REQUEST: OutgoingRequest = {
  method: 'POST',
  url: ['https://api.example/v1'],
  headers: [],
  body: { kind: 'text', text: ['log'] },
  redacted: [],
};
const LIMITS = { timeoutMs: 5000, maxBytes: 1000 };
const ports: MessagePort[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const port of ports.splice(0)) port.close();
});

/** A bridge whose frame has loaded. */
function openBridge(
  script: Script = {},
  respond: () => Response | Promise<Response> = () => new Response('ok'),
) {
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    const aborted = new Promise<never>((_, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason)),
    );
    return Promise.race([respond(), aborted]);
  });
  vi.stubGlobal('location', new URL(ADDRESS));
  const face = scriptedFace(script);
  const bridge = createBridge(ADDRESS, () => 7);
  const frame = {
    postMessage(greeting: unknown, target: string, [port]: [MessagePort]) {
      expect([greeting, target]).toEqual([{ harbinger: 1 }, '*']);
      ports.push(port);
      const post = (message: FromBridge) => port.postMessage(message);
      const take = createDoor(face, post);
      port.onmessage = ({ data }) => take(data);
      post({ kind: 'ready', version: 1, senders: senderInfos() });
    },
  } as unknown as Window;
  bridge.open();
  bridge.connect(frame);
  return { bridge, face };
}

async function eventsOf({ bridge }: ReturnType<typeof openBridge>, request = REQUEST) {
  const events: ExchangeEvent[] = [];
  await bridge.exchange(request, LIMITS, (event) => events.push(event));
  return events;
}

test('what leaves is told piece by piece, and kept in the list', async () => {
  const opened = openBridge();
  expect((await eventsOf(opened)).map(({ kind }) => kind)).toEqual(['approved', 'head', 'piece', 'end']);
  const { log, phase, isWanted } = opened.bridge.state.getState();
  expect([phase, isWanted]).toEqual(['open', false]);
  expect(log).toEqual([
    {
      id: 1,
      atMs: 7,
      what: 'a question to a language model',
      sent: { address: 'https://api.example/v1', numBytes: 3 },
      outcome: 'answered by HTTP 200',
    },
  ]);
});

test('what is not let through is in the list as that', async () => {
  const opened = openBridge({ decision: 'no' });
  expect(await eventsOf(opened)).toMatchObject([{ kind: 'failed', failure: { code: 'declined' } }]);
  expect(opened.bridge.state.getState().log).toMatchObject([
    { sent: null, outcome: expect.stringContaining('not allowed') },
  ]);
});

test('a sender hands over, and its answer is told', async () => {
  const { bridge } = openBridge(
    { entries: [{ action: 'resolve', address: 'https://events.example/' }], keys: { PAGERDUTY_KEY: 'k' } },
    () => new Response('{"dedup_key":"d"}', { status: 202 }),
  );
  const item = { name: 'pagerduty_alert.json', type: 'application/json', content: '{"dedup_key":"d"}' };
  const [pagerduty] = senderInfos();
  expect(await bridge.send(pagerduty, item)).toEqual({
    kind: 'accepted',
    message: 'PagerDuty took it: d.',
    link: null,
  });
});

test('stop and close end what is under way', async () => {
  const hanging = () => new Promise<Response>(() => {});
  const stopped = openBridge({}, hanging);
  const events = eventsOf(stopped);
  await vi.waitFor(() => expect(stopped.bridge.state.getState().log[0]?.sent).toBeTruthy());
  stopped.bridge.stop();
  expect((await events).at(-1)).toMatchObject({ failure: { code: 'stopped' } });
  const closed = openBridge({}, hanging);
  const others = eventsOf(closed);
  await vi.waitFor(() => expect(closed.bridge.state.getState().log[0]?.sent).toBeTruthy());
  closed.bridge.close();
  expect((await others).at(-1)).toMatchObject({ failure: { message: 'The bridge was closed.' } });
  expect(closed.bridge.state.getState().phase).toBe('closed');
});

test('without a door nothing is asked; what is stopped before the door opens is not asked either', async () => {
  const none = createBridge(null, () => 0);
  await expect(none.exchange(REQUEST, LIMITS, () => {})).rejects.toThrow('no bridge');
  none.open();
  expect(none.state.getState().phase).toBe('closed');
  const bridge = createBridge(ADDRESS, () => 0);
  const asked = bridge.exchange(REQUEST, LIMITS, () => {});
  bridge.stop();
  bridge.state.setState({ phase: 'closed' });
  await expect(asked).rejects.toThrow('did not open');
});

test('models: their names in order; another answer is said', async () => {
  const listed = (text: string, status = 200) =>
    listModels(openBridge({ keys: { MODEL_KEY: 'k' } }, () => new Response(text, { status })).bridge, {
      address: 'https://api.example/v1/',
      needsKey: true,
    });
  expect(await listed('{"data":[{"id":"b"},{"id":"a","x":1}]}')).toEqual(['a', 'b']);
  await expect(listed('{"data":[{"name":"b"}]}')).rejects.toThrow('something else');
  await expect(listed('<html>')).rejects.toThrow('something else');
  await expect(listed('', 401)).rejects.toThrow('did not accept the key');
  await expect(listed('', 500)).rejects.toThrow('HTTP 500');
});

test('what is no message of the bridge is none', () => {
  const bad = [
    null,
    {},
    { kind: 'piece', id: 1, bytes: [1] },
    { kind: 'head', id: 1, status: 0, retryAfterMs: null },
    { kind: 'ready', version: 2, senders: [] },
    { kind: 'approved', id: 1, approval: { method: 'GET', address: 'x', numBytes: -1, redacted: [] } },
  ];
  expect(bad.map(readFromBridge)).toEqual(bad.map(() => null));
});
