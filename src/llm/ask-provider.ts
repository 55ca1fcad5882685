// One question to a provider, ended in time whatever it does. In: a provider that is ready, a request, the person's stop. Out: the raw answer, or
// why there is none, and how many bytes left.

import type { Availability, WriteRequest, Written } from '../contracts/model-question';
import type { Pace } from '../contracts/written-summary';
import { errorText } from '../core/wording/error-text';
import { MAX_ANSWER_CHARS } from './answer';
import { failure } from './failures';
import type { Provider } from './provider';

/** For a provider to say whether it can run: a graphics card may take its time, but not more. */
const AVAILABLE_MS = 30_000;

type Failed = Extract<Written, { readonly kind: 'failed' }>;

type Loaded = Availability & { readonly provider: Provider };
export type Ready = Extract<Loaded, { readonly kind: 'ready' }>;

/** @param load gives the provider; its code may have to come in first */
export async function readyProvider(
  load: () => Promise<Provider>,
  stop: AbortSignal,
): Promise<Loaded | Failed> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(AVAILABLE_MS)]);
  return endingWith(signal, stop, async (): Promise<Loaded> => {
    const provider = await load();
    return { ...(await provider.available()), provider };
  });
}

/** What the work gives; or, as soon as the signal fires, that it was stopped or took too long; or that it broke. */
async function endingWith<T>(
  signal: AbortSignal,
  stop: AbortSignal,
  work: () => Promise<T>,
): Promise<T | Failed> {
  const ended = new Promise<Failed>((resolve) => {
    const end = (): void =>
      resolve({ kind: 'failed', failure: failure(stop.aborted ? 'stopped' : 'timeout') });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  const working = (async () => work())().catch(
    (error: unknown): Failed => ({
      kind: 'failed',
      failure: failure('broken', { detail: errorText(error) }),
    }),
  );
  return Promise.race([ended, working]);
}

export interface Asked {
  /** Null: nothing is ever written. */
  readonly written: Written | null;
  readonly bytesSent: number;
}

/**
 * Asks until the provider is done, the person stops, the time is over, or the answer is as long as any is read.
 * @param onProgress the answer so far, whenever a sentence may be over or the pace is known anew
 */
export async function askProvider(
  { provider, model }: Ready,
  request: WriteRequest,
  stop: AbortSignal,
  onProgress: (text: string, pace: Pace | null) => void,
): Promise<Asked> {
  const enough = new AbortController();
  const signal = AbortSignal.any([stop, AbortSignal.timeout(request.limits.timeMs), enough.signal]);
  let text = '';
  let bytesSent = 0;
  let pace: Pace | null = null;
  const onText = (piece: string): void => {
    if (signal.aborted) return;
    text += piece;
    if (text.length > MAX_ANSWER_CHARS) enough.abort();
    else if (/[}.!?\n]/.test(piece)) onProgress(text, pace);
  };
  const onPace = (now: Pace): void => {
    if (signal.aborted) return;
    pace = now;
    onProgress(text, pace);
  };
  const onSent = (numBytes: number): void => {
    bytesSent += numBytes;
  };
  const written = await endingWith(signal, stop, () =>
    provider.write(request, { signal, onText, onSent, onPace }),
  );
  const isFlood = enough.signal.aborted && !stop.aborted;
  return { written: isFlood ? { kind: 'written', text, model } : written, bytesSent };
}
