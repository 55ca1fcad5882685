// Two sides of a comparison: ranges of time, files, or two analyses. What the analysis worker counts of a side, and what differs between two.
import type { WildcardValues } from './parameters';
import type { LevelClass } from './settings';
import type { EpochMs } from './units';

/** Before and after, good and bad: the first side is what the second is held against. */
export type Pair<T> = readonly [before: T, after: T];

/** Records of one side, counted by template. */
export interface SideTally {
  /** Id of the analysis that its templates and rows are of. */
  readonly analysis: string;
  readonly numRecords: number;
  /** One entry a level. */
  readonly levels: readonly number[];
  /** Least and greatest time of its records; null: none states one. */
  readonly firstMs: EpochMs | null;
  readonly lastMs: EpochMs | null;
  /** Time that its records are of, without what the side leaves out in between; null: no times. */
  readonly coveredMs: number | null;
  /** Bins of time run from firstMs: a power of two, so that those of two sides can be made equal without splitting any. */
  readonly binMs: number;
  readonly numBins: number;
  /** In order of their numbers; those without a record are left out. */
  readonly templates: readonly TemplateTally[];
  /** templates.length * numBins, row-major; records before any time of their file are in none. */
  readonly bins: Uint32Array;
}

export interface TemplateTally {
  readonly template: number;
  readonly text: string;
  readonly levelClass: LevelClass | null;
  /** The gravest level that its records here count as; index into LEVELS. */
  readonly level: number;
  readonly count: number;
  readonly firstRow: number;
  /** Time of that record, or of the last one before it in its file; null: none. */
  readonly firstMs: EpochMs | null;
}

/** What rates are of: so many in all lines of the side, or in its time. */
export type RatePer = 'lines' | 'time';

export type DifferenceKind = 'appeared' | 'vanished' | 'rose' | 'fell';

/** One wording on one side. */
export interface SideCount {
  /** Templates of the side that are of this wording; several where the other side has one for all of them. */
  readonly templates: readonly number[];
  readonly count: number;
  /** Of the records of the side. */
  readonly share01: number;
  readonly firstRow: number;
  /** Time from the first record of the side to its first; null: no times. */
  readonly sinceStartMs: number | null;
  /** Records over the time since the start of the side, in bins of Comparison.binMs. */
  readonly bins: readonly number[];
}

export interface Difference {
  readonly kind: DifferenceKind;
  readonly text: string;
  readonly level: number;
  /** Null: the side has none. */
  readonly sides: Pair<SideCount | null>;
  /** Log-likelihood ratio G², divided by how unevenly the records come anyway; the larger the less it is chance. */
  readonly g2: number;
  /** Rate after by rate before; null where one of them is 0. */
  readonly factor: number | null;
  /** It holds with at most 1 % of false ones among all that hold (Benjamini-Hochberg). */
  readonly holds: boolean;
}

/** A wording of both sides that comes first at another place among the others. */
export interface Moved {
  readonly text: string;
  readonly sides: Pair<SideCount>;
  /** Its place among the wordings of both sides by first occurrence, from 1. */
  readonly places: Pair<number>;
  /** Wordings that it has changed sides with. */
  readonly numPassed: number;
}

export interface SideTotals {
  readonly numRecords: number;
  readonly coveredMs: number | null;
  readonly firstMs: EpochMs | null;
}

export interface LevelShares {
  readonly level: number;
  readonly counts: Pair<number>;
  readonly g2: number;
  readonly factor: number | null;
}

export interface Comparison {
  readonly per: RatePer;
  readonly sides: Pair<SideTotals>;
  /** Of SideCount.bins; 0: at least one side has no times. */
  readonly binMs: number;
  /** By kind; the first of each kind in its order. */
  readonly differences: readonly Difference[];
  /** Of each kind, those left out for want of room among them. */
  readonly numOf: Readonly<Record<DifferenceKind, number>>;
  readonly levels: readonly LevelShares[];
  /** Those that passed most others first. */
  readonly moved: readonly Moved[];
  /** Wordings that both sides have. */
  readonly numShared: number;
  readonly numWordings: number;
  /** Templates of both sides whose values are worth a comparison: the gravest and most frequent. */
  readonly withValues: readonly Pair<number>[];
  /** Both hold so many wordings of their own that they were matched by their text alone. */
  readonly isByTextAlone: boolean;
}

/** What the wildcards of one template hold on one side. */
export interface SideValues {
  readonly template: number;
  readonly text: string;
  readonly numRead: number;
  readonly wildcards: readonly WildcardValues[];
}

/** A wildcard that holds other values on the other side. */
export interface ValueChange {
  readonly text: string;
  readonly templates: Pair<number>;
  readonly wildcard: number;
  readonly numRead: Pair<number>;
  /** Values of one side alone, most frequent first; empty where numbers are compared. */
  readonly onlyBefore: readonly (readonly [value: string, count: number])[];
  readonly onlyAfter: readonly (readonly [value: string, count: number])[];
  /** Null: its values are no numbers. */
  readonly medians: Pair<number> | null;
  readonly unit: string;
  /** G² of the values, or how many quartile distances the median has moved. */
  readonly strength: number;
}
