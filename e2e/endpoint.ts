// The other side of the bridge: a server that answers as a model's server, PagerDuty, GitHub, Jira and a bucket do, and notes every request
// byte for byte.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Endpoint {
  readonly origin: string;
  /** Without preflights. */
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
}

/** What a model of this name does instead of answering well. */
export type Model =
  | 'good'
  | 'obeys'
  | 'unauthorized'
  | 'busy'
  | 'broken'
  | 'cut'
  | 'nonsense'
  | 'slow'
  | 'moved';

export interface EndpointOptions {
  /** Origins that it lets in, as its CORS header; '*': all. */
  readonly letsIn?: (origin: string) => boolean;
  /** Where `moved` redirects to. */
  readonly elsewhere?: string;
  /** What the good model says, of the question. */
  readonly answer?: (question: string) => string;
}

export async function startEndpoint({
  letsIn = () => true,
  elsewhere = '',
  answer = () => '',
}: EndpointOptions = {}): Promise<Endpoint> {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const origin = request.headers.origin ?? '';
    if (!letsIn(origin)) return void response.writeHead(403).end();
    response.setHeader('access-control-allow-origin', origin === '' ? '*' : origin);
    response.setHeader('access-control-allow-headers', '*, authorization, content-type, accept');
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT');
    response.setHeader('access-control-expose-headers', 'retry-after');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces);
    arrivals.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
    respond(request, response, body, { elsewhere, answer });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    arrivals,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const MODELS: readonly Model[] = [
  'good',
  'obeys',
  'unauthorized',
  'busy',
  'broken',
  'cut',
  'nonsense',
  'slow',
];

function respond(
  { method, url = '' }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  options: Required<Pick<EndpointOptions, 'elsewhere' | 'answer'>>,
): void {
  const json = (status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  if (url === '/v1/models') return void json(200, { object: 'list', data: MODELS.map((id) => ({ id })) });
  if (url === '/v1/chat/completions') return void complete(response, JSON.parse(body.toString()), options);
  if (url === '/v2/enqueue')
    return void json(202, { status: 'success', dedup_key: JSON.parse(body.toString()).dedup_key });
  if (url === '/repos/acme/ops/issues')
    return void json(201, { html_url: 'https://github.test/acme/ops/issues/7' });
  if (url === '/rest/api/2/issue') return void json(201, { id: '1', key: 'OPS-7' });
  if (method === 'PUT' && url.startsWith('/bucket/')) {
    if (url.includes('X-Amz-Signature=good')) return void response.writeHead(200, { etag: '"1"' }).end();
    return void response
      .writeHead(403, { 'content-type': 'application/xml' })
      .end('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>');
  }
  response.writeHead(404).end();
}

function complete(
  response: ServerResponse,
  question: {
    readonly model: Model;
    readonly stream?: boolean;
    readonly messages: readonly { content: string }[];
  },
  { elsewhere, answer }: Required<Pick<EndpointOptions, 'elsewhere' | 'answer'>>,
): void {
  const error = (status: number, message: string, headers = {}) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message } }));
  const { model, stream = false } = question;
  if (model === 'unauthorized') return void error(401, 'Invalid API Key');
  if (model === 'busy') return void error(429, 'Rate limit reached', { 'retry-after': '17' });
  if (model === 'broken') return void error(503, 'over capacity');
  if (model === 'moved')
    return void response.writeHead(307, { location: `${elsewhere}/v1/chat/completions` }).end();
  if (model === 'slow')
    return void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': wait\n\n');
  const text = model === 'nonsense' ? '{"weather": "fine"}' : answer(question.messages[1].content);
  const usage = { prompt_tokens: 321, completion_tokens: 45 };
  if (!stream) {
    const whole = { choices: [{ message: { content: text }, finish_reason: 'stop' }], usage };
    return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole));
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (value: object) => response.write(`data: ${JSON.stringify(value)}\r\n\r\n`);
  for (let at = 0; at < text.length; at += 9) {
    // Late enough for what came before to have arrived.
    if (model === 'cut' && at > text.length / 2) return void setTimeout(() => response.destroy(), 300);
    event({ choices: [{ delta: { content: text.slice(at, at + 9) } }] });
  }
  event({ choices: [{ delta: {}, finish_reason: 'stop' }] });
  event({ choices: [], usage });
  response.end('data: [DONE]\r\n\r\n');
}
