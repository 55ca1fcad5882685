// The one door from the page to the workers: types only. The implementation is analyzer.ts; tests and ?fixture bring another.

import type { FileSample } from '../contracts/file-sample';
import type { TemplateParameters } from '../contracts/parameters';
import type { AnalysisResult } from '../contracts/result';
import type { BaselineDrift, BaselineMeta } from '../contracts/saved-baseline';
import type { MarkedSpan, Settings } from '../contracts/settings';
import type { SimulationJob } from '../contracts/simulation';
import type { NewAnalysis } from '../contracts/stored-analysis';
import type {
  AnalysisHooks,
  AnalysisJob,
  BaselineOrder,
  DroppedFile,
  ExportFile,
  LinePage,
  LineQuery,
} from '../contracts/threads';
import type { TuningOutcome } from '../contracts/tuning';
import type { OnProgress, Problem } from '../contracts/units';
import type { SummaryOrder, WriteOutcome, WritingProgress } from '../contracts/written-summary';

/** Aborting ends the workers and rejects with an AbortError. */
export interface RunHooks extends AnalysisHooks {
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
}

export interface WritingHooks {
  onProgress(progress: WritingProgress): void;
  readonly signal: AbortSignal;
}

export interface Analyzer {
  analyze(job: AnalysisJob, hooks: RunHooks): Promise<AnalysisResult>;
  /** The files of the analysis at hand under other settings. */
  reanalyze(settings: Settings, hooks: RunHooks): Promise<AnalysisResult>;
  simulate(job: SimulationJob): Promise<AnalysisJob>;
  queryLines(query: LineQuery, begin: number, end: number): Promise<LinePage>;
  templateParameters(template: number, onProgress: OnProgress): Promise<TemplateParameters>;
  tuneThresholds(marked: readonly MarkedSpan[]): Promise<TuningOutcome>;
  sampleFile(fileIdx: number): Promise<FileSample>;
  exportNames(): Promise<readonly string[]>;
  exportFile(name: string, onProgress: OnProgress): Promise<ExportFile>;
  /** As in AnalysisApi; aborting ends the writing alone, with a failure 'stopped'. */
  writeSummary(order: SummaryOrder, hooks: WritingHooks): Promise<WriteOutcome | null>;
  saveBaseline(order: BaselineOrder, onProgress: OnProgress): Promise<BaselineMeta>;
  refreshBaseline(id: string, nowMs: number, onProgress: OnProgress): Promise<BaselineMeta>;
  baselineDrift(id: string): Promise<BaselineDrift | null>;
  /** Keeps the analysis in the browser. @throws Error with the reason when it cannot be kept. */
  store(meta: NewAnalysis): Promise<void>;
  /** Opens a kept analysis by its id. */
  restore(id: string): Promise<AnalysisResult>;
  attachFiles(files: readonly DroppedFile[], hooks: Pick<AnalysisHooks, 'ask'>): Promise<readonly Problem[]>;
  dispose(): void;
}

export type CreateAnalyzer = () => Analyzer;
