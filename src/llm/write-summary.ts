// The whole way of one summary: what is stated, the question, the model's answer, the check. In: an incident, its analysis, a provider.
// Out: the sentences that hold, or why there are none; null where no model was chosen. Whatever a provider does, this ends in time.

import type { Incident } from '../contracts/incident';
import type { Availability, Written } from '../contracts/model-question';
import type { AnalysisResult } from '../contracts/result';
import type {
  Pace,
  ProviderId,
  WriteFailure,
  WriteOutcome,
  WritingProgress,
  WrittenSummary,
} from '../contracts/written-summary';
import type { Claim } from '../core/ticket/claim-check';
import { cut, visibleLine } from '../core/ticket/neutral';
import { errorText } from '../core/wording/error-text';
import { MAX_ANSWER_CHARS, readAnswer } from './answer';
import { type Checked, checkAnswer } from './check';
import { failure } from './failures';
import type { Provider } from './provider';
import { type SummaryRequest, summaryRequest } from './request';

const MAX_MODEL_NAME = 80;
/** For a provider to say whether it can run: a graphics card may take its time, but not more. */
const AVAILABLE_MS = 30_000;

export interface SummaryHooks {
  /** The person's stop. */
  readonly signal: AbortSignal;
  onProgress(progress: WritingProgress): void;
}

/** @param load gives the provider; its code may have to come in first */
export async function writeSummary(
  incident: Incident,
  result: AnalysisResult,
  id: ProviderId,
  load: () => Promise<Provider>,
  hooks: SummaryHooks,
): Promise<WriteOutcome | null> {
  const ready = await readyProvider(load, hooks.signal);
  if (ready.kind === 'off') return null;
  if (ready.kind === 'failed') return failed(ready.failure);
  if (ready.kind === 'unavailable') return failed(failure('unavailable', { detail: ready.why }));
  const asked = summaryRequest(incident, result, ready.limits);
  if (asked === null) return failed(failure('no-room'));
  const { written, bytesSent } = await ask(ready, asked, hooks);
  if (written === null) return null;
  if (written.kind === 'failed') return failed(written.failure, bytesSent);
  const claims = readAnswer(written.text, true);
  if (claims === null) return failed(failure('nonsense'), bytesSent);
  const model = cut(visibleLine(written.model), MAX_MODEL_NAME);
  const checked = checkClaims(claims, asked);
  const { tokens } = written;
  const counted = tokens === undefined ? {} : { tokens };
  const summary: WrittenSummary = { provider: id, model, ...counted, ...checked, redacted: asked.redactions };
  return { kind: 'written', summary, bytesSent };
}

function failed(why: WriteFailure, bytesSent = 0): WriteOutcome {
  return { kind: 'failed', failure: why, bytesSent };
}

type Failed = Extract<Written, { readonly kind: 'failed' }>;

type Loaded = Availability & { readonly provider: Provider };
type Ready = Extract<Loaded, { readonly kind: 'ready' }>;

async function readyProvider(load: () => Promise<Provider>, stop: AbortSignal): Promise<Loaded | Failed> {
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

function checkClaims(claims: readonly Claim[], { stated, restore }: SummaryRequest): Checked {
  return checkAnswer(
    claims.map(({ text, cites }) => ({ text: restore(text), cites })),
    stated,
  );
}

interface Asked {
  readonly written: Written | null;
  readonly bytesSent: number;
}

/** Asks until the provider is done, the person stops, the time is over, or the answer is as long as any is read. */
async function ask({ provider, model }: Ready, asked: SummaryRequest, hooks: SummaryHooks): Promise<Asked> {
  const { request } = asked;
  const enough = new AbortController();
  const signal = AbortSignal.any([hooks.signal, AbortSignal.timeout(request.limits.timeMs), enough.signal]);
  let text = '';
  let bytesSent = 0;
  let pace: Pace | null = null;
  const onText = (piece: string): void => {
    if (signal.aborted) return;
    text += piece;
    if (text.length > MAX_ANSWER_CHARS) enough.abort();
    else if (/[}.!?\n]/.test(piece)) hooks.onProgress(progressOf(text, asked, pace));
  };
  const onPace = (now: Pace): void => {
    if (signal.aborted) return;
    pace = now;
    hooks.onProgress(progressOf(text, asked, pace));
  };
  const onSent = (numBytes: number): void => {
    bytesSent += numBytes;
  };
  const written = await endingWith(signal, hooks.signal, () =>
    provider.write(request, { signal, onText, onSent, onPace }),
  );
  const isFlood = enough.signal.aborted && !hooks.signal.aborted;
  return { written: isFlood ? { kind: 'written', text, model } : written, bytesSent };
}

/** Sentences that are over, and hold. */
function progressOf(text: string, asked: SummaryRequest, pace: Pace | null): WritingProgress {
  const claims = readAnswer(text, false) ?? [];
  return { numChars: text.length, sentences: checkClaims(claims, asked).sentences, pace };
}
