// The list of stored analyses, as the landing shows it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnalysisMeta } from '../contracts/stored-analysis';
import { errorText } from '../core/wording/error-text';
import type { AnalysisRepository } from '../storage/analyses';

export interface HistoryState {
  /** Null: not read yet. */
  readonly items: readonly AnalysisMeta[] | null;
  /** Why the history is not to be had; null: it is. */
  readonly error: string | null;
  /** Analyses of an earlier version that had to be dropped; 0: none. */
  readonly numDropped: number;
}

export interface HistoryActions {
  refresh(): Promise<void>;
  remove(id: string): Promise<void>;
}

export type HistoryStore = StoreApi<HistoryState & HistoryActions>;

export function createHistoryStore(repository: AnalysisRepository): HistoryStore {
  return createStore<HistoryState & HistoryActions>((set, get) => {
    const attempt = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work();
      } catch (error) {
        set({ items: get().items ?? [], error: errorText(error) });
      }
    };
    return {
      items: null,
      error: null,
      numDropped: 0,
      refresh: () =>
        attempt(async () => {
          const items = await repository.list();
          const numDropped = get().numDropped + (await repository.takeDropped());
          set({ items, error: null, numDropped });
        }),
      remove: (id) =>
        attempt(async () => {
          await repository.delete(id);
          set({ items: await repository.list(), error: null });
        }),
    };
  });
}
