// A server with OpenAI's interface (Groq, Ollama, LM Studio, llama.cpp, vLLM, any other). In: the address and the model of the settings, the
// way out. Out: POST /chat/completions and its answer, piece by piece or whole. The key stands by its name: the bridge fills it in.
import type { Limits, WriteRequest, Written } from '../contracts/model-question';
import type { Exchange, ExchangeFailure, OutgoingRequest } from '../contracts/outgoing';
import {
  MODEL_KEY,
  type TokenCount,
  type WriteFailureCode,
  type WriterSettings,
} from '../contracts/written-summary';
import { cut, visibleLine } from '../core/ticket/neutral';
import { MAX_ANSWER_CHARS } from './answer';
import { eventData } from './event-stream';
import { failure } from './failures';
import type { Provider, ProviderParts, WriteHooks } from './provider';

/** Of the answer, once the request was let through. */
const ANSWER_MS = 180_000;
/** The person may look at the request for a while before. */
const LIMITS: Limits = { promptTokens: 6000, answerTokens: 1500, timeMs: 15 * 60_000 };
/** JSON around each piece of an answer. */
const MAX_ANSWER_BYTES = 400 * MAX_ANSWER_CHARS;
const MAX_DETAIL = 200;

export function openaiProvider({ settings, exchange }: ProviderParts): Provider {
  return {
    available: async () => {
      const why = whyNot(settings, exchange);
      return why === null
        ? { kind: 'ready', model: settings.model, limits: LIMITS }
        : { kind: 'unavailable', why };
    },
    write: (request, hooks) => write(request, hooks, settings, exchange!),
  };
}

function whyNot({ address, model }: WriterSettings, exchange: Exchange | null): string | null {
  if (exchange === null) return 'This page has no bridge, so nothing can leave it';
  if (address === '') return "The server's address is missing in the settings";
  return model === '' ? 'No model is chosen in the settings' : null;
}

async function write(
  request: WriteRequest,
  hooks: WriteHooks,
  settings: WriterSettings,
  exchange: Exchange,
): Promise<Written> {
  const outgoing = completionRequest(request, settings);
  const limits = { timeoutMs: ANSWER_MS, maxBytes: MAX_ANSWER_BYTES };
  const answer = await exchange(outgoing, limits, hooks.signal, hooks.onSent);
  if (answer.kind === 'failed') return failedBy(answer.failure);
  try {
    if (answer.status !== 200) return refused(answer.status, answer.retryAfterMs, await textOf(answer.body));
    const read = settings.form === 'stream' ? readStream : readWhole;
    return await read(answer.body, settings.model, hooks);
  } catch (error) {
    const { cause, message } = error as Error;
    if (isExchangeFailure(cause)) return failedBy(cause);
    return { kind: 'failed', failure: failure('cut', { detail: message }) };
  }
}

function completionRequest(
  { system, prompt, schema, limits, redacted }: WriteRequest,
  settings: WriterSettings,
): OutgoingRequest {
  const { address, model, needsKey, form } = settings;
  const shape =
    form === 'stream'
      ? { stream: true, stream_options: { include_usage: true } }
      : { response_format: { type: 'json_schema', json_schema: { name: 'summary', strict: true, schema } } };
  const body = JSON.stringify({
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: prompt },
    ],
    temperature: 0,
    max_tokens: limits.answerTokens,
    ...shape,
  });
  return {
    method: 'POST',
    url: [`${address.replace(/\/+$/, '')}/chat/completions`],
    headers: [
      ['Content-Type', ['application/json']],
      ...(needsKey ? [['Authorization', ['Bearer ', { secret: MODEL_KEY }]] as const] : []),
    ],
    body: { kind: 'text', text: [body] },
    redacted,
  };
}

interface Completion {
  readonly choices?: readonly {
    readonly delta?: { readonly content?: unknown };
    readonly message?: { readonly content?: unknown };
    readonly finish_reason?: unknown;
  }[];
  readonly usage?: { readonly prompt_tokens?: unknown; readonly completion_tokens?: unknown };
  readonly error?: unknown;
}

async function readStream(
  body: AsyncIterable<Uint8Array>,
  model: string,
  hooks: WriteHooks,
): Promise<Written> {
  let text = '';
  let tokens: TokenCount | undefined;
  let isOver = false;
  for await (const data of eventData(body)) {
    if (data.trim() === '[DONE]') {
      isOver = true;
      break;
    }
    const event = parsed(data);
    if (event === null) return { kind: 'failed', failure: failure('nonsense') };
    if (event.error !== undefined)
      return { kind: 'failed', failure: failure('server', { detail: said(event) }) };
    tokens = tokensOf(event) ?? tokens;
    const choice = event.choices?.[0];
    const piece = choice?.delta?.content;
    if (typeof piece === 'string' && piece !== '') {
      text += piece;
      hooks.onText(piece);
    }
    if (typeof choice?.finish_reason === 'string') isOver = true;
  }
  return isOver ? written(text, model, tokens) : { kind: 'failed', failure: failure('cut') };
}

async function readWhole(body: AsyncIterable<Uint8Array>, model: string): Promise<Written> {
  const answer = parsed(await textOf(body));
  const text = answer?.choices?.[0]?.message?.content;
  if (answer === null || typeof text !== 'string') return { kind: 'failed', failure: failure('nonsense') };
  return written(text, model, tokensOf(answer));
}

function written(text: string, model: string, tokens: TokenCount | undefined): Written {
  return { kind: 'written', text, model, ...(tokens === undefined ? {} : { tokens }) };
}

function parsed(text: string): Completion | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Completion) : null;
  } catch {
    return null;
  }
}

function tokensOf({ usage }: Completion): TokenCount | undefined {
  const [prompt, answer] = [usage?.prompt_tokens, usage?.completion_tokens];
  const areCounts = Number.isSafeInteger(prompt) && Number.isSafeInteger(answer);
  return areCounts ? { prompt: Number(prompt), answer: Number(answer) } : undefined;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body) text += decoder.decode(piece, { stream: true });
  return text + decoder.decode();
}

function refused(status: number, waitMs: number | null, text: string): Written {
  const detail = said(parsed(text) ?? {}) || `HTTP ${status}`;
  return { kind: 'failed', failure: failure(codeOf(status), { detail, waitMs }) };
}

function codeOf(status: number): WriteFailureCode {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server' : 'broken';
}

/** What the server says of its error, on one line; '': nothing. It is hostile. */
function said({ error }: Completion): string {
  const message =
    typeof error === 'string' ? error : (error as { readonly message?: unknown } | null)?.message;
  return typeof message === 'string' ? cut(visibleLine(message), MAX_DETAIL) : '';
}

const CODES: Readonly<Record<ExchangeFailure['code'], WriteFailureCode>> = {
  declined: 'declined',
  refused: 'unavailable',
  unreachable: 'unavailable',
  timeout: 'timeout',
  stopped: 'stopped',
  cut: 'cut',
  'too-long': 'nonsense',
};

function failedBy({ code, message }: ExchangeFailure): Written {
  const isSaid = code === 'refused' || code === 'unreachable';
  return { kind: 'failed', failure: failure(CODES[code], isSaid ? { detail: message } : {}) };
}

function isExchangeFailure(value: unknown): value is ExchangeFailure {
  return typeof value === 'object' && value !== null && 'code' in value && 'message' in value;
}
