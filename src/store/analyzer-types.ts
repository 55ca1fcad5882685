// The one door from the page to the workers: types only. The implementation is analyzer.ts; tests and ?fixture bring another.
import type {
  AnalysisJob,
  DroppedFile,
  ExportFile,
  LinePage,
  LineQuery,
  SimulationJob,
  Snapshot,
} from '../../workers/api';
import type { AnalysisResult } from '../contracts/result';
import type { OnProgress, Problem } from '../contracts/units';

export interface Analyzer {
  /** Aborting ends the workers and rejects with an AbortError. */
  analyze(job: AnalysisJob, hooks: { onProgress: OnProgress; signal: AbortSignal }): Promise<AnalysisResult>;
  simulate(job: SimulationJob): Promise<AnalysisJob>;
  queryLines(query: LineQuery, begin: number, end: number): Promise<LinePage>;
  exportNames(): Promise<readonly string[]>;
  exportFile(name: string, onProgress: OnProgress): Promise<ExportFile>;
  snapshot(): Promise<Snapshot>;
  restore(s: Snapshot): Promise<AnalysisResult>;
  attachFiles(files: readonly DroppedFile[]): Promise<readonly Problem[]>;
  dispose(): void;
}

export type CreateAnalyzer = () => Analyzer;
