// The list of stored analyses, as the landing shows it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnalysisMeta } from '../contracts/stored-analysis';
import { errorText } from '../core/wording/error-text';
import type { AnalysisRepository } from '../storage/analyses';
import type { DamagedRow } from '../storage/stored-rows';

export interface HistoryState {
  /** Null: not read yet. */
  readonly items: readonly AnalysisMeta[] | null;
  /** What is stored and cannot be used: named, to be deleted. */
  readonly damaged: readonly DamagedRow[];
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
      damaged: [],
      error: null,
      numDropped: 0,
      refresh: () =>
        attempt(async () => {
          const { good: items, damaged } = await repository.list();
          const numDropped = get().numDropped + (await repository.takeDropped());
          set({ items, damaged, error: null, numDropped });
        }),
      remove: (id) =>
        attempt(async () => {
          await repository.delete(id);
          const { good: items, damaged } = await repository.list();
          set({ items, damaged, error: null });
        }),
    };
  });
}
