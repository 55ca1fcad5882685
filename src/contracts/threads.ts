// Interfaces that cross a thread: types only. The entries in workers/ expose what implements them. A call that is added to AnalysisApi is
// answered in engine/engine.ts and asked for through the Analyzer of the store, which has it by itself.

import type { AskOrder, AskProgress, AskReply } from './ask';
import type { Comparison, Pair, RatePer, SideTally, SideValues } from './compare';
import type { ExportFile, ExportWishes, FilePart } from './exported-file';
import type { FeatureMatrix } from './features';
import type { FileSample } from './file-sample';
import type { FollowHooks, FollowJob } from './following';
import type { DroppedTable } from './lake-tables';
import type {
  LineCounts,
  LineField,
  LineMap,
  LineMapMarks,
  LinePage,
  LinePlace,
  LineQuery,
  SearchJob,
} from './lines';
import type { LogRowNames, OnRows, PullRows } from './log-rows';
import type { LstmBackendName } from './lstm-backends';
import type { LocalModels } from './model-question';
import type { OutgoingDoor } from './outgoing';
import type { TemplateParameters } from './parameters';
import type { DropPart } from './parting';
import type { Preview } from './preview';
import type { AnalysisResult, SimulatedTruth, Timeline } from './result';
import type { BaselineDrift, BaselineMeta } from './saved-baseline';
import type { DetectorInput, DetectorResult } from './scores';
import type { LearnFold } from './session-detectors';
import type { MarkedSpan, Settings } from './settings';
import type { OpenedShare } from './shared-analysis';
import type { SimulationJob } from './simulation';
import type { NewAnalysis } from './stored-analysis';
import type { StreamDoor } from './stream';
import type { TriagePage, TriageSummary } from './triage';
import type { TuningOutcome } from './tuning';
import type { EpochMs, OnProgress, Problem } from './units';
import type { SummaryOrder, WriteOutcome, WritingProgress } from './written-summary';

/** A dropped file. `path` holds the folder for a dropped folder ('run1/app.log'). */
export interface DroppedFile {
  readonly path: string;
  readonly file: File;
}

/** The files that the lines of a followed log were taken from, as copies, and its last verdict. */
export interface Followed {
  readonly result: AnalysisResult;
  readonly files: readonly DroppedFile[];
}

export interface AnalysisJob {
  readonly name: string;
  /** Logs, and CSV or JSON files of changes among them: told apart by content. */
  readonly files: readonly DroppedFile[];
  readonly settings: Settings;
  /** Truth that came with the simulator's files. */
  readonly truth: SimulatedTruth | null;
  /** Logs that share nothing are analysed apart: onParts tells of all, and the answer is the first of them. Absent: all that is given is one. */
  readonly mayPart?: boolean;
  /** Files of the drop beyond what a browser can hold at hand; absent: none. */
  readonly numLeftOut?: number;
  /** Logs of these files that are analysed elsewhere, by name. Absent: none. */
  readonly without?: readonly string[];
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

/** Ports to the workers that an analysis needs; each speaks comlink. */
export interface AnalysisPorts {
  readonly shards: readonly MessagePort[];
  readonly lstm: MessagePort;
  readonly sequences: readonly MessagePort[];
  readonly archive: MessagePort;
}

/** Workers without which an analysis still has a result; those of the search come by a door of their own. */
export type OptionalHelper = Exclude<keyof AnalysisPorts, 'shards'> | 'search';

/** What an analysis says and asks while it runs. */
export interface AnalysisHooks {
  /** What the files of the drop are, before any of them is read. Left out: nobody is told. */
  onTriage?(triage: TriageSummary): void;
  /** What is analysed together, and why, before any of it is read; only where the job may be parted and holds several logs. */
  onParts?(parts: readonly DropPart[]): void;
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

/** A thread that searches texts. */
export interface SearchApi {
  /** 1 for each candidate that is a hit, 0 for one that is none, more for one that could not be read (UNREAD_WHYS in src/input/search-blob.ts). */
  search(job: SearchJob): Promise<Uint8Array>;
  /** Where in each text stands what a query asks for (LineRow.marks). */
  mark(texts: readonly string[], query: string): Promise<readonly number[][]>;
}

/** Where the analysis worker gets such threads, and has those ended that do not answer; each port speaks comlink. */
export interface SearcherDoor {
  open(): Promise<readonly MessagePort[]>;
  close(): Promise<void>;
}

/** Owns the tables, runs the pipeline, pages lines, answers queries. One analysis at a time. */
/** `text`: that of a miner_state.json. */
export type MergedStates =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly error: string };

export interface AnalysisApi {
  /** Hands over the ports, before anything else, and again when the workers behind them have ended; they may start later. */
  connect(ports: AnalysisPorts, searchers: SearcherDoor): Promise<void>;
  /** Gives the tables to the thread of SQL at the other end of this port, which speaks comlink. */
  serveSql(port: MessagePort): Promise<void>;
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
  /** Saved miner states put together (core/drain/merge-states.ts); never rejects. */
  mergeStates(files: readonly DroppedFile[]): Promise<MergedStates>;
  /**
   * Analyses a file or a stream and goes on with what is appended to it, until stopFollowing. @throws Error with a sentence for the user where it cannot be
   * followed at all. `door`: of a stream.
   */
  follow(
    job: FollowJob,
    onProgress: OnProgress,
    hooks: FollowHooks,
    door?: StreamDoor | null,
  ): Promise<Followed>;
  pauseFollowing(isPaused: boolean): Promise<void>;
  stopFollowing(): Promise<void>;
  /** Entries [begin, end) of a folder of what was dropped ('' or a path with '/' behind it), during an analysis too. Needs the files. */
  triagePage(folder: string, begin: number, end: number): Promise<TriagePage>;
  /** Lines [begin, end) of a query's list. A search of texts that takes long answers with what it has; ask again while it runs. */
  queryLines(query: LineQuery, begin: number, end: number): Promise<LinePage>;
  /** Where a record stands in a query's list. @throws Error when the analysis has no such row. */
  placeOfLine(query: LineQuery, row: number): Promise<LinePlace>;
  /**
   * The next line of a query's list behind (1) or before (-1) a place, null for its end, that is a hit ('') or what a query of columns asks
   * for ('level>=error'). Null: there is none.
   */
  nextLine(query: LineQuery, from: number | null, direction: 1 | -1, wanted: string): Promise<number | null>;
  /** A query's list in so many parts of equal length, and where in it rows and moments stand. */
  mapLines(query: LineQuery, numBins: number, marks: LineMapMarks): Promise<LineMap>;
  /** What a query's lines are, counted. */
  countLines(query: LineQuery): Promise<LineCounts>;
  /** Fields that some of a query's lines write. Needs the files. */
  lineFields(query: LineQuery): Promise<readonly LineField[]>;
  /** Counts the lines of a query of columns: one side of a comparison. @throws Error with a sentence when it is none. */
  tallySide(where: string): Promise<SideTally>;
  /** What differs between two sides, which may be of two analyses. */
  compareTallies(sides: Pair<SideTally>, per: RatePer): Promise<Comparison>;
  /** What the wildcards of some templates hold on a side, on a part of its lines. Needs the files. */
  sideValues(where: string, templates: readonly number[]): Promise<readonly SideValues[]>;
  /** Ends the search that runs; what it has found stays. */
  stopSearch(): Promise<void>;
  /** Values of a template's wildcards. Needs the files. */
  templateParameters(template: number, onProgress: OnProgress): Promise<TemplateParameters>;
  /** The threshold scales under which the vote fits these incidents best. */
  tuneThresholds(marked: readonly MarkedSpan[]): Promise<TuningOutcome>;
  /** How a file was read, on some of its lines. Needs the files. */
  sampleFile(fileIdx: number): Promise<FileSample>;
  /**
   * One export by its name in docs/EXPORTS.md ('structured_logs.parquet').
   */
  exportFile(name: string, onProgress: OnProgress, wishes?: ExportWishes): Promise<ExportFile>;
  /** Names that exportFile can give for this analysis. */
  exportNames(): Promise<readonly string[]>;
  /**
   * Asks a language model for a summary of one incident; what holds of it stands in every form of its ticket from then on. Null: no
   * model was chosen. @param door the way out, which the person opened; null: there is none.
   * @param local models of this machine, in other threads; null: there are none.
   * @throws Error when there is no such incident.
   */
  writeSummary(
    order: SummaryOrder,
    onProgress: (progress: WritingProgress) => void,
    door: OutgoingDoor | null,
    local: LocalModels | null,
  ): Promise<WriteOutcome | null>;
  stopWriting(): Promise<void>;
  /**
   * Answers a question about the log by tools that only read; with a model, it may look further and writes an answer of its own, which is checked.
   * What there is so far comes through `onProgress`. @param door @param local as of writeSummary
   */
  ask(
    order: AskOrder,
    onProgress: (progress: AskProgress) => void,
    door: OutgoingDoor | null,
    local: LocalModels | null,
  ): Promise<AskReply>;
  /** Ends the answer that is under way, whose promise then has what there was. */
  stopAsking(): Promise<void>;
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
  /** Opens an analysis that was saved as a file, as restore does. @throws Error with what is wrong, in words that go after the file's name. */
  openShared(file: Blob): Promise<OpenedShare>;
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
  readonly backend: LstmBackendName;
  readonly epochs: number;
  readonly thresholdScale: number;
}

/** Writes and reads Parquet; the rows are pulled from the caller, batch by batch. Pass functions through Comlink.proxy. */
export interface ArchiveApi {
  structuredParquet(names: LogRowNames, pull: PullRows, onRows: OnRows): Promise<Blob>;
  /** The same by days and components. @param folders by index of the component */
  partitionedLogs(
    names: LogRowNames,
    folders: readonly string[],
    pull: PullRows,
    onRows: OnRows,
  ): Promise<readonly FilePart[]>;
  featureParquet(features: FeatureMatrix, timeline: Timeline): Promise<Blob>;
  tableParquet(table: DroppedTable): Promise<Blob>;
  /** A result of lake/ as columns; null: the file is none. @throws Error with what is wrong with it, in words that go after its name. */
  homeTable(file: Blob, name: string): Promise<DroppedTable | null>;
  /** Rows of a Parquet or Arrow file as lines of JSON; null: it has no texts. @throws Error as homeTable. */
  tableLines(file: Blob, onRows: (done: number, total: number) => void): Promise<Blob | null>;
}
