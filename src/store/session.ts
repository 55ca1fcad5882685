// Where the current analysis stands. State only; actions.ts moves it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DropPart } from '../contracts/parting';
import type { Preview } from '../contracts/preview';
import type { AnalysisResult, SimulatedTruth } from '../contracts/result';
import type { Settings } from '../contracts/settings';
import type { OpenedShare } from '../contracts/shared-analysis';
import type { DroppedFile, Question } from '../contracts/threads';
import type { TriageSummary } from '../contracts/triage';
import type { Problem } from '../contracts/units';
import type { Following } from './following-state';
import type { Interrupted } from './interrupted';
import type { ProgressState } from './progress';

export type Phase = 'idle' | 'running' | 'done' | 'failed';

/** What happened to the copy in the browser's storage. */
export type SaveState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly reason: string };

export interface OpenQuestion extends Question {
  answer(goOn: boolean): void;
}

/** Where an analysis came from. */
export type SharedFrom = Pick<OpenedShare, 'product' | 'savedMs' | 'withLines'> & { readonly name: string };

export interface SessionState {
  readonly phase: Phase;
  readonly name: string;
  /** Analyses that ended with a page before this one; said on the landing. */
  readonly interrupted: readonly Interrupted[];
  /** What was dropped; empty for an analysis reopened from the history until its files are given again. */
  readonly files: readonly DroppedFile[];
  readonly truth: SimulatedTruth | null;
  /** Logs of these files that are another analysis, by name. */
  readonly without: readonly string[];
  /** Why its files are analysed together, and apart from others of the drop; null: there was nothing to decide, or it is no longer known. */
  readonly part: DropPart | null;
  /** Running in name only: another part of the drop comes before it. */
  readonly isWaiting: boolean;
  readonly progress: ProgressState | null;
  /** The result on screen is being changed under other settings; `progress` says how far. */
  readonly updating: boolean;
  /** Its file goes on being written and is followed; null: it is not. */
  readonly following: Following | null;
  /** The files of a reopened analysis are being opened again. */
  readonly attaching: boolean;
  /** Why its workers answer nothing any more, though its result is shown; null: they do. */
  readonly lost: string | null;
  /** Text of a file that was given could not be read back: it was changed, moved or deleted since. */
  readonly hasLostText: boolean;
  /** What the files of the drop are, as soon as it is known; of a finished analysis `result` says it. */
  readonly triage: TriageSummary | null;
  /** What was set for files when the analysis began. */
  readonly startedFiles: Settings['files'];
  /** What is known of the log while it is read. */
  readonly preview: Preview | null;
  /** Waits for the user's answer. */
  readonly question: OpenQuestion | null;
  readonly result: AnalysisResult | null;
  /** Of an analysis that was opened from a file; null: it is this browser's own, or was stored since. */
  readonly shared: SharedFrom | null;
  readonly exportNames: readonly string[];
  /** Found after the result: while attaching files or storing. */
  readonly laterProblems: readonly Problem[];
  readonly save: SaveState;
  /** One line; set when phase is 'failed'. */
  readonly error: string | null;
  /** Moves whenever lines may read differently: a new result, files given again. */
  readonly linesVersion: number;
}

export const NO_SESSION: SessionState = {
  phase: 'idle',
  name: '',
  interrupted: [],
  files: [],
  truth: null,
  without: [],
  part: null,
  isWaiting: false,
  progress: null,
  updating: false,
  following: null,
  attaching: false,
  lost: null,
  hasLostText: false,
  triage: null,
  startedFiles: {},
  preview: null,
  question: null,
  result: null,
  shared: null,
  exportNames: [],
  laterProblems: [],
  save: { kind: 'none' },
  error: null,
  linesVersion: 0,
};

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>(() => NO_SESSION);
}
