// What a reading leaves; and of one that goes on while its last file is written, what it is told. ingest-files.ts does it.
import type { LogTable } from '../contracts/tables';
import type { FileClock } from '../core/ingest/time/file-clock';
import type { FormatGuess, ScanPlan } from '../core/ingest/types';
import type { OpenedFile } from './types';

export interface Ingested {
  readonly table: LogTable;
  /** Text of each file, by fileIdx: what readRows needs. */
  readonly blobs: readonly Blob[];
  readonly plans: readonly ScanPlan[];
  /** What each text was, by fileIdx: what is read back is held against it. */
  readonly states: readonly Uint8Array[];
  /** How the times of each file are written: what a change of zone needs. */
  readonly clocks: readonly FileClock[];
}

/** What has come of the last file, or of one that follows it. */
export interface Growth {
  /** It is another file than the one before, which has ended. */
  readonly isNext: boolean;
  /** Nothing more comes of it. */
  readonly isEnd: boolean;
  /** What there is of it ends within a line. */
  readonly endsMidLine: boolean;
  /** How it is to be read, where it is known; absent: as the one before, or as its beginning tells. */
  readonly guess?: FormatGuess;
}

/** A reading that goes on as a file grows. The table is that of a whole reading, however the file came. */
export interface GrowingIngest {
  /** `file` begins with all that was given of it before. Not to be called again before it is over. Rejects when a scanner dies. */
  grow(file: OpenedFile, growth: Growth): Promise<void>;
  /** What has been read, as if it were all. */
  soFar(): Ingested;
  /** How the last file is read. */
  readonly guess: FormatGuess;
  /** Records so far, and the time of the last one that states any (UTC ms). */
  readonly last: { readonly numRows: number; readonly timeMs: number | null };
}
