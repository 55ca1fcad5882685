import { SESSION_DETECTOR_ROWS } from './detectors';
import type { LstmBackendName } from './lstm-backends';
import type { OnProgress } from './units';

/** Names of what judges sessions: keys of their rows, in the order of votes and of the columns in exports. */
export type SessionDetectorName = keyof typeof SESSION_DETECTOR_ROWS;
export const SESSION_DETECTORS = Object.keys(SESSION_DETECTOR_ROWS) as readonly SessionDetectorName[];

/** What a detector holds against a session; the template is the one it is about, where there is one. */
export const SESSION_WHYS = [
  'none',
  /** Habits: has a template that few have; lacks one that nearly all have; has it more, or less often than usual. */
  'has',
  'lacks',
  'more',
  'fewer',
  /** Isolation Forest: the column that lies furthest off. */
  'events',
  'kinds',
  'mix',
  'repeats',
  'rarity',
  'absence',
  'duration',
  /** LSTM: a template came where it is not expected, or nothing came after this one. */
  'unexpected',
  'ended',
] as const;
export type SessionWhy = (typeof SESSION_WHYS)[number];

/** Verdict of one detector; arrays have one entry a session. */
export interface SessionVerdict {
  readonly name: SessionDetectorName;
  /** Where it ran: 'js', 'wasm simd', 'webgpu', or why not there: 'wasm simd (webgpu: no adapter)'. */
  readonly backend: string;
  /** What was measured to choose where it ran, one sentence; absent: nothing was. */
  readonly pace?: string;
  readonly seconds: number;
  /** Null: no score is called odd. */
  readonly threshold: number | null;
  /** Why it gave no verdict at all (one sentence), or null. */
  readonly abstained: string | null;
  /** Higher is odder; NaN: this session was not judged. Not comparable between detectors. */
  readonly score: Float32Array;
  /** 1: score > threshold. */
  readonly vote: Uint8Array;
  /** Index into SESSION_WHYS of what weighs most. */
  readonly why: Uint8Array;
  /** Template that it is about; -1: none. */
  readonly template: Int32Array;
  /** Training loss per epoch, where there was a training. */
  readonly lossCurve: readonly number[];
}

/** Sessions as numbers: [length, names.length], row-major. */
export interface SessionColumns {
  readonly names: readonly SessionWhy[];
  readonly values: Float32Array;
}

/** Distinct sequences of events, and how the learnt sessions go: no key and no time of a session is among it. */
export interface SessionSequences {
  /** Templates of sequence u: entries begin[u] .. begin[u + 1]; long sessions are cut. */
  readonly begin: Uint32Array;
  readonly event: Uint16Array | Uint32Array;
  /** How many of the learnt sessions go this way, and how many of these are over. 0: not learnt, only asked about. */
  readonly numLearnt: Uint32Array;
  readonly numOver: Uint32Array;
}

/** What a learnt model of sequences says; one entry a distinct sequence. */
export interface SequenceVerdict {
  readonly backend: string;
  readonly pace?: string;
  readonly seconds: number;
  readonly threshold: number;
  /** Bits of the worst event, and which event of the sequence it is. */
  readonly bits: Float32Array;
  readonly worst: Uint32Array;
  /** Bits of nothing following the last event. */
  readonly endBits: Float32Array;
  readonly lossCurve: readonly number[];
}

/** Learns and judges, in other threads where there are some. Rejects with a sentence for the user where it cannot. */
export type DetectSequences = (
  sequences: SessionSequences,
  seed: number,
  onProgress: OnProgress,
  wanted: LstmBackendName,
) => Promise<SequenceVerdict>;

/** One of the networks: it leaves a fold of the learnt sessions out. Plain data, as it may be learnt in another thread. */
export interface LearntFold {
  /** Bits of each event of the sequences and of their ends, in their order; 0 in sequences all of whose sessions it learnt. */
  readonly bits: Float32Array<ArrayBuffer>;
  /** Mean loss of an event after each epoch, in nats. */
  readonly lossCurve: readonly number[];
  /** 'wasm simd', 'js', 'webgpu'. */
  readonly backend: string;
  readonly pace?: string;
}

/**
 * `onEpoch` is told the mean loss of an event. `wanted`: 'auto', or 'webgpu' to run there whatever its speed; all others are the kernel's.
 * The same sequences, seed and fold give the same bits on each thread. Rejects with a GpuFault where a GPU fails in the middle.
 */
export type LearnFold = (
  sequences: SessionSequences,
  seed: number,
  fold: number,
  onEpoch: (loss: number) => void,
  wanted: LstmBackendName,
) => Promise<LearntFold>;
