// What the page knows of questions to the log: those of this session, the last one first. Kept nowhere.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskProgress, AskReply } from '../contracts/ask';

export interface AskingState {
  /** Null: no question is being answered. */
  readonly abort: AbortController | null;
  /** The question that is being answered. */
  readonly question: string;
  readonly progress: AskProgress | null;
  readonly replies: readonly AskReply[];
  /** Why the last question could not even be asked, as a sentence; null: it could. */
  readonly error: string | null;
}
export type AskingStore = StoreApi<AskingState>;

const IDLE: AskingState = { abort: null, question: '', progress: null, replies: [], error: null };

export function createAskingStore(): AskingStore {
  return createStore<AskingState>(() => IDLE);
}

/** Ends what is under way. */
export function clearAsking(asking: AskingStore): void {
  asking.getState().abort?.abort();
  asking.setState({ ...IDLE, abort: null });
}
