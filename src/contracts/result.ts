import type { Change } from './changes';
import type { Baseline, WindowFigures, WindowGrid } from './features';
import type { Incident, LogEvent, StepName } from './incident';
import type { Consensus, DetectorResult, SessionTable } from './scores';
import type { Settings } from './settings';
import type { FileSummary, Template, Zone } from './tables';
import type { BundleFacts } from './triage';
import type { EpochMs, Problem, Stage } from './units';
import type { SummaryRecord } from './written-summary';

/** What one analysis leaves for the page: scalars, incidents and summaries per window; rows stay in the worker. */
export interface AnalysisResult {
  /** Hash of the files' fingerprints and the settings: same input, same id. */
  readonly id: string;
  readonly name: string;
  readonly settings: Settings;
  readonly settingsHash: string;
  readonly files: readonly FileSummary[];
  readonly zones: readonly Zone[];
  readonly problems: readonly Problem[];
  readonly numRecords: number;
  readonly numShapes: number;
  /** Null: no record states a time, so there are no windows; templates and lines are there all the same. */
  readonly timeline: Timeline | null;
  readonly templates: readonly Template[];
  readonly sources: readonly string[];
  readonly sessions: SessionTable | null;
  readonly changes: readonly Change[];
  readonly incidents: readonly Incident[];
  /** Unusual, and no incident, by time; absent in analyses stored before they were told apart. */
  readonly events?: readonly LogEvent[];
  readonly benchmark: Benchmark | null;
  /** What a language model wrote, checked, by the incident's id; absent: none was asked. */
  readonly summaries?: Readonly<Record<string, SummaryRecord>>;
  /** What else the drop held, where it was a bundle; absent: all of it was read. */
  readonly bundle?: BundleFacts;
  readonly stageSeconds: Readonly<Partial<Record<Stage, number>>>;
  readonly totalSeconds: number;
  /** Time of each step of the investigation, over all incidents; absent where none was investigated step by step, and in older analyses. */
  readonly stepSeconds?: Readonly<Partial<Record<StepName, number>>>;
  /** Shown while the LSTM is still training: judged by the other detectors alone. Never stored. Absent: the result is whole. */
  readonly isEarly?: true;
  /** Set for a simulated incident: what was injected, and when. */
  readonly truth: SimulatedTruth | null;
}

export interface Timeline {
  readonly grid: WindowGrid;
  readonly baseline: Baseline;
  /** grid.length * NUM_LEVELS, row-major. */
  readonly levelCounts: Uint32Array;
  readonly detectors: readonly DetectorResult[];
  readonly consensus: Consensus;
  /** Absent in an analysis stored before they were kept. */
  readonly figures?: WindowFigures;
  /** Windows in pauses, or that nobody counted: nothing is known of them; absent: there are none. */
  readonly numPaused?: number;
}

export interface BenchmarkRow {
  readonly incident: string;
  readonly firstConfirmed: EpochMs;
  readonly outageStart: EpochMs | null;
  readonly leadMinutes: number | null;
  /** When a plain error-rate threshold would have fired for it; null: never. */
  readonly thresholdAlert: EpochMs | null;
  /** thresholdAlert - firstConfirmed in minutes; null when the threshold never fired, or there was no outage to warn of. */
  readonly minutesGained: number | null;
}

export interface Benchmark {
  readonly rows: readonly BenchmarkRow[];
  /** The plain alert in one sentence: its window, its threshold and where that came from. */
  readonly thresholdRule: string;
  /** Confirmed episodes per day that overlap no truth; null without a truth. */
  readonly falseConfirmedPerDay: number | null;
}

export interface SimulatedTruth {
  readonly scenario: string;
  readonly seed: number;
  readonly degradationStart: EpochMs | null;
  /** Of a degradation that ends without an outage; absent: the outage ends it. */
  readonly degradationEnd?: EpochMs;
  readonly outageStart: EpochMs | null;
  readonly outageEnd: EpochMs | null;
  /** One sentence: what was injected. */
  readonly cause: string;
  /** Id of the runbook that an on-call engineer would want. */
  readonly runbook: string | null;
}
