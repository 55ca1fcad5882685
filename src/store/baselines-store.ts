// The saved baselines as the page knows them: the list, what is being done to them, and how far the log at hand lies from each.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BaselineDrift, BaselineMeta } from '../contracts/saved-baseline';
import type { DamagedRow } from '../storage/stored-rows';

export interface BaselinesState {
  /** Newest first; null: not read yet. */
  readonly items: readonly BaselineMeta[] | null;
  /** Those that are stored and cannot be used: named, to be deleted. */
  readonly damaged: readonly DamagedRow[];
  /** What is being done, in words; null: nothing. */
  readonly work: string | null;
  /** What went wrong, or what was done last. */
  readonly notice: { readonly tone: 'warning' | 'hand'; readonly text: string } | null;
  /** By id, for the result `driftOf`; null: it cannot be said. */
  readonly drift: ReadonlyMap<string, BaselineDrift | null>;
  readonly driftOf: string | null;
}

export type BaselinesStore = StoreApi<BaselinesState>;

export function createBaselinesStore(): BaselinesStore {
  return createStore<BaselinesState>(() => ({
    items: null,
    damaged: [],
    work: null,
    notice: null,
    drift: new Map(),
    driftOf: null,
  }));
}
