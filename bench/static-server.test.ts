import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type StaticOptions, type StaticServer, serveFolder } from './static-server';

let dir = '';
let servers: StaticServer[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'harbinger-serve-'));
  mkdirSync(join(dir, 'site', 'assets'), { recursive: true });
  writeFileSync(join(dir, 'site', 'index.html'), '<p>page</p>');
  writeFileSync(join(dir, 'site', 'assets', 'a.wasm'), new Uint8Array([0, 97, 115, 109]));
  writeFileSync(join(dir, 'secret.txt'), 'not yours');
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
  rmSync(dir, { recursive: true });
});

async function serve(options: Partial<StaticOptions> = {}): Promise<StaticServer> {
  const server = await serveFolder({ dir: join(dir, 'site'), ...options });
  servers.push(server);
  return server;
}

/** A request whose path is sent as it stands: fetch would tidy it up. */
function rawStatus(base: string, path: string): Promise<number> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => resolve(response.resume().statusCode ?? 0))
      .on('error', reject)
      .end();
  });
}

it('serves files with their types, and a folder by its index', async () => {
  const { url } = await serve();
  const [page, wasm] = await Promise.all([fetch(url), fetch(`${url}assets/a.wasm`)]);
  expect([page.status, await page.text()]).toEqual([200, '<p>page</p>']);
  expect(wasm.headers.get('content-type')).toBe('application/wasm');
});

it.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/..%2fsecret.txt',
  '//secret.txt',
])('does not leave the folder: %s', async (path) => {
  expect(await rawStatus((await serve()).url, path)).toBe(404);
});

it('answers 404 for what is not there, for folders without an index and for a path that is no text', async () => {
  const { url } = await serve();
  for (const path of ['/nothing', '/assets/', '/assets', '/%00'])
    expect(await rawStatus(url, path)).toBe(404);
  expect([400, 404]).toContain(await rawStatus(url, '/%zz'));
});

it('serves below a path, and nothing beside it', async () => {
  const { url } = await serve({ basePath: '/tools/logs/' });
  expect((await fetch(url)).status).toBe(200);
  expect(await rawStatus(url, '/')).toBe(404);
});

it('takes the next port when one is taken', async () => {
  const first = await serve();
  const port = Number(new URL(first.url).port);
  const second = await serve({ port });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
});

it('lets a test rewrite or withhold a file', async () => {
  const { url } = await serve({
    rewrite: (path, text) => (path === 'index.html' ? text.toUpperCase() : null),
  });
  expect(await (await fetch(url)).text()).toBe('<P>PAGE</P>');
});
