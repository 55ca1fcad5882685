// What the page knows of questions to the log: those of this session, the last one first. Kept nowhere.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskProgress, AskReply } from '../contracts/ask';

/** An answer, and whether another result has come since it was asked for: counts, templates and incidents in it are those of then. */
export interface Asked {
  readonly reply: AskReply;
  readonly isOld: boolean;
}

export interface AskingState {
  /** Null: no question is being answered. */
  readonly abort: AbortController | null;
  /** The question that is being answered. */
  readonly question: string;
  readonly progress: AskProgress | null;
  readonly replies: readonly Asked[];
  /** Why the last question could not even be asked, as a sentence; null: it could. */
  readonly error: string | null;
}
export type AskingStore = StoreApi<AskingState>;

const IDLE: AskingState = { abort: null, question: '', progress: null, replies: [], error: null };

export function createAskingStore(): AskingStore {
  return createStore<AskingState>(() => IDLE);
}

/** Another result of the same files has come. */
export function ageAsking(asking: AskingStore): void {
  asking.setState(({ replies }) => ({ replies: replies.map(({ reply }) => ({ reply, isOld: true })) }));
}

/** Ends what is under way. */
export function clearAsking(asking: AskingStore): void {
  asking.getState().abort?.abort();
  asking.setState({ ...IDLE, abort: null });
}
