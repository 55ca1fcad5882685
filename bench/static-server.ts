// A folder on 127.0.0.1 over HTTP: what `npm start`, `npm run analyze`, the benchmarks and the e2e tests serve.
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';
import { SERVICE_WORKER_POLICY } from '../src/seal/policy';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface StaticServer {
  /** 'http://127.0.0.1:4173/' or with the sub-path. */
  readonly url: string;
  close(): Promise<void>;
}

export interface StaticOptions {
  readonly dir: string;
  /** First port to try; the next free one of a hundred is taken. 0: any. */
  readonly port?: number;
  /** Path that the folder is served under: '/' or '/sub/path/'. */
  readonly basePath?: string;
  /** Changes a text file before it is sent, or answers null for 'not found'. Path relative to the folder. */
  readonly rewrite?: (path: string, text: string) => string | null;
}

/** Serves `dir`, files only, GET and HEAD only. @throws Error when no port is free. */
export async function serveFolder(options: StaticOptions): Promise<StaticServer> {
  const { basePath = '/' } = options;
  const server = createServer((request, response) => {
    respond(request, response, options).catch(() => response.writeHead(500).end());
  });
  const port = await listen(server, options.port ?? 0);
  return { url: `http://127.0.0.1:${port}${basePath}`, close: () => closeServer(server) };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: StaticOptions,
): Promise<void> {
  const path =
    request.method === 'GET' || request.method === 'HEAD' ? filePath(request.url ?? '/', options) : null;
  const file = path === null ? null : join(options.dir, path);
  const found = file === null ? null : await stat(file).catch(() => null);
  if (path === null || file === null || !found?.isFile())
    return void response.writeHead(404).end('not found');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const headers = {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    ...(path === 'sw.js' ? { 'content-security-policy': SERVICE_WORKER_POLICY } : {}),
  };
  if (options.rewrite !== undefined && /html|javascript/.test(type)) {
    const text = options.rewrite(path, await readFile(file, 'utf8'));
    if (text === null) return void response.writeHead(404).end('not found');
    return void response.writeHead(200, headers).end(text);
  }
  response.writeHead(200, { ...headers, 'content-length': found.size });
  if (request.method === 'HEAD') return void response.end();
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** Path below the folder, or null when the URL leaves it or is no URL. */
function filePath(url: string, { basePath = '/' }: StaticOptions): string | null {
  const [path = ''] = url.split(/[?#]/);
  if (!path.startsWith(basePath)) return null;
  const inside = normalize(decode(path.slice(basePath.length)));
  if (inside.startsWith('..') || inside.startsWith(sep) || inside.includes('\0')) return null;
  return inside === '.' || inside.endsWith(sep) ? join(inside, 'index.html') : inside;
}

/** A path that is not encoded as it should be names no file: '..' is never served. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '..';
  }
}

/** On 127.0.0.1, at the first port of a hundred that is free; 0: any. @throws Error when none is */
export async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + 100; port++) {
    if (await tryListen(server, port)) return (server.address() as AddressInfo).port;
  }
  throw new Error(`no free port from ${first} to ${first + 99}`);
}

function tryListen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail);
      resolve(true);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
