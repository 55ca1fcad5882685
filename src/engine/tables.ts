// What an analysis is in this thread: its result, the tables behind it, and what another run of it needs.
import type { FeatureMatrix } from '../contracts/features';
import type { AnalysisResult } from '../contracts/result';
import type { LogTable, TemplateTable } from '../contracts/tables';
import type { DroppedFile } from '../contracts/threads';
import type { Problem } from '../contracts/units';
import type { FileClock } from '../core/ingest/time/file-clock';
import type { TextSource } from '../input/checked-text';
import type { OpenedFiles } from '../input/open';
import type { DetectorCache } from './detector-cache';
import type { SessionMemory } from './session-detectors';

export interface Tables {
  readonly result: AnalysisResult;
  readonly table: LogTable;
  readonly templates: TemplateTable;
  readonly features: FeatureMatrix | null;
  readonly text: TextSource;
  /** What another run needs; null for a restored analysis until its files are given again. */
  readonly source: AnalysisSource | null;
}

export interface AnalysisSource {
  readonly files: readonly DroppedFile[];
  /** Logs of these that are analysed elsewhere. */
  readonly without?: readonly string[];
  readonly numLeftOut?: number;
  readonly opened: OpenedFiles;
  /** Null: not known of a restored analysis, so that a change of zone reads again. */
  readonly clocks: readonly FileClock[] | null;
  /** Null: not known of a restored analysis, so that it is mined again. */
  readonly minedProblems: readonly Problem[] | null;
  readonly verdicts: DetectorCache;
  readonly sessionMemory: SessionMemory;
}

/** The records and what reads them back; clocks as in AnalysisSource. */
export type ReadTable = TextSource & Pick<AnalysisSource, 'clocks'>;
