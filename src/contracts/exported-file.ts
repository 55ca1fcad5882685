// An export as it is handed over, and what it is wished to hold. One that is a folder has its files, each with its path within it.
import type { Pin } from './pins';
import type { UnreadPart } from './unread';

export interface FilePart {
  /** With '/' between folders; none of its names is '..' or empty. */
  readonly path: string;
  readonly blob: Blob;
  /** Of its bytes, as a zip states it. */
  readonly crc32: number;
}

/** A name of contracts/exports.ts; tickets/INC-2.md and the like for the other incidents. */
export interface ExportFile {
  readonly name: string;
  readonly blob: Blob;
  /** Of an export that is a folder: the files that are in its zip. */
  readonly parts?: readonly FilePart[];
  /** Records whose text is not in it, since it could not be read; empty: all is there. */
  readonly unread: readonly UnreadPart[];
}

/** What the page knows that an export may hold. */
export interface ExportWishes {
  /** The user's own form of the ticket; absent: that of the analysis. */
  readonly ticketTemplate?: string;
  /** Of all files that the person has pinned lines in; absent: none. */
  readonly pins?: readonly Pin[];
  /** False: a report, a shared analysis or a list of pins without lines of the log; absent: with them. */
  readonly withLines?: boolean;
  /** Ms since 1970, when it is saved; absent: not told. */
  readonly nowMs?: number;
}
