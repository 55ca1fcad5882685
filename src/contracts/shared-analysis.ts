// An analysis that is handed on as a file: what goes in, and what comes out of it again.
import type { Pin } from './pins';
import type { AnalysisResult } from './result';
import type { Snapshot } from './stored-analysis';

export interface SharedAnalysis {
  readonly snapshot: Snapshot;
  /** Of its files only. */
  readonly pins: readonly Pin[];
  /** Version of the product that made it. */
  readonly product: string;
  /** When it was saved, ms since 1970; null: not told. */
  readonly savedMs: number | null;
  /** False: the lines of evidence were left out. */
  readonly withLines: boolean;
}

/** The same as the page has it: the tables stay in the worker. */
export interface OpenedShare extends Omit<SharedAnalysis, 'snapshot'> {
  readonly result: AnalysisResult;
}
