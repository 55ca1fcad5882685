// What the page knows of a summary that a language model writes, or wrote.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { WriteOutcome, WritingProgress } from '../contracts/written-summary';

export interface WritingState {
  /** Null: nothing is being written. */
  readonly abort: AbortController | null;
  readonly incidentId: string | null;
  readonly progress: WritingProgress | null;
  /** Of the last asking; null: there was none, or no model was chosen. */
  readonly outcome: WriteOutcome | null;
  /** Why it could not even be asked, as a sentence; null: it could. */
  readonly error: string | null;
}
export type WritingStore = StoreApi<WritingState>;

export const IDLE_WRITING: WritingState = {
  abort: null,
  incidentId: null,
  progress: null,
  outcome: null,
  error: null,
};

export function createWritingStore(): WritingStore {
  return createStore<WritingState>(() => IDLE_WRITING);
}
