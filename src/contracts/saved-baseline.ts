import type { CountMatrix } from './features';
import type { DetectorName } from './scores';
import type { LevelClass } from './settings';
import type { TrainedLstm } from './trained-lstm';

/** What detectors need of windows known to be good, kept for other logs. No log text beside template texts. */
export interface BaselineRows {
  readonly windowMs: number;
  readonly templates: readonly BaselineTemplate[];
  /** Where the windows come from, oldest first. */
  readonly sources: readonly BaselineSource[];
  /** Start of each window; within a source ascending. One entry a window, as `source`. */
  readonly startMs: Float64Array;
  /** Index into sources; ascending. */
  readonly source: Uint16Array;
  /** Column: index into templates. */
  readonly counts: CountMatrix;
  /** Names and values as in FeatureMatrix. */
  readonly columns: readonly string[];
  readonly values: Float32Array;
  readonly levelCounts: Uint32Array;
  readonly gravityCounts: Uint32Array;
  /** Occurrences of the templates that are events and no murmur, by window: entries rowBegin[w] .. rowBegin[w + 1]. */
  readonly sightings: RowSightings;
}

export interface BaselineTemplate {
  readonly text: string;
  readonly level: LevelClass;
  /** Index into LEVELS: stated, else by its words. */
  readonly gravity: number;
}

export interface BaselineSource {
  readonly name: string;
  /** Hash of the fingerprints of its files: the same windows are not taken twice. */
  readonly print: string;
}

export interface RowSightings {
  readonly rowBegin: Uint32Array;
  readonly template: Uint32Array;
  /** Tenths of a second since the window's start. */
  readonly tick: Uint32Array;
}

/** What the list shows of a saved baseline. */
export interface BaselineMeta {
  readonly id: string;
  readonly name: string;
  /** Ms since 1970. */
  readonly savedMs: number;
  readonly windowMs: number;
  readonly numRows: number;
  readonly numTemplates: number;
  /** First and last window, ms. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Hash of the rows: it moves with a refresh. */
  readonly print: string;
  readonly validation: BaselineValidation | null;
  /** Oldest first. */
  readonly refreshes: readonly BaselineRefresh[];
}

/** How its own windows fare when each is judged by what the others taught. */
export interface BaselineValidation {
  /** Share of windows above the threshold, 0 .. 1; null: it abstained. */
  readonly voteShare01: Readonly<Record<DetectorName, number | null>>;
  readonly confirmedShare01: number;
  /** Runs of confirmed windows a day: the false alarms to be expected. */
  readonly falseAlarmsPerDay: number;
}

export interface BaselineRefresh {
  readonly atMs: number;
  readonly log: string;
  readonly numAdded: number;
  readonly numForgotten: number;
}

/** How far the quiet windows of a log lie from a saved baseline. */
export interface BaselineDrift {
  /** Templates of the quiet windows, and those among them that the baseline does not know. */
  readonly numTemplates: number;
  readonly numNew: number;
  /** Share of the records of the quiet windows whose templates the baseline does not know, 0 .. 1. */
  readonly newShare01: number;
  /** Templates of the baseline that the quiet windows lack. */
  readonly numGone: number;
  /** Records per time, now to then. */
  readonly volumeRatio: number;
  /** Jensen-Shannon divergence of the shares of the templates, 0 (same mix) .. 1 (nothing in common). */
  readonly divergence01: number;
  /** Quiet windows that were compared. */
  readonly numWindows: number;
}

export interface SavedBaseline {
  readonly version: 1;
  readonly meta: BaselineMeta;
  readonly rows: BaselineRows;
  /** Trained on exactly these rows; null: to be trained. */
  readonly lstm: TrainedLstm | null;
}
