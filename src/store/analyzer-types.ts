// The one door from the page to the workers: types only, taken from the worker's own interface. The implementation is analyzer.ts;
// tests and ?fixture bring another.
import type { AnalysisApi } from '../contracts/threads';

/** What the page asks the analysis worker: all of its interface but the wiring of its ports. */
export type Call = Exclude<keyof AnalysisApi, 'connect' | 'connectShards' | 'helperLost'>;

/**
 * Each call as the worker has it. A signal may follow its arguments: aborting ends the workers and rejects with an AbortError, or stops
 * the call alone where there is a call for that.
 */
export type Analyzer = {
  [C in Call]: (...args: [...Parameters<AnalysisApi[C]>, signal?: AbortSignal]) => ReturnType<AnalysisApi[C]>;
} & {
  /** Ends the workers. */
  dispose(): void;
  /** Ends those that only an analysis at work needs, until it needs them again; nothing while it is. */
  rest(): void;
  /** Told when its workers have ended by themselves, also while nothing is asked of them; what is asked of them later fails. */
  onFailed(listener: (error: Error) => void): void;
};

export type CreateAnalyzer = () => Analyzer;
