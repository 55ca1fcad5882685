// A file or a stream that is followed while it is written: what is asked, and what is told of it.
import type { Incident } from './incident';
import type { AnalysisResult } from './result';
import type { Settings } from './settings';
import type { StreamAt } from './stream';
import type { EpochMs } from './units';

/** A place in the file system that gives the file as it is now: a FileSystemFileHandle. */
export interface FileAt {
  readonly kind: 'file';
  readonly name: string;
  getFile(): Promise<File>;
}

/** Its folder, where a file is looked for that was renamed: a FileSystemDirectoryHandle. */
export interface FolderAt {
  readonly kind: 'directory';
  readonly name: string;
  values(): AsyncIterable<FileAt | { readonly kind: 'directory' }>;
}

export interface FollowSource {
  readonly kind?: undefined;
  readonly file: FileAt;
  /** Null: what is written between the last look and a rotation cannot be found. */
  readonly folder: FolderAt | null;
}

export interface FollowJob {
  /** As the user knows the file ('logs/app.log'). */
  readonly name: string;
  readonly source: FollowSource | StreamAt;
  readonly settings: Settings;
}

export type FollowPhase = 'reading' | 'following' | 'paused' | 'ended';

/** Something that happened to the file, by the clock of the page that is told. */
export interface FollowEvent {
  readonly kind: 'rotated' | 'truncated' | 'away' | 'back' | 'let-go' | 'reference' | 'stream' | 'failed';
  readonly text: string;
}

export interface FollowStatus {
  readonly phase: FollowPhase;
  /** Whole lines taken since following began, those that were there before included. */
  readonly numLines: number;
  /** Of the last seconds; 0 while nothing comes. */
  readonly linesPerSecond: number;
  /** Milliseconds since a line came; null: none came since following began. */
  readonly sinceLineMs: number | null;
  /** End of the last window that was judged, by the times of the log; null: none was. */
  readonly judgedTo: EpochMs | null;
  /** Lines from its last verdict on, which wait for their window to close. */
  readonly numWaiting: number;
  readonly isJudging: boolean;
  /** Bytes behind the last line end, held back until it comes. */
  readonly heldBytes: number;
  readonly events: readonly FollowEvent[];
  /** Bytes of text that are held, outside the tab's own memory, until it closes. */
  readonly keptBytes: number;
}

export interface FollowHooks {
  onStatus(status: FollowStatus): void;
  /** After each window, and once for what was there. `fresh`: incidents that the verdict before did not have, or that have become graver. */
  onResult(result: AnalysisResult, fresh: readonly Incident[]): void;
}
