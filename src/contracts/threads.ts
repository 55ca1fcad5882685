// Interfaces that cross a thread: types only. The entries in workers/ expose what implements them. A call that is added to AnalysisApi is
// answered in engine/engine.ts and asked for through the Analyzer of the store, which has it by itself.

import type { FeatureMatrix } from './features';
import type { FileSample } from './file-sample';
import type { LogRowBatch, LogRowNames } from './log-rows';
import type { OutgoingDoor } from './outgoing';
import type { TemplateParameters } from './parameters';
import type { Preview } from './preview';
import type { AnalysisResult, SimulatedTruth, Timeline } from './result';
import type { BaselineDrift, BaselineMeta } from './saved-baseline';
import type { DetectorInput, DetectorResult } from './scores';
import type { LearnFold } from './session-detectors';
import type { MarkedSpan, Settings } from './settings';
import type { SimulationJob } from './simulation';
import type { NewAnalysis } from './stored-analysis';
import type { TriagePage, TriageSummary } from './triage';
import type { TuningOutcome } from './tuning';
import type { EpochMs, OnProgress, Problem } from './units';
import type { UnreadPart, UnreadWhy } from './unread';
import type { SummaryOrder, WriteOutcome, WritingProgress } from './written-summary';

/** A dropped file. `path` holds the folder for a dropped folder ('run1/app.log'). */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

export interface AnalysisJob {
  readonly name: string;
  /** Logs, and CSV or JSON files of changes among them: told apart by content. */
  readonly files: readonly DroppedFile[];
  readonly settings: Settings;
  /** Truth that came with the simulator's files. */
  readonly truth: SimulatedTruth | null;
}

/** Which windows of an analysis become a saved baseline. */
export type BaselineChoice =
  /** Those that the detectors learnt from. */
  | { readonly kind: 'learnt' }
  /** All that no detector voted for, and that lie beside no incident. */
  | { readonly kind: 'quiet' }
  | { readonly kind: 'span'; readonly start: EpochMs; readonly end: EpochMs };

export interface BaselineOrder {
  readonly name: string;
  readonly choice: BaselineChoice;
  /** Ms since 1970. */
  readonly nowMs: number;
}

export interface LineQuery {
  /** Template index; null: all. */
  readonly template: number | null;
  /** Least level (index into LEVELS), 0: all. */
  readonly minLevel: number;
  readonly fileIdx: number | null;
  readonly start: EpochMs | null;
  readonly end: EpochMs | null;
  /** Plain text, case-insensitive; '': all. Needs the files. */
  readonly text: string;
  /** true: all files merged by time; false: file after file, in file order. */
  readonly byTime: boolean;
}

export interface LineRow {
  readonly row: number;
  readonly fileIdx: number;
  readonly lineNum: number;
  readonly timeMs: EpochMs | null;
  /** Index into LEVELS: what the record counts as. */
  readonly level: number;
  /** The record states it, the status of its response is it, or the words of its template; '': it has none. */
  readonly levelFrom: '' | 'stated' | 'status' | 'words';
  /** 1 to 5: of a response of 1xx to 5xx; 0: of none. */
  readonly status: number;
  readonly source: number;
  readonly template: number;
  /** The record as it stands in the file, cut at 16 KB; null where it cannot be read: `unread` says why. */
  readonly text: string | null;
  readonly unread?: UnreadWhy;
}

export interface LinePage {
  /** Records that the query matches. */
  readonly total: number;
  readonly rows: readonly LineRow[];
  /** Records that a search for text could not look at: none of them counts as no match. Empty where all were looked at. */
  readonly unread: readonly UnreadPart[];
}

/** A name of contracts/exports.ts; tickets/INC-2.md and the like for the other incidents. */
export interface ExportFile {
  readonly name: string;
  readonly blob: Blob;
  /** Records whose text is not in it, since it could not be read; empty: all is there. */
  readonly unread: readonly UnreadPart[];
}

/** Ports to the workers that an analysis needs; each speaks comlink. */
export interface AnalysisPorts {
  readonly shards: readonly MessagePort[];
  readonly lstm: MessagePort;
  readonly sequences: readonly MessagePort[];
  readonly archive: MessagePort;
}

/** Workers without which an analysis still has a result. */
export type OptionalHelper = Exclude<keyof AnalysisPorts, 'shards'>;

/** What an analysis says and asks while it runs. */
export interface AnalysisHooks {
  /** What the files of the drop are, before any of them is read. Left out: nobody is told. */
  onTriage?(triage: TriageSummary): void;
  /** At most a few times a second, while files are read. */
  onPreview(preview: Preview): void;
  /** The result without the LSTM, where its training takes a while; the whole one follows. Left out: the end is waited for. */
  onEarly?(result: AnalysisResult): void;
  /** The analysis waits for the answer; true: go on. */
  ask(question: Question): boolean | Promise<boolean>;
}

/** Something that only the user can decide before it costs time or memory. */
export interface Question {
  /** Kebab-case: 'archive-large', 'archive-many-files', ... */
  readonly code: string;
  readonly file: string;
  /** What was met and what going on costs, in one or two sentences. */
  readonly message: string;
  /** Words of the two answers. */
  readonly yes: string;
  readonly no: string;
}

/** Owns the tables, runs the pipeline, pages lines, answers queries. One analysis at a time. */
export interface AnalysisApi {
  /** Hands over the ports, before anything else; their workers may start later. */
  connect(ports: AnalysisPorts): Promise<void>;
  /** Other threads that scan, for the next reading; those before have ended. */
  connectShards(ports: AnalysisPorts['shards']): Promise<void>;
  /** A worker behind one of the ports has ended: what waits for it, and what is asked of it later, fails with this sentence. */
  helperLost(helper: OptionalHelper, why: string): Promise<void>;
  /** Files of a simulated incident with their truth, under the default settings. */
  simulate(job: SimulationJob): Promise<AnalysisJob>;
  /** Hands over some of the files of the next analysis, whose job then lists none: very many at once would hold up the page. */
  addFiles(files: readonly DroppedFile[]): Promise<void>;
  analyze(job: AnalysisJob, onProgress: OnProgress, hooks?: AnalysisHooks): Promise<AnalysisResult>;
  /** The same files under other settings; what these do not touch is not read or trained again. */
  reanalyze(settings: Settings, onProgress: OnProgress, hooks?: AnalysisHooks): Promise<AnalysisResult>;
  /** Entries [begin, end) of a folder of what was dropped ('' or a path with '/' behind it), during an analysis too. Needs the files. */
  triagePage(folder: string, begin: number, end: number): Promise<TriagePage>;
  queryLines(query: LineQuery, begin: number, end: number): Promise<LinePage>;
  /** Values of a template's wildcards. Needs the files. */
  templateParameters(template: number, onProgress: OnProgress): Promise<TemplateParameters>;
  /** The threshold scales under which the vote fits these incidents best. */
  tuneThresholds(marked: readonly MarkedSpan[]): Promise<TuningOutcome>;
  /** How a file was read, on some of its lines. Needs the files. */
  sampleFile(fileIdx: number): Promise<FileSample>;
  /**
   * One export by its name in docs/EXPORTS.md ('structured_logs.parquet').
   * @param ticketTemplate of the user's own; absent: that of the analysis
   */
  exportFile(name: string, onProgress: OnProgress, ticketTemplate?: string): Promise<ExportFile>;
  /** Names that exportFile can give for this analysis. */
  exportNames(): Promise<readonly string[]>;
  /**
   * Asks a language model for a summary of one incident; what holds of it stands in every form of its ticket from then on. Null: no
   * model was chosen. @param door the way out, which the person opened; null: there is none.
   * @throws Error when there is no such incident.
   */
  writeSummary(
    order: SummaryOrder,
    onProgress: (progress: WritingProgress) => void,
    door: OutgoingDoor | null,
  ): Promise<WriteOutcome | null>;
  stopWriting(): Promise<void>;
  /** Keeps windows of this analysis as a baseline for other logs. @throws Error with a sentence for the user. */
  saveBaseline(order: BaselineOrder, onProgress: OnProgress): Promise<BaselineMeta>;
  /** Adds the quiet windows of this analysis to a saved baseline. @throws Error with a sentence for the user. */
  refreshBaseline(id: string, nowMs: number, onProgress: OnProgress): Promise<BaselineMeta>;
  /** How far this analysis lies from a saved baseline; null: that cannot be said. */
  baselineDrift(id: string): Promise<BaselineDrift | null>;
  /** Writes tables and result into the database of the page. @throws Error with the reason when they are not kept. */
  store(meta: NewAnalysis): Promise<void>;
  /** The reverse, without the files: lines have no text until attachFiles. @throws Error when it is not there or damaged. */
  restore(id: string): Promise<AnalysisResult>;
  /** Gives the files of a restored analysis again; problems where bytes differ from the ones that were analysed. */
  attachFiles(files: readonly DroppedFile[], hooks?: Pick<AnalysisHooks, 'ask'>): Promise<readonly Problem[]>;
}

export interface LstmApi {
  detect(input: DetectorInput, options: LstmOptions, onProgress: OnProgress): Promise<DetectorResult>;
}

/** One of the threads that learn what follows what in sessions. */
export interface SequencesApi {
  learnFold: LearnFold;
}

export interface LstmOptions {
  readonly backend: Settings['detection']['lstmBackend'];
  readonly epochs: number;
  readonly thresholdScale: number;
}

/** Writes Parquet; the rows are pulled from the caller, batch by batch. Pass functions through Comlink.proxy. */
export interface ArchiveApi {
  structuredParquet(
    names: LogRowNames,
    pull: () => Promise<LogRowBatch | null>,
    onRows: (numRows: number) => void,
  ): Promise<Blob>;
  featureParquet(features: FeatureMatrix, timeline: Timeline): Promise<Blob>;
}
