// One request that was approved, on its way. In: what prepare.ts made, limits, a stop. Out: status and bytes as they come, and how it
// ended. It follows no redirect, carries no cookie and tells nobody where it comes from.
import type { ExchangeFailure, ExchangeFailureCode, ExchangeLimits } from '../contracts/outgoing';
import { isLocalHost } from './local-host';
import type { Prepared } from './prepare';

export interface AnswerSink {
  onHead(status: number, retryAfterMs: number | null): void;
  onPiece(bytes: Uint8Array<ArrayBuffer>): void;
}

/** Null: the answer came whole. Never rejects. */
export async function transport(
  { method, url, headers, body }: Prepared,
  { timeoutMs, maxBytes }: ExchangeLimits,
  stop: AbortSignal,
  sink: AnswerSink,
): Promise<ExchangeFailure | null> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([stop, timeout]);
  let hasBegun = false;
  try {
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
      signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    hasBegun = true;
    sink.onHead(response.status, retryAfterMs(response.headers.get('retry-after')));
    let numBytes = 0;
    const reader = response.body?.getReader();
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done || value === undefined) return null;
      numBytes += value.length;
      if (numBytes > maxBytes) {
        await reader?.cancel();
        return failed('too-long', `The answer is longer than ${maxBytes} bytes: the rest was not read.`);
      }
      sink.onPiece(value);
    }
  } catch {
    if (stop.aborted) return failed('stopped', 'It was stopped.');
    if (timeout.aborted)
      return failed('timeout', `No whole answer came within ${Math.round(timeoutMs / 1000)} s.`);
    return hasBegun
      ? failed('cut', 'The answer ended before it was whole.')
      : failed('unreachable', await whyUnreachable(new URL(url)));
  }
}

export function failed(code: ExchangeFailureCode, message: string): ExchangeFailure {
  return { code, message };
}

/** Seconds or a date (RFC 9110); null: neither, or not to be read by a page. */
export function retryAfterMs(text: string | null): number | null {
  if (text === null) return null;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

/** A browser tells a page no reason: what can be asked is asked, the rest is listed. */
export async function whyUnreachable({ origin, hostname }: URL): Promise<string> {
  const own = globalThis.origin;
  const cors = `does it allow pages of the origin ${own} (CORS)?`;
  if (!isLocalHost(hostname))
    return `${origin} did not answer this page: is the address right, does it redirect, and ${cors}`;
  // A page of this machine is one of its network: the browser asks nobody.
  if (!isLocalHost(location.hostname) && (await isLocalNetworkRefused()))
    return `The browser was told not to let this page reach this machine or its network. Allow 'local network access' for it in the site's settings, and send again. ${origin} was not asked.`;
  const hint =
    own === 'null' ? ' Ollama and the like refuse the origin null: start the page by npm start.' : '';
  return `${origin} did not answer this page: does the server run, was local network access allowed when the browser asked, and ${cors}${hint}`;
}

/** False also where the browser has no such question. */
async function isLocalNetworkRefused(): Promise<boolean> {
  const names = ['local-network-access', 'loopback-network', 'local-network'];
  const states = await Promise.all(
    names.map((name) =>
      navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => 'unknown',
      ),
    ),
  );
  return states.includes('denied');
}
