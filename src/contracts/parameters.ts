import type { UnreadPart } from './unread';

/** Values of one template's wildcards, read back from its lines on demand. */
export interface TemplateParameters {
  readonly template: number;
  /** Records of the template, and those that were read: fewer where there are very many (evenly spread over all). */
  readonly numRecords: number;
  readonly numRead: number;
  /** Of those that were to be read, the records whose text could not be. */
  readonly unread: readonly UnreadPart[];
  /** Of numRead, those that the template's text does not explain (cut lines, unusual blanks). */
  readonly numUnmatched: number;
  readonly wildcards: readonly WildcardValues[];
  /** Null: its records state no time. */
  readonly overTime: OverTime | null;
}

/** Records of the template over the time of the whole log: bins [startMs + i * binMs, + binMs). All of them, read or not. */
export interface OverTime {
  readonly startMs: number;
  readonly binMs: number;
  readonly counts: readonly number[];
}

export interface WildcardValues {
  /** Token of the template's text that holds the wildcard, from 0; which one of that token's, from 0. */
  readonly position: number;
  readonly nth: number;
  /** The kind of value most of them are, in plain words ('ip', 'number', 'path', ...); 'text' when none is plain. */
  readonly type: string;
  readonly numDistinct: number;
  /** numDistinct met the cap: there are at least so many. */
  readonly isCapped: boolean;
  /** Most frequent first, at most 20. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Where at least nine in ten are plain numbers (durations and sizes with one unit count): quantiles 0, .25, .5, .75, .95, .99, 1. */
  readonly quantiles: readonly number[] | null;
  /** Unit of the quantiles as written ('ms', 'kB'); '' for none. */
  readonly unit: string;
}
