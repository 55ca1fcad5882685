// A stream through the bridge: opened once by a person, judged as its windows close, cut and gone on with; nothing leaves but what was shown.

import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { loadSettings } from '../bench/analyze-page';
import { type StreamServer, startStreamServer } from '../src/bridge/fixtures/stream-server';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { expectAccessible } from './accessible';
import { bridgeOf, openWithDoor } from './bridge-page';
import { download, openTab, test } from './harbinger';

const BEGIN = Date.UTC(2026, 2, 1);
const PER_WINDOW = 120;
const KEY = 'stream-key-0123456789';
test.setTimeout(400_000);

let server: StreamServer | null = null;
test.afterEach(async () => {
  await server?.close();
  server = null;
});

/** Lines [from, to) in windows of five minutes of a small shop; in bad ones its database refuses connections. */
function linesOf(
  from: number,
  to: number,
  isBad = false,
): readonly { readonly ms: number; readonly text: string }[] {
  return Array.from({ length: (to - from) * PER_WINDOW }, (_, k) => {
    const i = from * PER_WINDOW + k;
    const ms = BEGIN + i * 2500;
    const [name, text] = [
      ['Cart', `cart ${i * 31} was priced in ${i % 90} ms`],
      ['Order', `order ${i * 17} accepted`],
      ['Pay', `payment ${i * 13} settled`],
    ][i % 3];
    const line =
      isBad && i % 4 !== 0
        ? `ERROR [pool-2] com.shop.Db: connection to orders-db:5432 refused, attempt ${i}`
        : `INFO [http-${i % 8}] com.shop.${name}: ${text}`;
    return { ms, text: `${new Date(ms).toISOString()} ${line}` };
  });
}
const textOf = (...args: Parameters<typeof linesOf>): string =>
  linesOf(...args)
    .map(({ text }) => `${text}\n`)
    .join('');

async function begin(page: Page, url: string, scratch: string, address: string): Promise<void> {
  await openWithDoor(page, url);
  const settings = join(scratch, 'settings.json');
  writeFileSync(settings, JSON.stringify({ ...DEFAULT_SETTINGS, windowMinutes: 5 }));
  await loadSettings(page, settings);
  await page.getByTestId('follow-stream').click();
  await page.getByTestId('stream-address').fill(address);
  await page.getByTestId('stream-open').click();
}

const bar = (page: Page) => page.getByTestId('following');

async function stopAndCount(page: Page): Promise<number> {
  await page.getByTestId('follow-stop').click();
  await expect(bar(page)).toHaveCount(0);
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-run_summary.json'));
  return JSON.parse(bytes.toString()).totals.records;
}

test('lines over HTTP with a key: shown, let begin once, followed to a warning; cut, it goes on; no key is kept', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  let out: ServerResponse | null = null;
  let written = textOf(0, 60);
  const append = (text: string): void => {
    written += text;
    out?.write(text);
  };
  server = await startStreamServer({
    http: (_path, response) => {
      out = response;
      response.writeHead(200, { 'content-type': 'text/plain' }).write(written);
    },
  });
  await begin(page, site.url, scratch, `${server.origin}/api/v1/namespaces/shop/pods/web-1/log?follow=true`);
  const bridge = bridgeOf(page);
  await expect(bridge.getByTestId('bridge-address')).toHaveValue(/pods\/web-1\/log\?follow=true$/);
  await bridge.getByTestId('bridge-key-place').selectOption('a header');
  await bridge.getByTestId('bridge-key-name').fill('X-Api-Key');
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await bridge.getByTestId('bridge-STREAM_KEY').fill(KEY);
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await expect(bridge.getByTestId('bridge-address')).toHaveText(
    `GET ${server.origin}/api/v1/namespaces/shop/pods/web-1/log?follow=true`,
  );
  await expect(bridge.getByTestId('bridge-headers')).toContainText('X-Api-Key: ‹STREAM_KEY›');
  expect(server.asked).toEqual([]);
  await bridge.getByRole('button', { name: 'Open the stream' }).click();

  await expect(bar(page)).toHaveAttribute('data-phase', 'following');
  await expect(page.getByTestId('follow-words')).toContainText('verdict as of 05:00:00');
  await expect(page.getByTestId('follow-words')).toContainText(
    'of text kept by the browser until this tab closes',
  );
  append(textOf(60, 62));
  await expect(page.getByTestId('follow-words')).toContainText('verdict as of 05:10:00');
  // Cut; it begins anew, as the log of a pod does.
  written += textOf(62, 63);
  out!.destroy();
  await expect(page.getByTestId('follow-event')).toContainText('It began anew, and goes on where it stopped');
  append(textOf(63, 66, true));
  await expect(page.getByTestId('follow-news')).toContainText('New: ');
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText(/com\.shop\./);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, location.href]));
  expect(kept).not.toContain(KEY);
  expect(await stopAndCount(page)).toBe(66 * PER_WINDOW);
  expect(server.asked.map(({ path }) => path)).toEqual(
    Array(2).fill('/api/v1/namespaces/shop/pods/web-1/log?follow=true'),
  );
  expect(
    server.asked.every(({ headers }) => headers['x-api-key'] === KEY && !headers.cookie && !headers.referer),
  ).toBe(true);
  // The list of what left names it.
  await expect(page.getByTestId('sent-list')).toContainText('a stream of lines');
  consoleErrors.length = 0;
});

test('server-sent events and a WebSocket of Loki: labels name the program and the machine', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const tail = (from: number, to: number, isBad = false): string => {
    const values = linesOf(from, to, isBad).map(({ ms, text }) => [`${ms}000000`, text.replace(/^\S+ /, '')]);
    return JSON.stringify({ streams: [{ stream: { app: 'checkout', host: 'node-7' }, values }] });
  };
  let numSockets = 0;
  server = await startStreamServer({
    socket: (_path, out, num) => {
      numSockets = num;
      if (num === 1) {
        out.send(tail(0, 30));
        out.send(tail(30, 60));
        setTimeout(out.destroy, 6000);
      } else {
        out.send(tail(59, 61));
        setTimeout(() => out.send(tail(61, 64, true)), 4000);
      }
    },
  });
  await begin(page, site.url, scratch, `${server.origin}/loki/api/v1/tail?query=%7Bapp%3D%22checkout%22%7D`);
  const bridge = bridgeOf(page);
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await expect(bridge.getByTestId('bridge-address')).toHaveText(/^WebSocket ws:\/\//);
  await bridge.getByRole('button', { name: 'Open the stream' }).click();
  await expect(bar(page)).toHaveAttribute('data-phase', 'following');
  await expect(page.getByTestId('follow-event')).toContainText('lines came again and were taken once');
  await expect(page.getByTestId('follow-news')).toContainText('New: ');
  await expectAccessible(page, [390, 1280]);
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText('checkout');
  expect(await stopAndCount(page)).toBe(64 * PER_WINDOW);
  expect(numSockets).toBe(2);
  consoleErrors.length = 0;
});

test('events that are cut: asked for after the last one; then the server refuses the key, and what was read stays', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  const events = (from: number, to: number): string =>
    linesOf(from, to)
      .map(({ ms, text }) => `id: ${ms}\ndata: ${text}\n\n`)
      .join('');
  server = await startStreamServer({
    http: (_path, response, num, { headers }) => {
      if (num === 3) return void response.writeHead(401).end();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const last = Number(headers['last-event-id'] ?? 0);
      response.write(num === 1 ? events(0, 50) : events(50, 62));
      if (num === 2 && last !== BEGIN + (50 * PER_WINDOW - 1) * 2500)
        response.write('data: asked wrongly\n\n');
      setTimeout(() => response.destroy(), 8000);
    },
  });
  await begin(page, site.url, scratch, `${server.origin}/events`);
  const bridge = bridgeOf(page);
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await bridge.getByRole('button', { name: 'Open the stream' }).click();
  await expect(bar(page)).toHaveAttribute('data-phase', 'following');
  // It ends by itself.
  await expect(bar(page)).toHaveCount(0, { timeout: 90_000 });
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-run_summary.json'));
  const summary = bytes.toString();
  expect(JSON.parse(summary).totals.records).toBe(62 * PER_WINDOW);
  expect(summary).toContain('HTTP 401');
  expect(summary).toContain('whether it left any out, the stream does not say');
  consoleErrors.length = 0;
});

test('what is not let begin is asked nothing; a page of HTML is said', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  server = await startStreamServer({
    http: (path, response) => {
      if (path === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end();
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Sign in');
    },
  });
  await begin(page, site.url, scratch, `${server.origin}/log`);
  const bridge = bridgeOf(page);
  await bridge.getByRole('button', { name: 'Do not open it' }).click();
  await expect(page.getByText('The stream was not allowed to begin.')).toBeVisible();
  expect(server.asked).toEqual([]);
  for (const [path, words] of [
    ['/log', 'a web page (HTML)'],
    ['/moved', 'redirects to another address'],
  ]) {
    await page.getByTestId('follow-stream').click();
    await page.getByTestId('stream-address').fill(server.origin + path);
    await page.getByTestId('stream-open').click();
    await bridge.getByRole('button', { name: 'Go on' }).click();
    await bridge.getByRole('button', { name: 'Open the stream' }).click();
    await expect(page.getByText(words)).toBeVisible();
  }
  expect(server.asked.map(({ path }) => path)).toEqual(['/log', '/moved']);
  consoleErrors.length = 0;
});

test('armed once in the bridge, an alert leaves with a new incident and its end with the end; disarmed, none does', async ({
  page,
  site,
  scratch,
  consoleErrors,
}) => {
  let out: ServerResponse | null = null;
  const events: Record<string, unknown>[] = [];
  server = await startStreamServer({
    http: (path, response, _num, request) => {
      if (path === '/log') {
        out = response;
        return void response.writeHead(200, { 'content-type': 'text/plain' }).write(textOf(0, 60));
      }
      const pieces: Buffer[] = [];
      request.on('data', (piece: Buffer) => pieces.push(piece));
      request.on('end', () => {
        events.push(JSON.parse(Buffer.concat(pieces).toString()));
        response.writeHead(202, { 'content-type': 'application/json' }).end('{"status":"success"}');
      });
    },
  });
  await begin(page, site.url, scratch, `${server.origin}/log`);
  const bridge = bridgeOf(page);
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await bridge.getByRole('button', { name: 'Open the stream' }).click();
  await expect(page.getByTestId('follow-words')).toContainText('verdict as of 05:00:00');
  await page.getByTestId('follow-arm').click();
  await bridge.getByTestId('bridge-address').fill(`${server.origin}/v2/enqueue`);
  await bridge.getByTestId('bridge-most-an-hour').fill('1');
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await bridge.getByTestId('bridge-PAGERDUTY_KEY').fill(KEY);
  await bridge.getByRole('button', { name: 'Go on' }).click();
  await expect(bridge.getByTestId('bridge-body').first()).toContainText(
    '"summary":"‹title of the incident›"',
  );
  await expect(bridge.getByTestId('bridge-body').last()).toContainText('"event_action":"resolve"');
  await bridge.getByRole('button', { name: 'Arm them' }).click();
  await expect(page.getByTestId('follow-armed')).toContainText('At most 1 alert an hour');
  expect(events).toEqual([]);

  out!.write(textOf(60, 63, true));
  await expect(page.getByTestId('follow-armed')).toContainText('Taken at the other end: 1.');
  out!.write(textOf(63, 68));
  await expect.poll(() => events.length).toBe(2);
  const [opened, ended] = events;
  expect(opened).toMatchObject({
    routing_key: KEY,
    event_action: 'trigger',
    dedup_key: expect.stringMatching(/^harbinger-[0-9a-f]{16}$/),
    payload: {
      severity: expect.stringMatching(/^(critical|error|warning|info)$/),
      source: expect.stringContaining('stream of'),
    },
  });
  expect(ended).toEqual({ routing_key: KEY, dedup_key: opened.dedup_key, event_action: 'resolve' });
  // A second one within the hour is not sent, and that is said.
  out!.write(textOf(68, 71, true));
  await expect(page.getByTestId('follow-armed')).toContainText('within the last hour');
  await page.getByTestId('follow-arm').click();
  await expect(page.getByTestId('follow-armed')).toContainText('No alert is armed');
  await page.getByTestId('follow-stop').click();
  await expect(bar(page)).toHaveCount(0);
  await openTab(page, 'exports');
  await expect(page.getByTestId('sent-list')).toContainText('an armed alert (trigger:');
  expect(events).toHaveLength(2);
  consoleErrors.length = 0;
});
