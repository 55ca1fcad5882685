import type { EpochMs } from './units';

/** Windows [startMs + i * windowMs, + windowMs), i < length; whole windows only: partial first and last ones are dropped, but for a last one that holds what is grave. */
export interface WindowGrid {
  readonly startMs: EpochMs;
  readonly windowMs: number;
  readonly length: number;
  /** Share of the last window that the log covers, where it breaks off in it; absent: (nearly) all. */
  readonly tailCovered01?: number;
  /** Why this size and extent, one sentence for the user ('5 minutes, the default'). */
  readonly reason: string;
}

/** Counts of templates per window, compressed sparse rows: entries rowBegin[w] .. rowBegin[w + 1]. */
export interface CountMatrix {
  readonly numRows: number;
  readonly numColumns: number;
  readonly rowBegin: Uint32Array;
  readonly column: Uint32Array;
  readonly count: Uint32Array;
}

/** The words of a template of information say that something failed. */
export const FAILS_BY_WORDS = 1;
/** The status of a response does: of many requests one may fail, and the share of those that do is judged. */
export const FAILS_BY_STATUS = 2;

/** What the detectors see; values are row-major, length grid.length * columns.length, never NaN. */
export interface FeatureMatrix {
  readonly grid: WindowGrid;
  /** Names with units: 'volume', 'error_rate', 'entropy', 'delta_mean_ms', ... */
  readonly columns: readonly string[];
  readonly values: Float32Array;
  readonly counts: CountMatrix;
  /** Records per window and level: grid.length * NUM_LEVELS, row-major. A response of 5xx in a line that states information counts as that. */
  readonly levelCounts: Uint32Array;
  /** Level of each template (column of counts): stated, else by its words; absent: unknown. */
  readonly templateLevel?: Uint8Array;
  /** FAILS_BY_WORDS or FAILS_BY_STATUS for a template of information that says that something failed; absent: not looked at. */
  readonly templateFails?: Uint8Array;
  /**
   * Records per window and level as levelCounts, but a record that states none counts at the level of its template's words,
   * and the end of a process as an error; absent: levelCounts holds.
   */
  readonly effectiveLevelCounts?: Uint32Array;
  /**
   * 1 for a window in a pause between runs, when no file goes on, or in an hour that clocks skipped: it holds nothing, and that says
   * nothing. One entry a window; absent: there is no such window.
   */
  readonly paused?: Uint8Array;
  /**
   * 1 for a window that holds records of a clock that was wrong then and was set right later: how many it holds says nothing. Absent: there is none.
   */
  readonly misdated?: Uint8Array;
  /** Which files begin late or end early, by what they say; absent: none does. */
  readonly fileSpans?: FileSpans;
  /** Numbers that lines state; absent: none is regular enough, or lines were not read for them. */
  readonly numbers?: readonly Measure[];
  /** Sources of which a silence would tell; absent: there is none. */
  readonly sources?: readonly SourcePauses[];
  /** When each template was seen; absent: not gathered, and nothing is said about what follows what. */
  readonly occurrences?: Occurrences;
}

/** A number by window that is no count of a template: a share of cases, or the level of what lines state. */
export interface Measure {
  /** As the lines write it ('latency_ms'), or in words ('5xx among responses'); '': the lines give it no name. */
  readonly name: string;
  readonly what: 'share' | 'median' | 'p95';
  /** Template whose lines state it; null: all of them. */
  readonly template: number | null;
  /** As written; '' for none. */
  readonly unit: string;
  /** Least difference between two values, as whole numbers have it; absent: not known. */
  readonly step?: number;
  /** One entry a window, a share 0 .. 1; NaN: too few cases. */
  readonly value: Float32Array;
  /** Cases that it was taken from, one entry a window. */
  readonly num: Uint32Array;
}

/** A source that writes regularly beside others: a service, a file. One entry a window. */
export interface SourcePauses {
  readonly name: string;
  /** Longest pause that a record of the window ended, in ms; 0: none. */
  readonly pauseMs: Float32Array;
  /** Time since its last record when the window ends, where the window holds none and others go on, in ms; 0: it is not silent. */
  readonly silentMs: Float32Array;
}

/** Where what a template says depends on files that begin late or end early. One entry a template (column of counts). */
export interface FileSpans {
  /** Window up to which its records are learnt and not judged, as the file that says it has only begun; 0: none. */
  readonly knownFrom: Uint32Array;
  /** Window from which its absence says nothing, as every file that says it has ended; the number of windows: none. */
  readonly endsAt: Uint32Array;
}

/** Some of the columns of a FeatureMatrix, for the user; row-major, length grid.length * columns.length. */
export interface WindowFigures {
  readonly columns: readonly string[];
  readonly values: Float32Array;
}

/** Times of templates in tenths of a second since the grid's start, ascending: entries begin[t] .. begin[t + 1]. */
export interface Occurrences {
  readonly begin: Uint32Array;
  readonly tick: Uint32Array;
  /** 1 for a template of which only the first sightings are kept. */
  readonly isFull: Uint8Array;
}

/** Windows [begin, end) that the detectors learn from, without those left out. */
/** Why a baseline is not to be relied on. */
export interface BaselineFault {
  /**
   * ill: bad from the first line on. empty: hardly a window holds records. holed: silent for long within. other-phase: of other work than what is
   * judged by it.
   */
  readonly kind: 'ill' | 'empty' | 'holed' | 'other-phase';
  /** What it is and what was done about it, for the user. */
  readonly text: string;
  /** Something else was learnt, or this was not. */
  readonly isMended: boolean;
  /** Of an illness that nothing else was learnt for: the window after its last; absent: of other faults. */
  readonly windowEnd?: number;
}

export interface Baseline {
  readonly begin: number;
  readonly end: number;
  /**
   * 1 for a window inside the range that is not learnt: it disagrees with the rest, lies in a pause, or is of a file that is
   * no reference. Such a window is scored, in hindsight, by what the others taught. One entry a window of the grid; absent: none.
   */
  readonly leftOut?: Uint8Array;
  /** How many are left out because they disagree with the rest; absent: none. */
  readonly numOdd?: number;
  /** 1 for a window outside the range that the user called normal: it is learnt too. One entry a window of the grid; absent: none. */
  readonly alsoLearnt?: Uint8Array;
  /** Windows of a saved baseline that were learnt instead; then no window of the grid is, and the times are theirs. */
  readonly numSaved?: number;
  /** What it is not to be relied on for; absent: nothing is known against it. */
  readonly faults?: readonly BaselineFault[];
  /** Why the range or file that was set could not be taken, one sentence; absent: it was, or none was set. */
  readonly instead?: string;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  /** One sentence for the user: 'the first 40 % of the log'. */
  readonly reason: string;
}
