// Streams through the real door, from a server that behaves and from servers that do not.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { STREAM_WINDOW_BYTES, type StreamReading } from '../contracts/stream';
import { createDoor } from './door';
import { type Script, scriptedFace } from './fixtures/scripted-face';
import { type Answers, type StreamServer, startStreamServer } from './fixtures/stream-server';
import type { FromBridge } from './protocol';

let server: StreamServer | null = null;
const stops: (() => void)[] = [];
beforeEach(() => {
  vi.stubGlobal('location', new URL('http://127.0.0.1/bridge.html'));
  vi.stubGlobal('origin', 'null');
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await server?.close();
  server = null;
  vi.unstubAllGlobals();
});

/** Node 20 has none: one that is answered in this process. Real ones are in e2e/streams.spec.ts. */
function socketOf({ socket }: Answers, { asked }: StreamServer) {
  let num = 0;
  return class {
    onopen = (): void => {};
    onclose = (_: { code: number; reason: string }): void => {};
    onmessage: ((_: { data: string | ArrayBuffer }) => void) | null = null;
    constructor(url: string) {
      const { pathname, search } = new URL(url);
      (asked as { path: string; headers: object }[]).push({ path: pathname + search, headers: {} });
      const close = (code: number): void => this.onclose({ code, reason: '' });
      queueMicrotask(() => {
        if (socket === undefined) return close(1006);
        this.onopen();
        const send = (data: string | ArrayBuffer): void => this.onmessage?.({ data });
        const sendBytes = (bytes: Uint8Array): void => send(bytes.slice().buffer as ArrayBuffer);
        socket(pathname, { send, sendBytes, close, destroy: () => close(1006) }, ++num);
      });
    }
    close(): void {
      this.onmessage = null;
    }
  };
}

interface Opened {
  readonly face: ReturnType<typeof scriptedFace>;
  readonly said: FromBridge[];
  readonly text: () => string;
  readonly lines: () => string[];
  readonly happened: (what: string) => string[];
  readonly failure: () => string | null;
  readonly isOver: () => boolean;
  readonly stop: () => void;
}

async function open(
  answers: Answers,
  path: string,
  { reading = 'auto', takes = true, ...script }: Script & { reading?: StreamReading; takes?: boolean } = {},
): Promise<Opened> {
  server = await startStreamServer(answers);
  vi.stubGlobal('WebSocket', socketOf(answers, server));
  const said: FromBridge[] = [];
  const face = scriptedFace(script);
  const take = createDoor(face, (message) => {
    said.push(message);
    if (takes && message.kind === 'piece')
      queueMicrotask(() => take({ kind: 'taken', id: 1, numBytes: message.bytes.length }));
  });
  const stop = (): void => take({ kind: 'stop', id: 1 });
  stops.push(stop);
  const address = path.startsWith('ws')
    ? `${server.origin.replace('http', 'ws')}${path.slice(2)}`
    : server.origin + path;
  take({ kind: 'stream', id: 1, at: { kind: 'stream', address, reading } });
  const text = (): string =>
    said.map((each) => (each.kind === 'piece' ? new TextDecoder().decode(each.bytes) : '')).join('');
  return {
    ...{ face, said, text, stop },
    lines: () => text().split('\n').slice(0, -1),
    happened: (what) =>
      said.flatMap((each) => (each.kind === 'happened' && each.what === what ? [each.text] : [])),
    failure: () =>
      said.flatMap((each) => (each.kind === 'failed' ? [each.failure.message] : [])).at(0) ?? null,
    isOver: () => said.some(({ kind }) => kind === 'end' || kind === 'failed'),
  };
}

const until = (test: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(test()).toBe(true), { timeout: 15_000, interval: 20 });
const numbered = (from: number, to: number): string[] =>
  Array.from(
    { length: to - from },
    (_, i) => `2026-03-01T00:00:${String(from + i).padStart(2, '0')}Z INFO line ${from + i}`,
  );

test('lines over HTTP, cut anywhere: they come whole, and the end is an end', async () => {
  const opened = await open(
    {
      async http(_path, response) {
        for (const piece of `${numbered(0, 20).join('\r\n')}\r\nlast`.match(/.{1,7}/gs)!) {
          response.write(piece);
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
        response.end();
      },
    },
    '/log',
  );
  await until(opened.isOver);
  expect(opened.text()).toBe(`${numbered(0, 20).join('\r\n')}\r\nlast\n`);
  expect(opened.failure()).toBeNull();
  expect(opened.said.every((each) => each.kind !== 'piece' || each.bytes.at(-1) === 10)).toBe(true);
  expect(opened.face.decided[0].prepared.headers.map(([name]) => name)).toEqual(['Accept']);
});

test('without a yes nothing is asked', async () => {
  const opened = await open({ http: (_, response) => void response.end('x\n') }, '/log', { decision: 'no' });
  await until(opened.isOver);
  expect(opened.failure()).toBe('The stream was not allowed to begin.');
  expect(server!.asked).toEqual([]);
});

test('a key goes where the person said, by its name until it leaves, and is asked for again where it was refused', async () => {
  const opened = await open({ http: (_, response) => void response.writeHead(401).end() }, '/log', {
    stream: { keyPlace: 'a header', keyName: 'X-Api-Key' },
    keys: { STREAM_KEY: 's3cret' },
  });
  await until(opened.isOver);
  expect(server!.asked[0].headers['x-api-key']).toBe('s3cret');
  expect(opened.failure()).toContain('HTTP 401');
  expect(JSON.stringify(opened.said)).not.toContain('s3cret');
});

test('server-sent events: cut in half, it goes on from the last event, and nothing is there twice', async () => {
  const events = (from: number, to: number): string =>
    numbered(from, to)
      .map((line, i) => `id: ${from + i}\ndata: ${line}\n\n`)
      .join('');
  const opened = await open(
    {
      http(_path, response, num) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        if (num === 1) response.write(`${events(0, 10)}id: 10\ndata: half of`, () => response.destroy());
        // It gives two of them again.
        else response.write(events(8, 20));
      },
    },
    '/events',
  );
  await until(() => opened.lines().length >= 20);
  expect(opened.lines()).toEqual(numbered(0, 20));
  expect(opened.happened('cut')[0]).toContain('Half an event had come');
  expect(opened.happened('resumed')[0]).toContain('2 lines came again and were taken once');
  expect(server!.asked.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '9']);
});

test('events without positions: the gap is said', async () => {
  const opened = await open(
    {
      http(_path, response, num) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`data: ${numbered(num, num + 1)[0]}\n\n`, () => num === 1 && response.destroy());
      },
    },
    '/events',
  );
  await until(() => opened.happened('gap').length > 0);
  expect(opened.happened('gap')[0]).toContain('what came between is missing, or may be');
  expect(opened.lines()).toEqual(numbered(1, 3));
});

test('the log of a pod that begins anew after it was cut is taken from where it stopped', async () => {
  const opened = await open(
    {
      http(_path, response, num) {
        const text = `${numbered(0, num === 1 ? 30 : 50).join('\n')}\n`;
        response.write(text, () => num === 1 && setTimeout(() => response.destroy(), 50));
      },
    },
    '/api/v1/namespaces/shop/pods/web-1/log?follow=true',
  );
  await until(() => opened.lines().length >= 50);
  expect(opened.lines()).toEqual(numbered(0, 50));
  expect(opened.happened('resumed')[0]).toContain('began anew, and goes on where it stopped');
});

const ns = (i: number): string => `${1_772_323_200 + i}000000${String(i).padStart(3, '0')}`;
const tail = (from: number, to: number, dropped = 0): string =>
  JSON.stringify({
    streams: [
      {
        stream: { app: 'shop', host: 'n1' },
        values: numbered(from, to).map((line, i) => [ns(from + i), line]),
      },
    ],
    dropped_entries: dropped > 0 ? Array.from({ length: dropped }, () => ({ timestamp: ns(to) })) : null,
  });

test('Loki: labels beside the lines; cut, it is asked from the last time on; what it left out is said', async () => {
  const opened = await open(
    {
      socket(_path, out, num) {
        if (num === 1) {
          out.send(tail(0, 5));
          out.send(tail(5, 10));
          setTimeout(out.destroy, 50);
        } else out.send(tail(7, 15, 4));
      },
    },
    'ws/loki/api/v1/tail?query=%7Bapp%3D%22shop%22%7D',
  );
  await until(() => opened.lines().length >= 15);
  const records = opened.lines().map((line) => JSON.parse(line));
  expect(records.map(({ line }) => line)).toEqual(numbered(0, 15));
  expect(records[0]).toEqual({
    timestamp: '2026-03-01T00:00:00.000000000Z',
    service: 'shop',
    host: 'n1',
    line: numbered(0, 1)[0],
  });
  expect(opened.happened('resumed')[0]).toContain('3 lines came again');
  expect(opened.happened('gap')[0]).toContain('4 entries did not come');
  const again = new URL(server!.asked[1].path, server!.origin).searchParams;
  expect(again.get('query')).toBe('{app="shop"}');
  expect(BigInt(again.get('start')!)).toBeLessThan(BigInt(ns(9)));
});

test('a Kafka REST proxy: records in base64 and in JSON, each once; offsets that are passed over are said', async () => {
  const record = (offset: number, value: unknown) => ({
    topic: 'logs',
    key: null,
    partition: 0,
    offset,
    value,
  });
  const [a, b, c] = numbered(0, 3);
  const answers = [
    [record(0, btoa(a)), record(1, btoa(b))],
    [record(1, btoa(b)), record(4, { level: 'INFO', message: c })],
  ];
  const opened = await open(
    {
      http: (_path, response, num) =>
        void response
          .writeHead(200, { 'content-type': 'application/vnd.kafka.binary.v2+json' })
          .end(JSON.stringify(answers[num - 1] ?? [])),
    },
    '/consumers/harbinger/instances/one/records',
  );
  await until(() => opened.happened('gap').length > 0);
  expect(opened.lines()).toEqual([a, b, JSON.stringify({ level: 'INFO', message: c })]);
  expect(opened.happened('gap')[0]).toContain('2 entries did not come');
  expect(server!.asked[0].headers.accept).toContain('vnd.kafka');
});

test('nothing is read that the page has no room for, and what is over waits at the server', async () => {
  const line = `${'x'.repeat(1000)}\n`;
  let numWritten = 0;
  const opened = await open(
    {
      http(_path, response) {
        const more = (): void => {
          while (numWritten < 64 * 2 ** 20) {
            numWritten += 1000 * line.length;
            if (!response.write(line.repeat(1000))) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      },
    },
    '/log',
    { takes: false },
  );
  await until(() => opened.text().length > STREAM_WINDOW_BYTES);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(opened.text().length).toBeLessThan(STREAM_WINDOW_BYTES + 2 ** 21);
  expect(numWritten).toBeLessThan(40 * 2 ** 20);
  opened.stop();
  await until(opened.isOver);
  expect(opened.failure()).toBe('It was stopped.');
});

const status = (code: number, headers = {}): Answers => ({
  http: (_, response) => void response.writeHead(code, headers).end('no'),
});
const body = (content: string | Uint8Array, type = 'text/plain'): Answers => ({
  http: (_, response) => void response.writeHead(200, { 'content-type': type }).write(content),
});
test.each<[string, Answers, string, string?]>([
  ['401', status(401), 'HTTP 401'],
  ['429 with its wait', status(429, { 'retry-after': '17' }), 'asks to wait 17 s (HTTP 429)'],
  ['503', status(503), 'The server failed (HTTP 503)'],
  ['404', status(404), 'no such stream'],
  ['a redirect', status(307, { location: 'http://127.0.0.1:9/' }), 'redirects to another address'],
  ['a sign-in page', body('<!DOCTYPE html><title>Sign in</title>', 'text/html'), 'HTML'],
  ['a page that says it is text', body('\n<!doctype html><p>'), 'HTML'],
  ['a picture', body('PNG', 'image/png'), 'image/png'],
  ['binary', body(Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0)), 'binary'],
  ['an event without end', body(`data: ${'x'.repeat(2 ** 21)}`, 'text/event-stream'), 'has no end'],
  ['nothing', { http: (_, response) => void response.end() }, 'held no line'],
  ['no WebSocket', status(404), 'No WebSocket was opened', 'ws/tail'],
  ['binary messages', { socket: (_, out) => out.sendBytes(Uint8Array.of(0, 1, 2)) }, 'binary', 'ws/tail'],
])('%s is a named error', async (_name, answers, words, path = '/log') => {
  const opened = await open(answers, path);
  await until(opened.isOver);
  expect(opened.failure()).toContain(words);
  expect(opened.lines()).toEqual([]);
});

test('a line that is too long is cut and said; one that never ends is an error; what was read stays', async () => {
  const chunk = 'y'.repeat(2 ** 20);
  const opened = await open(
    {
      async http(_path, response) {
        response.write('first\n');
        response.write(`${chunk}${chunk}\nthird\n`);
        for (let i = 0; i < 70; i++)
          if (!response.write(chunk)) await new Promise((r) => response.once('drain', r));
      },
    },
    '/log',
  );
  await until(opened.isOver);
  expect(opened.lines().map((line) => line.length)).toEqual([5, 2 ** 20, 5]);
  expect(opened.happened('dropped')[0]).toContain('1,048,576 bytes');
  expect(opened.failure()).toContain('has no end');
});

test('a length that lies: shorter, the rest is not there; longer, it was cut', async () => {
  const opened = await open(
    {
      http: (_path, response, num) =>
        void response
          .writeHead(200, { 'content-length': num === 1 ? 1000 : 12 })
          .write(num === 1 ? 'a\n' : 'b\nc\nd\ne\nf\ng\n', () => response.destroy()),
    },
    '/log',
  );
  await until(opened.isOver);
  expect(opened.lines()[0]).toBe('a');
  expect(opened.happened('cut')[0]).toContain('cut');
  expect(opened.happened('gap').length).toBe(1);
});
