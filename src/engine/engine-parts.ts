// What an analysis is given: threads that scan, train and write, a clock, and a way to hand callbacks to another thread.

import type { ParquetWriter } from '../archive/exports';
import type { SavedBaseline } from '../contracts/saved-baseline';
import type { LstmApi } from '../contracts/threads';
import type { WriterSettings } from '../contracts/written-summary';
import type { ShardScanner } from '../core/ingest/types';
import type { Provider } from '../llm/provider';

export interface EngineParts {
  readonly scanners: readonly ShardScanner[];
  readonly lstm: LstmApi;
  readonly parquet: ParquetWriter;
  /** Where saved baselines lie; absent: there are none. */
  readonly baselines?: BaselineAccess;
  /** Gives the language model of the settings; absent: by the registry, in this thread and with no way out. */
  readonly providerOf?: (settings: WriterSettings) => Promise<Provider>;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Wraps a callback that crosses a thread. */
  readonly proxy: <T extends object>(value: T) => T;
}

export interface BaselineAccess {
  /** Null: there is none of this id. */
  load(id: string): Promise<SavedBaseline | null>;
  save(baseline: SavedBaseline): Promise<void>;
}
