// Queries over the tables of one analysis. In: a way to start their thread, and which analysis is open. Out: a store with the last answer, and what
// a person can do. One thread at a time, whichever analysis asked last: each holds tables of its own.
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type LogSlice,
  type SqlAnswer,
  type SqlApi,
  type SqlCell,
  type SqlProgress,
  WHOLE_LOG,
} from '../contracts/sql';
import { errorText } from '../core/wording/error-text';
import type { Analyzer } from './analyzer-types';

export interface SqlThread extends SqlApi {
  /** It gives no answer any more. */
  isLost(): boolean;
  end(): void;
}

export type StartSql = (analyzer: Analyzer) => Promise<SqlThread>;

export interface SqlState {
  /** As it stands in the editor; null: nothing was written, and a link may bring one. */
  readonly draft: string | null;
  /** What runs now; null: nothing. */
  readonly progress: SqlProgress | null;
  /** The last one, of what was last run; null: none, or it failed. */
  readonly answer: SqlAnswer | null;
  /** What was last run, as it was; '': nothing. */
  readonly ran: string;
  /** Why it has no answer; null: it has, or none was asked. */
  readonly error: string | null;
  /** Moves with each answer. */
  readonly serial: number;
}

export interface Sql {
  readonly state: StoreApi<SqlState>;
  write(draft: string): void;
  /** Never throws: the outcome is in the state. */
  run(text: string, slice?: LogSlice): Promise<void>;
  stop(): void;
  /** @throws Error when the thread is gone */
  rows(begin: number, end: number): Promise<readonly (readonly SqlCell[])[]>;
  save(form: 'csv' | 'parquet'): Promise<Blob>;
  /** Ends the thread; the answer goes with it. */
  end(): void;
}

/** What stands for the tables that were loaded: others need another thread. */
export interface SqlSubject {
  readonly analyzer: Analyzer | null;
  readonly result: unknown;
  readonly linesVersion: number;
}

/** The one thread of the page. */
export interface SqlSlot {
  end: () => void;
}

const NOTHING: Omit<SqlState, 'serial'> = { draft: null, progress: null, answer: null, ran: '', error: null };
/** For the engine to hear a stop; then its thread is ended. */
const STOP_MS = 3000;

export function createSql(startThread: StartSql, subject: () => SqlSubject, slot: SqlSlot): Sql {
  const state = createStore<SqlState>(() => ({ ...NOTHING, serial: 0 }));
  let thread: Promise<SqlThread> | null = null;
  let of: SqlSubject | null = null;
  const endThread = (): void => {
    void thread?.then((each) => each.end()).catch(() => undefined);
    thread = null;
  };
  const threadNow = (): Promise<SqlThread> => {
    const now = subject();
    if (now.analyzer === null) throw new Error('This analysis is no longer open.');
    const isSame =
      of?.analyzer === now.analyzer && of.result === now.result && of.linesVersion === now.linesVersion;
    if (thread !== null && isSame) return thread;
    endThread();
    if (slot.end !== endThread) slot.end();
    slot.end = endThread;
    of = now;
    thread = startThread(now.analyzer);
    return thread;
  };
  const asked = (): Promise<SqlThread> => {
    if (thread === null) throw new Error('The tables are no longer loaded: run the query again.');
    return thread;
  };
  return {
    state,
    write: (draft) => state.setState({ draft }),
    async run(text, slice = WHOLE_LOG) {
      if (state.getState().progress !== null) return;
      const serial = state.getState().serial + 1;
      const first: SqlProgress = { step: 'engine', done: null, total: null };
      state.setState({ ...NOTHING, draft: text, ran: text, progress: first, serial });
      const isMine = (): boolean => state.getState().serial === serial;
      const tell = (progress: SqlProgress): void => {
        if (isMine() && state.getState().progress !== null) state.setState({ progress });
      };
      try {
        const answer = await (await threadNow()).run(text, tell, slice);
        if (isMine()) state.setState({ answer, progress: null });
      } catch (error) {
        if (!isMine()) return;
        const isStopped = (error as Error).name === 'AbortError';
        if ((await thread?.catch(() => null))?.isLost() !== false) endThread();
        state.setState({ progress: null, error: isStopped ? 'Stopped.' : errorText(error) });
      }
    },
    stop() {
      const { serial, progress } = state.getState();
      if (progress === null) return;
      void thread?.then((each) => each.stop()).catch(() => undefined);
      setTimeout(() => {
        const now = state.getState();
        if (now.serial !== serial || now.progress === null) return;
        endThread();
        state.setState({
          progress: null,
          error: 'Stopped, with the engine: the next query loads the tables again.',
        });
      }, STOP_MS);
    },
    rows: async (begin, end) => (await asked()).rows(begin, end),
    save: async (form) => (await asked()).save(form),
    end() {
      endThread();
      of = null;
      state.setState((before) => ({ ...NOTHING, serial: before.serial + 1 }));
    },
  };
}
