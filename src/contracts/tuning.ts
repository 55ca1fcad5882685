// What a search for better thresholds found, measured on incidents that the user knows of.
import type { DetectorName } from './scores';
import type { Settings } from './settings';

export type ThresholdScale = Settings['detection']['thresholdScale'];

/** An incident that the windows can be measured against: windows [begin, stop). */
export interface KnownIncident {
  readonly start: string;
  readonly end: string;
  /** First window in which a warning counts: an hour before the start, or later where another incident was still on. */
  readonly from: number;
  readonly begin: number;
  readonly stop: number;
  /** What is confirmed in [stop, until), the hour after, is an after-effect: neither right nor wrong. */
  readonly until: number;
}

/** How the vote does, as an engineer counts: incidents found, and false alarms. */
export interface EventScore {
  readonly numFound: number;
  readonly numMissed: number;
  /** Runs of confirmed windows, at most one window apart, far from every incident; one that goes on counts again every six hours. */
  readonly numFalse: number;
  /** Null where nothing is confirmed. */
  readonly precision01: number | null;
  readonly recall01: number;
  readonly f101: number;
  /** F1 over single windows: harsher, as every window of an incident counts. */
  readonly windowF101: number;
}

export interface CurvePoint extends EventScore {
  readonly scale: number;
}

/** One detector's scale moved, the others as chosen. */
export interface TuningCurve {
  readonly detector: DetectorName;
  /** Ascending by scale. */
  readonly points: readonly CurvePoint[];
}

export interface Tuning {
  readonly incidents: readonly KnownIncident[];
  /** Marked, but in windows that the detectors learn from or that are called normal: none of them can be confirmed. */
  readonly numUnusable: number;
  /** Marked, but at times that this log does not hold. */
  readonly numOutside: number;
  readonly scaleNow: ThresholdScale;
  readonly now: EventScore;
  /** In the middle of the scales that do best, none of which confirms clearly worse windows; the present ones where none does better. */
  readonly scaleBest: ThresholdScale;
  readonly best: EventScore;
  readonly isBetter: boolean;
  /** Each incident judged by scales chosen without it; null for fewer than three. */
  readonly leaveOneOut: Pick<EventScore, 'numFound' | 'numMissed' | 'numFalse' | 'f101'> | null;
  readonly curves: readonly TuningCurve[];
  readonly changes: TuningChanges;
}

export interface WindowStretch {
  readonly begin: number;
  readonly end: number;
}

/** From the present scales to the best ones; indexes are into Tuning.incidents. */
export interface TuningChanges {
  readonly confirmed: readonly WindowStretch[];
  readonly noLonger: readonly WindowStretch[];
  readonly gained: readonly number[];
  readonly lost: readonly number[];
}

/** What can be said of a log that holds no incident: confirmed windows there are false alarms. What would be missed, it cannot say. */
export interface CleanLog {
  /** As in EventScore. */
  readonly numFalse: number;
  /** Runs of confirmed windows, at most one window apart. */
  readonly runs: readonly WindowStretch[];
}

export type TuningOutcome = Tuning | { readonly reason: string };
