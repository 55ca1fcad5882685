// The user's own runbooks as the page knows them: the list, and what came of the last change. State only; runbooks.ts moves it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { DamagedRow } from '../storage/stored-rows';

export interface RunbooksState {
  /** Null: not read yet. */
  readonly items: readonly OwnRunbook[] | null;
  readonly damaged: readonly DamagedRow[];
  readonly notice: { readonly tone: 'warning' | 'hand'; readonly text: string } | null;
}

export type RunbooksStore = StoreApi<RunbooksState>;

export function createRunbooksStore(): RunbooksStore {
  return createStore<RunbooksState>(() => ({ items: null, damaged: [], notice: null }));
}
