// Text of a log that cannot be read back: which, and why.

/**
 * missing: the file is not at hand. unreadable: the browser refuses to read it (it was changed, moved or deleted since it was given).
 * changed: it is read, but its bytes are no longer those that were analysed.
 */
export type UnreadWhy = 'missing' | 'unreadable' | 'changed';

/** So many records of a file, for one reason. */
export interface UnreadPart {
  /** Its name in the analysis. */
  readonly file: string;
  readonly why: UnreadWhy;
  readonly numRecords: number;
}
