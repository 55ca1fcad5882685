// The outside world of the seal's tests: an HTTP and WebSocket server of another origin, and a UDP and a TCP socket for
// WebRTC, which note whatever reaches them.
import { createSocket } from 'node:dgram';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';

export interface Listener {
  readonly origin: string;
  /** Where a STUN or TURN server would be. */
  readonly stunPort: number;
  /** Kinds of requests seen so far for a tag: the paths are /<tag>/<kind>. */
  seen(tag: string): string[];
  /** Everything that arrived, whatever it was. */
  numArrivals(): number;
  close(): Promise<void>;
}

export async function listen(): Promise<Listener> {
  const arrivals: string[] = [];
  const note = (path: string) => arrivals.push(path);
  const http = createServer((request, response) => {
    note(request.url ?? '');
    reply(request, response);
  });
  http.on('upgrade', (request, socket) => {
    note(request.url ?? '');
    socket.destroy();
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(0, '127.0.0.1', () => resolve((http.address() as { port: number }).port));
  });
  const turn = createTcpServer((socket) => {
    note('/page/webrtc');
    socket.on('error', () => {});
    socket.destroy();
  });
  const stunPort = await new Promise<number>((resolve) => {
    turn.listen(0, '127.0.0.1', () => resolve((turn.address() as { port: number }).port));
  });
  const stun = createSocket('udp4', () => note('/page/webrtc'));
  await new Promise<void>((resolve) => stun.bind(stunPort, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    stunPort,
    seen: (tag) => kindsOf(arrivals, tag),
    numArrivals: () => arrivals.length,
    close: async () => {
      stun.close();
      turn.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function kindsOf(arrivals: readonly string[], tag: string): string[] {
  const kinds = arrivals
    .filter((path) => path.startsWith(`/${tag}/`))
    .map((path) => path.split('/')[2] ?? '');
  return [...new Set(kinds)].sort();
}

/** Lets everyone in: a refusal must come from the page, not from here. */
function reply(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '';
  const type = url.includes('eventsource')
    ? 'text/event-stream'
    : /import|script/.test(url)
      ? 'text/javascript'
      : 'text/plain';
  response.writeHead(200, {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'content-type': type,
  });
  response.end(type === 'text/event-stream' ? 'data: x\n\n' : '');
}
