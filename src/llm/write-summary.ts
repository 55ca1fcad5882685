// The whole way of one summary: what is stated, the question, the model's answer, the check. In: an incident, its analysis, a provider.
// Out: the sentences that hold, or why there are none; null where no model was chosen. Whatever a provider does, this ends in time.

import type { Incident } from '../contracts/incident';
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
import { readAnswer } from './answer';
import { askProvider, readyProvider } from './ask-provider';
import { type Checked, checkAnswer } from './check';
import { failure } from './failures';
import type { Provider } from './provider';
import { type SummaryRequest, summaryRequest } from './request';

const MAX_MODEL_NAME = 80;

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
  const onText = (text: string, pace: Pace | null): void => hooks.onProgress(progressOf(text, asked, pace));
  const { written, bytesSent } = await askProvider(ready, asked.request, hooks.signal, onText);
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

function checkClaims(claims: readonly Claim[], { stated, restore }: SummaryRequest): Checked {
  return checkAnswer(
    claims.map(({ text, cites }) => ({ text: restore(text), cites })),
    stated,
  );
}

/** Sentences that are over, and hold. */
function progressOf(text: string, asked: SummaryRequest, pace: Pace | null): WritingProgress {
  const claims = readAnswer(text, false) ?? [];
  return { numChars: text.length, sentences: checkClaims(claims, asked).sentences, pace };
}
