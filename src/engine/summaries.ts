// Summaries by a language model over the analysis at hand. In: which incident, which provider. Out: what was written or why nothing
// was; the tables with it, so that every form of the ticket holds it from then on. One is written at a time.

import type { AnalysisResult } from '../contracts/result';
import type { SummaryOrder, WriteOutcome, WritingProgress } from '../contracts/written-summary';
import { loadProvider } from '../llm/providers';
import { writeSummary } from '../llm/write-summary';
import type { Tables } from './analyze';
import type { EngineParts } from './engine-parts';

export interface SummaryWriter {
  /** Null: no model was chosen. @throws Error when there is no such incident. */
  write(order: SummaryOrder, onProgress: (progress: WritingProgress) => void): Promise<WriteOutcome | null>;
  stop(): void;
}

/**
 * @param current the tables at hand
 * @param replace takes their result with the summary in it
 */
export function createSummaryWriter(
  current: () => Tables,
  replace: (result: AnalysisResult) => void,
  parts: EngineParts,
): SummaryWriter {
  let writing: AbortController | null = null;
  const load = parts.providerOf ?? ((settings) => loadProvider({ settings, exchange: null }));
  return {
    async write({ incidentId, writer }, onProgress) {
      const { result } = current();
      const incident = result.incidents.find(({ id }) => id === incidentId);
      if (incident === undefined) throw new Error(`There is no incident ${incidentId}.`);
      writing?.abort();
      const own = new AbortController();
      writing = own;
      const hooks = { signal: own.signal, onProgress };
      const outcome = await writeSummary(incident, result, writer.provider, () => load(writer), hooks);
      const now = current().result;
      // Another analysis may have come meanwhile, with another incident of that name.
      if (outcome !== null && now.incidents === result.incidents)
        replace(withOutcome(now, incidentId, outcome));
      return outcome;
    },
    stop: () => writing?.abort(),
  };
}

/** Bytes that left count though nothing was written; an earlier summary stays then. */
function withOutcome(result: AnalysisResult, id: string, outcome: WriteOutcome): AnalysisResult {
  const before = result.summaries?.[id];
  const summary = outcome.kind === 'written' ? outcome.summary : (before?.summary ?? null);
  const bytesSent = (before?.bytesSent ?? 0) + outcome.bytesSent;
  return { ...result, summaries: { ...result.summaries, [id]: { summary, bytesSent } } };
}
