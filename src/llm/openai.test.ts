import { describe, expect, test } from 'vitest';
import type { WriteRequest, Written } from '../contracts/model-question';
import type { Exchange, ExchangeFailureCode, OutgoingRequest } from '../contracts/outgoing';
import { DEFAULT_WRITER, type WriterSettings } from '../contracts/written-summary';
import { LIMITS } from './fixtures/scripted-provider';
import { openaiProvider } from './openai';

const SETTINGS: WriterSettings = {
  ...DEFAULT_WRITER,
  provider: 'openai',
  address: 'https://api.example/v1/',
  model: 'm',
};
const REQUEST: WriteRequest = {
  system: 'S',
  prompt: 'P',
  schema: { type: 'object' },
  limits: LIMITS,
  redacted: [{ kind: 'secret', num: 2 }],
};

interface Answer {
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly text?: string;
  readonly failure?: ExchangeFailureCode;
  /** The stream breaks after the text. */
  readonly breaks?: ExchangeFailureCode;
}

async function ask({ status = 200, retryAfterMs = null, text = '', failure, breaks }: Answer, own = {}) {
  const requests: OutgoingRequest[] = [];
  const exchange: Exchange = async (request, _limits, _signal, onApproved) => {
    requests.push(request);
    if (failure !== undefined) return { kind: 'failed', failure: { code: failure, message: 'Because.' } };
    onApproved(77);
    const body = async function* () {
      yield new TextEncoder().encode(text);
      if (breaks) throw new Error('x', { cause: { code: breaks, message: 'Because.' } });
    };
    return { kind: 'answered', status, retryAfterMs, body: body() };
  };
  const pieces: string[] = [];
  let bytesSent = 0;
  const written = (await openaiProvider({ settings: { ...SETTINGS, ...own }, exchange, local: null }).write(
    REQUEST,
    {
      signal: new AbortController().signal,
      onText: (piece) => pieces.push(piece),
      onPace: () => undefined,
      onSent: (numBytes) => {
        bytesSent += numBytes;
      },
    },
  )) as Written;
  return { written, pieces, bytesSent, request: requests[0] };
}

const streamOf = (...events: readonly unknown[]) =>
  events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');
const piece = (content: string) => ({ choices: [{ delta: { content } }] });
const END = { choices: [{ delta: {}, finish_reason: 'stop' }] };
const codeOf = (written: Written) => (written.kind === 'failed' ? written.failure.code : written.kind);

test('it is ready with an address, a model and a way out, and says what is missing', async () => {
  const exchange = (() => Promise.reject(new Error('none'))) as Exchange;
  const whyNot = async (own: Partial<WriterSettings>, way: Exchange | null = exchange) =>
    openaiProvider({ settings: { ...SETTINGS, ...own }, exchange: way, local: null }).available();
  expect(await whyNot({})).toMatchObject({ kind: 'ready', model: 'm' });
  expect(await whyNot({}, null)).toMatchObject({ why: expect.stringContaining('no bridge') });
  expect(await whyNot({ address: '' })).toMatchObject({ why: expect.stringContaining('address') });
  expect(await whyNot({ model: '' })).toMatchObject({ why: expect.stringContaining('model') });
});

test('the question is one request with the key by its name, and the answer comes piece by piece', async () => {
  const usage = { choices: [], usage: { prompt_tokens: 9, completion_tokens: 4 } };
  const text = streamOf(piece('a'), piece('b'), END, usage, '[DONE]', 'never read');
  const { written, pieces, bytesSent, request } = await ask({ text }, { needsKey: true });
  expect(written).toEqual({ kind: 'written', text: 'ab', model: 'm', tokens: { prompt: 9, answer: 4 } });
  expect([pieces, bytesSent]).toEqual([['a', 'b'], 77]);
  expect(request).toMatchObject({
    method: 'POST',
    url: ['https://api.example/v1/chat/completions'],
    headers: [
      ['Content-Type', ['application/json']],
      ['Authorization', ['Bearer ', { secret: 'MODEL_KEY' }]],
    ],
    redacted: REQUEST.redacted,
  });
  const [body] = request.body?.kind === 'text' ? request.body.text : [];
  expect(JSON.parse(String(body))).toEqual({
    model: 'm',
    messages: [
      { role: 'system', content: 'S' },
      { role: 'user', content: 'P' },
    ],
    temperature: 0,
    max_tokens: LIMITS.answerTokens,
    stream: true,
    stream_options: { include_usage: true },
  });
});

test('bound to a schema it comes whole; without a key no header asks for one', async () => {
  const text = JSON.stringify({ choices: [{ message: { content: 'whole' } }] });
  const { written, pieces, request } = await ask({ text }, { form: 'schema' });
  expect(written).toEqual({ kind: 'written', text: 'whole', model: 'm' });
  expect(pieces).toEqual([]);
  expect(request.headers).toHaveLength(1);
  const [body] = request.body?.kind === 'text' ? request.body.text : [];
  expect(JSON.parse(String(body))).toMatchObject({
    response_format: { type: 'json_schema', json_schema: { strict: true, schema: REQUEST.schema } },
  });
});

describe('what goes wrong is a failure in words', () => {
  const error = (message: unknown) => JSON.stringify({ error: { message } });
  test.each<[Answer, string, RegExp]>([
    [{ status: 401, text: error('Invalid\u202E key') }, 'unauthorized', /Invalid⟦U\+202E⟧ key/],
    [{ status: 403, text: 'no JSON' }, 'unauthorized', /HTTP 403/],
    [{ status: 429, retryAfterMs: 1500, text: error('slow') }, 'rate-limited', /slow\. Try again in 2 s/],
    [{ status: 429, text: '' }, 'rate-limited', /HTTP 429\. The ticket/],
    [{ status: 500, text: error(7) }, 'server', /HTTP 500/],
    [{ status: 599 }, 'server', /HTTP 599/],
    [{ status: 404, text: error('x'.repeat(9000)) }, 'broken', /x…\. The ticket/],
    [{ status: 204 }, 'broken', /HTTP 204/],
    [{ text: streamOf(piece('a')) }, 'cut', /cut off/],
    [{ text: streamOf(piece('a')), breaks: 'cut' }, 'cut', /cut off/],
    [{ text: streamOf(piece('a')), breaks: 'timeout' }, 'timeout', /in time/],
    [{ text: streamOf(piece('a')), breaks: 'stopped' }, 'stopped', /stopped/],
    [{ text: streamOf(piece('a')), breaks: 'too-long' }, 'nonsense', /sentences/],
    [{ text: `data: ${'x'.repeat(2 ** 21)}` }, 'cut', /no end/],
    [{ text: streamOf('{') }, 'nonsense', /sentences/],
    [{ text: streamOf('7') }, 'nonsense', /sentences/],
    [{ text: streamOf({ error: { message: 'it broke' } }) }, 'server', /it broke/],
    [{ failure: 'declined' }, 'declined', /not allowed to leave/],
    [{ failure: 'unreachable' }, 'unavailable', /Because\. The ticket/],
    [{ failure: 'refused' }, 'unavailable', /Because\. The ticket/],
    [{ failure: 'timeout' }, 'timeout', /in time/],
    [{ failure: 'stopped' }, 'stopped', /stopped/],
  ])('%j', async (answer, code, words) => {
    const { written, bytesSent } = await ask(answer);
    expect(codeOf(written)).toBe(code);
    expect(written.kind === 'failed' && written.failure.message).toMatch(words);
    expect(bytesSent).toBe(answer.failure === undefined ? 77 : 0);
  });

  test.each(['', '{', '[]', '{"choices":[{"message":{}}]}', '{"choices":7}'])(
    'whole: %j is nonsense',
    async (text) => {
      expect(codeOf((await ask({ text }, { form: 'schema' })).written)).toBe('nonsense');
    },
  );
});
