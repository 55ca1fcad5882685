import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { OutgoingRequest } from '../contracts/outgoing';
import { curlLine } from './curl-line';

const BODY = `@first line\r\n{"text": "it's [E1] \\n $(id) \`id\` !! ${'\u001B[201~'}\u202E 数据库 🔥"}\n`;
const REQUEST: OutgoingRequest = {
  method: 'PUT',
  url: ['https://a.example/{x}[1-3]?q=a%20b&c'],
  headers: [
    ['Content-Type', ['application/json; charset=utf-8']],
    ['Authorization', ['Bearer ', { secret: 'API_KEY' }]],
  ],
  body: { kind: 'text', text: [BODY] },
  redacted: [],
};

/** What curl would be called with. */
function argumentsOf(line: string): readonly string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}\n`;
  const env = { PATH: process.env.PATH ?? '', API_KEY: 'k-1' };
  const out = execFileSync('bash', ['--norc', '-c', script], { env, encoding: 'utf8' });
  return out.split('\0').slice(0, -1);
}

test('the line is one command with the request in its arguments, and the key by its name', () => {
  const line = curlLine(REQUEST);
  expect(line).not.toMatch(/[\n\r\t\u001B\u202E]|k-1/);
  expect(argumentsOf(line)).toEqual([
    ...['--request', 'PUT'],
    ...['--header', 'Content-Type: application/json; charset=utf-8'],
    ...['--header', 'Authorization: Bearer k-1'],
    ...['--data-raw', BODY],
    ...['--globoff', '--url', 'https://a.example/{x}[1-3]?q=a%20b&c'],
  ]);
});

test('a file is one that was saved beside; without a type the body is called nothing', () => {
  const body = { kind: 'file', name: 'tickets/INC-2.md', blob: new Blob(['x']) } as const;
  expect(argumentsOf(curlLine({ ...REQUEST, headers: [], body })).slice(2, 6)).toEqual([
    ...['--header', 'Content-Type:', '--data-binary', '@./tickets_INC-2.md'],
  ]);
  expect(argumentsOf(curlLine({ ...REQUEST, method: 'GET', headers: [], body: null }))).toEqual([
    ...['--request', 'GET', '--globoff', '--url', 'https://a.example/{x}[1-3]?q=a%20b&c'],
  ]);
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;

test.skipIf(!hasCurl)('curl itself sends these bytes', async () => {
  const received: { request: IncomingMessage; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    received.push({ request, body: Buffer.concat(pieces) });
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/[a]{b}`;
  const cwd = mkdtempSync(join(tmpdir(), 'curl-line-'));
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i);
  writeFileSync(join(cwd, 'x_y.parquet'), bytes);
  const send = (request: OutgoingRequest) => {
    const env = { PATH: process.env.PATH, API_KEY: 'k-1', no_proxy: '*', CURL_HOME: cwd };
    return promisify(execFile)('bash', ['--norc', '-c', curlLine(request)], { cwd, env });
  };
  try {
    await send({ ...REQUEST, url: [address] });
    const file = { kind: 'file', name: 'x/y.parquet', blob: new Blob([bytes]) } as const;
    await send({ ...REQUEST, url: [address], headers: [], body: file });
  } finally {
    server.close();
  }
  const [text, file] = received;
  expect([text.request.method, text.request.url]).toEqual(['PUT', '/[a]{b}']);
  expect(text.request.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    authorization: 'Bearer k-1',
  });
  expect(text.body.toString('utf8')).toBe(BODY);
  expect(file.request.headers).not.toHaveProperty('content-type');
  expect(file.body).toEqual(Buffer.from(bytes));
});
