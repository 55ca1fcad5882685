// Lines that a person pinned, each with a note. They are of a file's bytes, not of an analysis; no text of a log is in them.
import type { FileSummary } from './tables';
import type { EpochMs } from './units';
import type { UnreadWhy } from './unread';

export interface Pin {
  /** Fingerprint of the file's text, or its name where it was not read to its end. */
  readonly file: string;
  /** Record within the file, from 0. */
  readonly recordIdx: number;
  readonly note: string;
}

/** A pin in an analysis, as it leaves the page. */
export interface PinnedLine {
  /** File of the line, and its line number in it. */
  readonly source: string;
  readonly lineNum: number;
  readonly timeMs: EpochMs | null;
  readonly note: string;
  /** Its message; null: it was not asked for, or `unread` says why it is not there. */
  readonly text: string | null;
  readonly unread: UnreadWhy | null;
}

/** What a file's pins are kept by. */
export const pinKeyOf = ({ xxh64, name }: FileSummary): string => xxh64 ?? name;
