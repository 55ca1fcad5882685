// A host of the built page that turns on it: whatever is asked for below /r/<status>/ is answered with a redirect to another origin,
// and each file of the page with headers that load, send or reload.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { DIST } from '../bench/build';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};

export interface HostileHost {
  readonly url: string;
  /** 'http://127.0.0.1:1234': paths below /r/302/ are sent on. */
  readonly origin: string;
  /** From now on each file of the page is answered with a redirect, too. */
  turnOn(): void;
  /** Kinds of what was asked for at /r/<status>/<tag>/<kind>. */
  redirected(): readonly string[];
  close(): Promise<void>;
}

export interface HostileOptions {
  /** Where redirects lead. */
  readonly elsewhere: string;
  /** Changes a text file, or answers null for 'not found'. */
  readonly rewrite?: (path: string, text: string) => string | null;
  /** Sends also headers that are attempts of their own. */
  readonly hasHeaders?: boolean;
}

export async function hostileHost({ elsewhere, rewrite, hasHeaders }: HostileOptions): Promise<HostileHost> {
  let hasTurned = false;
  const redirected = new Set<string>();
  const locationOf = (url: string) => {
    const [, status = '302', rest = ''] = /^\/r\/(\d+)(\/.*)$/.exec(url) ?? [];
    return { status: Number(status), location: `${elsewhere}${rest}` };
  };
  const respond = (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/';
    const isRedirect = url.startsWith('/r/');
    if (isRedirect) redirected.add(kindOf(url));
    if (isRedirect || hasTurned) {
      const { status, location } = isRedirect
        ? locationOf(url)
        : { status: 302, location: `${elsewhere}/turned${url}` };
      return void response.writeHead(status, { location, 'access-control-allow-origin': '*' }).end();
    }
    const path = url === '/' ? 'index.html' : url.slice(1).split(/[?#]/)[0];
    sendFile(response, path, { elsewhere, rewrite, hasHeaders });
  };
  const server = createServer((request, response) => {
    try {
      respond(request, response);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.on('upgrade', (request, socket) => {
    const { status, location } = locationOf(request.url ?? '/');
    redirected.add(kindOf(request.url ?? ''));
    socket.end(`HTTP/1.1 ${status} Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/`,
    origin,
    turnOn: () => {
      hasTurned = true;
    },
    redirected: () => [...redirected].sort(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendFile(
  response: ServerResponse,
  path: string,
  { elsewhere, rewrite, hasHeaders }: HostileOptions,
): void {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const bytes = readFileSync(join(DIST, path));
  const isText = /html|javascript/.test(type);
  const text = isText && rewrite !== undefined ? rewrite(path, bytes.toString()) : bytes;
  if (text === null) return void response.writeHead(404).end();
  const headers = hasHeaders
    ? {
        link: `<${elsewhere}/header/preload>; rel=preload; as=image, <${elsewhere}/header/prefetch>; rel=prefetch`,
        'content-security-policy-report-only': `img-src 'none'; report-uri ${elsewhere}/header/report`,
        refresh: `900; url=${elsewhere}/header/refresh`,
      }
    : {};
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(text);
}

function kindOf(url: string): string {
  return url.split('/')[4] ?? url;
}
