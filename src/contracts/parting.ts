// Which files of a drop are analysed together, and why: told before they are read.
import type { EpochMs } from './units';

/** Files of a drop that make one analysis. */
export interface DropPart {
  /** First of its logs, and how many more there are. */
  readonly name: string;
  /** Its logs, by their names as in FileSummary. */
  readonly logs: readonly string[];
  /** Of the dropped files, those that it needs: indices in the order that they were given in. */
  readonly files: readonly number[];
  /** Logs that come out of the same dropped files and are of another part. */
  readonly without: readonly string[];
  /** Of the records that were looked at; null: none states a time. */
  readonly firstMs: EpochMs | null;
  readonly lastMs: EpochMs | null;
  /** Of its logs, as they are read. */
  readonly bytes: number;
  /** Why its files stand together; '': it is one file. */
  readonly whyTogether: string;
  /** Why it stands apart from the others; '': there are none. */
  readonly whyApart: string;
}

/** More analyses than this are not kept open side by side. */
export const MAX_PARTS = 8;
