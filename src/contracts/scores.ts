import { DETECTOR_ROWS, type DetectorRole } from './detectors';
import type { Baseline, FeatureMatrix } from './features';
import type { SessionVerdict } from './session-detectors';
import type { TrainedLstm } from './trained-lstm';
import type { EpochMs, OnProgress } from './units';

/** Names of the detectors of windows: keys of their rows, in the order of votes and of the columns in exports. */
export type DetectorName = keyof typeof DETECTOR_ROWS;
export const DETECTORS = Object.keys(DETECTOR_ROWS) as readonly DetectorName[];
/** Their names for a user. */
export const DETECTOR_LABELS = forDetectors((name) => DETECTOR_ROWS[name].label);

/** One value a detector. */
export function forDetectors<T>(valueFor: (name: DetectorName) => T): Readonly<Record<DetectorName, T>> {
  return Object.fromEntries(DETECTORS.map((name) => [name, valueFor(name)])) as Record<DetectorName, T>;
}

/** The first of this role among detectors, or among what they found; null: there is none. Their places in the list say nothing. */
export function ofRole<T extends { readonly name: DetectorName }>(
  among: readonly T[],
  role: DetectorRole,
): T | null {
  return among.find(({ name }) => DETECTOR_ROWS[name].role === role) ?? null;
}

/** One reason for a high score, for the user: 'T12 "..." seen 40 times, 2 expected'. */
export interface Reason {
  readonly text: string;
  /** Template that it is about, null for a column such as volume. */
  readonly template: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  /** It is not about how often something comes: a number that lines state, a share, a source that fell silent. */
  readonly isBesideCounts?: true;
  /** What such a reason is about; absent in analyses of earlier versions. */
  readonly beside?: Beside;
  /** Who says so, and of which window (its start); set on the reasons of an episode. */
  readonly detector?: DetectorName;
  readonly timeMs?: EpochMs;
}

/** What a reason that is not about how often something comes tells. */
export interface Beside {
  readonly what: 'silence' | 'share' | 'duration' | 'number' | 'logins' | 'heap';
  /** In words, without the template that it is of: 'p95 of latency_ms', 'Share of 5xx among responses', 'inventory'. */
  readonly name: string;
  /** In words: 'rose from 40 to 4,100 ms', 'silent since 10:05:00 UTC'. */
  readonly change: string;
  /** Program that the lines are of; absent: the template's source tells. */
  readonly component?: string;
  /** A sentence on what came after it; absent: nothing is to be said. */
  readonly after?: string;
  /** Its usual value and that of the window: a share 0 .. 1, a pause in ms. */
  readonly usual: number;
  readonly value: number;
}

/** Verdict of one detector; arrays have one entry a window. */
export interface DetectorResult {
  readonly name: DetectorName;
  /** 'js', or for the LSTM 'webgpu' | 'webgl' | 'js' | 'wasm' | 'cpu', with those passed over: 'js (webgpu: no adapter)'. */
  readonly backend: string;
  /** What was measured to choose where it ran, in sentences; absent: nothing was, since there was no choice. */
  readonly pace?: string;
  /** Windows that it learnt from. */
  readonly numRows: number;
  readonly seconds: number;
  readonly threshold: number | null;
  /** Why it gave no verdict at all (one sentence), or null. */
  readonly abstained: string | null;
  /** Higher is odder; NaN: no score for this window. Not comparable between detectors. */
  readonly score: Float32Array;
  /** 1: a vote; its score is above the threshold. 0: none, whatever its score: learnt, seasonal, or no score (core/detectors/max-scale.ts). */
  readonly vote: Uint8Array;
  /** Factor on the threshold below which each window has a vote; NaN: under none. Absent where it abstained, or of an earlier version. */
  readonly maxScale?: Float64Array;
  /** Reasons of the windows that it voted for, by window. */
  readonly reasons: Readonly<Record<number, readonly Reason[]>>;
  /** Training loss per epoch, where there was a training. */
  readonly lossCurve: readonly number[];
  /** What a training has left, for the next run; never part of an analysis' result. */
  readonly trained?: TrainedLstm;
}

export interface DetectorInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly seed: number;
  /** An earlier training on this very baseline, in the columns of these features: used where its options are the same. */
  readonly trained?: TrainedLstm | null;
}

/** The interface that the three detectors share; an implementation may live in another worker. */
export interface Detector {
  readonly name: DetectorName;
  detect(input: DetectorInput, onProgress: OnProgress): Promise<DetectorResult>;
}

/** Confirmed: at least two of three voted. Watch: exactly one. One entry a window. */
export interface Consensus {
  readonly confirmed: Uint8Array;
  readonly watch: Uint8Array;
}

/** Sessions by identifier: one entry a key, in order of first mention. */
export interface SessionTable {
  readonly identifier: string;
  readonly length: number;
  readonly keys: readonly string[];
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  readonly numEvents: Uint32Array;
  /** Bits of the rarest thing that the session does or fails to do. */
  readonly score: Float32Array;
  readonly anomalous: Uint8Array;
  /** Who judged, in the order of SESSION_DETECTORS; none in an analysis stored before there were votes. */
  readonly detectors?: readonly SessionVerdict[];
}
