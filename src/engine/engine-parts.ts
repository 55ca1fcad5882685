// What an analysis is given: threads that scan, train and write, a clock, and a way to hand callbacks to another thread.

import type { ParquetWriter } from '../archive/exports';
import type { DroppedTable } from '../contracts/lake-tables';
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { SavedBaseline } from '../contracts/saved-baseline';
import type { DetectSequences } from '../contracts/session-detectors';
import type { SharedAnalysis } from '../contracts/shared-analysis';
import type { NewAnalysis, Snapshot } from '../contracts/stored-analysis';
import type { LstmApi } from '../contracts/threads';
import type { WriterSettings } from '../contracts/written-summary';
import type { ShardScanner } from '../core/ingest/types';
import type { TriageListing } from '../input/triage/listing';
import type { Provider } from '../llm/provider';
import type { Searchers } from './text-search';

export interface EngineParts {
  readonly scanners: readonly ShardScanner[];
  readonly lstm: LstmApi;
  /** Judges sessions by what follows what. */
  readonly detectSequences: DetectSequences;
  readonly parquet: ParquetWriter;
  /** Opens tables of a database; absent: they are no logs. */
  readonly tables?: TableAccess;
  /** Threads that search texts. */
  readonly searchers: Searchers;
  /** Where saved baselines lie; absent: there are none. */
  readonly baselines?: BaselineAccess;
  /** The user's own runbooks; absent: there are none. */
  readonly runbooks?: RunbookAccess;
  /** Where whole analyses are kept; absent: nowhere. */
  readonly snapshots?: SnapshotAccess;
  /** Reads and writes analyses as files; absent: they cannot be handed on. */
  readonly share?: ShareAccess;
  /** Gives the language model of the settings; absent: by the registry, in this thread and with no way out. */
  readonly providerOf?: (settings: WriterSettings) => Promise<Provider>;
  /** Told what the files of a drop are as soon as that is known; absent: nobody asks. */
  readonly onListing?: (listing: TriageListing) => void;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Wraps a callback that crosses a thread. */
  readonly proxy: <T extends object>(value: T) => T;
}

export interface TableAccess {
  /** Null: the file is none of the results of lake/. @throws Error with what is wrong with it, in words that go after its name. */
  read(file: Blob, name: string): Promise<DroppedTable | null>;
  /** Rows as lines of JSON; null: the file is no table of texts. @throws Error as `read`. */
  lines(file: Blob, onRows: (done: number, total: number) => void): Promise<Blob | null>;
}

export interface BaselineAccess {
  /** Null: there is none of this id. */
  load(id: string): Promise<SavedBaseline | null>;
  save(baseline: SavedBaseline): Promise<void>;
}

export interface RunbookAccess {
  list(): Promise<{ readonly good: readonly OwnRunbook[] }>;
}

export interface SnapshotAccess {
  /** @throws Error with the reason when it cannot be kept. */
  save(meta: NewAnalysis, snapshot: Snapshot): Promise<void>;
  /** Null: there is none of this id. */
  load(id: string): Promise<Snapshot | null>;
}

export interface ShareAccess {
  write(shared: SharedAnalysis, onBytes: (done: number, total: number) => void): Promise<Blob>;
  /** @throws Error with what is wrong with the file, in words that go after its name. */
  read(file: Blob): Promise<SharedAnalysis>;
}
