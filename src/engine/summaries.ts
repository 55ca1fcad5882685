// Summaries by a language model over the analysis at hand. In: which incident, which provider. Out: what was written or why nothing
// was; the tables with it, so that every form of the ticket holds it from then on. One is written at a time.

import type { LocalModels } from '../contracts/model-question';
import type { OutgoingDoor } from '../contracts/outgoing';
import type { AnalysisResult } from '../contracts/result';
import type { SummaryOrder, WriteOutcome, WritingProgress } from '../contracts/written-summary';
import { withOutcome } from '../core/ticket/written';
import { loadProvider } from '../llm/providers';
import { writeSummary } from '../llm/write-summary';
import type { EngineParts } from './engine-parts';
import { exchangeOver } from './exchange';
import type { Tables } from './tables';

export interface SummaryWriter {
  /** Null: no model was chosen. @throws Error when there is no such incident. */
  write(
    order: SummaryOrder,
    onProgress: (progress: WritingProgress) => void,
    door: OutgoingDoor | null,
    local: LocalModels | null,
  ): Promise<WriteOutcome | null>;
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
  return {
    async write({ incidentId, writer }, onProgress, door, local) {
      const { result } = current();
      const incident = result.incidents.find(({ id }) => id === incidentId);
      if (incident === undefined) throw new Error(`There is no incident ${incidentId}.`);
      writing?.abort();
      const own = new AbortController();
      writing = own;
      const exchange = door === null ? null : exchangeOver(door, parts.proxy);
      const load = () =>
        parts.providerOf?.(writer) ??
        loadProvider({ settings: writer, exchange, local: local && callableFrom(local, parts.proxy) });
      const hooks = { signal: own.signal, onProgress };
      const outcome = await writeSummary(incident, result, writer.provider, load, hooks);
      const now = current().result;
      // Another analysis may have come meanwhile, with another incident of that name.
      if (outcome !== null && now.incidents === result.incidents)
        replace(withOutcome(now, incidentId, outcome));
      return outcome;
    },
    stop: () => writing?.abort(),
  };
}

/** Models of another thread, whose callbacks into this one have to be wrapped. */
export function callableFrom(local: LocalModels, proxy: EngineParts['proxy']): LocalModels {
  return {
    available: (writer) => local.available(writer),
    write: (writer, request, onText, onPace) => local.write(writer, request, proxy(onText), proxy(onPace)),
    stop: () => local.stop(),
  };
}
