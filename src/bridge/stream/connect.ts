// One connection of a stream, from its beginning to its end. In: an approved request, what was taken before. Out: lines as they come. Follows no
// redirect, carries no cookie, tells nobody where it comes from; reads no faster than the lines are taken.
import type { Prepared } from '../prepare';
import { retryAfterMs } from '../transport';
import { type Decoder, decoderOf, type Reading, type StreamMemory } from './decoder';
import { checkText, Interrupted, Silent, StreamFault, statusFault } from './fault';
import type { StreamPlan } from './plan';

export interface Connecting {
  readonly plan: StreamPlan;
  readonly prepared: Prepared;
  /** With the position in it. */
  readonly url: string;
  readonly memory: StreamMemory;
  readonly isFirst: boolean;
  /** What is sent in the header Last-Event-ID; null: none is. */
  readonly lastEventId: string | null;
  readonly stop: AbortSignal;
  onConnected(reading: Reading): void;
  /** Resolves when more may come. */
  onLines(lines: Uint8Array, decoder: Decoder): Promise<void>;
}

/** How a connection ended by itself. */
export interface Ended {
  readonly reading: Reading;
  /** Half a line or half an event was there. */
  readonly isHalf: boolean;
}

const HEAD_MS = 30_000;
/** An answer that is asked for again and again ends. */
const POLL_MS = 120_000;
const NOT_TEXT = /^(?:image|video|audio|font)\//;

/** @throws StreamFault, Interrupted, or the reason of `stop` */
export async function connectHttp(connecting: Connecting): Promise<Ended> {
  const { plan, prepared, url, memory, isFirst, lastEventId, stop, onConnected, onLines } = connecting;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), plan.reading === 'polled' ? POLL_MS : HEAD_MS);
  const headers = prepared.headers.map(([name, value]): [string, string] => [name, value]);
  if (lastEventId !== null) headers.push(['Last-Event-ID', lastEventId]);
  let reading: Reading | null = null;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  try {
    const response = await fetch(url, {
      ...{ method: prepared.method, headers, signal: AbortSignal.any([stop, late.signal]) },
      ...{ redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
    });
    if (plan.reading !== 'polled') clearTimeout(timer);
    if (response.status !== 200)
      throw statusFault(response.status, retryAfterMs(response.headers.get('retry-after')), isFirst);
    const type = response.headers.get('content-type') ?? '';
    if (NOT_TEXT.test(type))
      throw new StreamFault(`What came is ${type.slice(0, 60)}: it is no stream of lines.`);
    if (/html/.test(type))
      throw new StreamFault(
        'What came is a web page (HTML), such as a sign-in page: it is no stream of lines.',
      );
    reading = plan.reading === 'auto' ? readingOf(type) : (plan.reading as Reading);
    onConnected(reading);
    const decoder = decoderOf(reading, memory);
    let isChecked = false;
    reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) break;
      if (!isChecked && value.length > 0) checkText(value);
      isChecked ||= value.length > 0;
      await onLines(decoder.take(value), decoder);
    }
    const { isHalf } = decoder;
    await onLines(decoder.end(), decoder);
    return { reading, isHalf };
  } catch (error) {
    if (stop.aborted || error instanceof StreamFault || error instanceof Interrupted) throw error;
    if (late.signal.aborted) throw new Silent(`Nothing came for ${HEAD_MS / 1000} s after it was asked.`);
    throw new Interrupted(reading === null ? 'It could not be reached.' : 'The connection was cut.');
  } finally {
    clearTimeout(timer);
    await reader?.cancel().catch(() => undefined);
  }
}

function readingOf(type: string): Reading {
  if (/event-stream/.test(type)) return 'events';
  return /vnd\.kafka/.test(type) ? 'polled' : 'lines';
}

/** Messages that wait for those before them: a socket cannot be told to slow down. */
const MOST_WAITING = 16 * 2 ** 20;
const NORMAL = 1000;

/** @throws StreamFault, Interrupted, or the reason of `stop` */
export async function connectSocket({ url, memory, stop, onConnected, onLines }: Connecting): Promise<Ended> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'));
  socket.binaryType = 'arraybuffer';
  const decoder = decoderOf('lines', memory);
  let waiting: (string | ArrayBuffer)[] = [];
  let numWaiting = 0;
  let isOpen = false;
  let ending: Error | 'normal' | null = null;
  let wake = (): void => {};
  const end = (how: Error | 'normal'): void => {
    ending ??= how;
    wake();
  };
  const onStop = (): void => end(stop.reason as Error);
  stop.addEventListener('abort', onStop, { once: true });
  const timer = setTimeout(
    () => end(new Interrupted(`No WebSocket was opened within ${HEAD_MS / 1000} s.`)),
    HEAD_MS,
  );
  socket.onopen = () => {
    clearTimeout(timer);
    isOpen = true;
    onConnected('messages');
  };
  socket.onclose = ({ code, reason }) => {
    const said = reason === '' ? '' : `: ${reason.slice(0, 120)}`;
    if (!isOpen) end(new Interrupted('No WebSocket was opened there.'));
    else end(code === NORMAL ? 'normal' : new Interrupted(`The WebSocket was closed (code ${code}${said}).`));
  };
  socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (ending !== null) return;
    waiting.push(data);
    numWaiting += sizeOf(data);
    if (numWaiting > MOST_WAITING)
      end(new Interrupted('Lines came faster than they were read, and a WebSocket cannot be told to wait.'));
    wake();
  };
  try {
    for (;;) {
      const messages = waiting;
      waiting = [];
      for (const message of messages) {
        await onLines(linesOf(message, memory), decoder);
        numWaiting -= sizeOf(message);
        if (stop.aborted) throw stop.reason;
      }
      if (waiting.length > 0) continue;
      if (ending === 'normal') return { reading: 'messages', isHalf: false };
      if (ending !== null) throw ending;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
    socket.onmessage = null;
    socket.close();
  }
}

function linesOf(message: string | ArrayBuffer, memory: StreamMemory): Uint8Array {
  const bytes = typeof message === 'string' ? new TextEncoder().encode(message) : new Uint8Array(message);
  checkText(bytes);
  const text = typeof message === 'string' ? message : new TextDecoder().decode(bytes);
  return memory.open(text.replace(/\r?\n$/, ''));
}

function sizeOf(message: string | ArrayBuffer): number {
  return typeof message === 'string' ? message.length : message.byteLength;
}
