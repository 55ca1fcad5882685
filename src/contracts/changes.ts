import type { EpochMs, Problem } from './units';

export const CHANGE_KINDS = ['deploy', 'restart', 'config', 'migration', 'scale', 'other'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that people or automation changed: from a dropped CSV or JSON of changes, or seen in the log itself. */
export interface Change {
  readonly timeMs: EpochMs;
  readonly kind: ChangeKind;
  readonly what: string;
  /** File it came from, and for one seen in the log its row. */
  readonly source: string;
  readonly row: number | null;
}

export interface ChangesFile {
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
}
