// What an analysis is given: threads that scan, train and write, a clock, and a way to hand callbacks to another thread.
import type { LstmApi } from '../../workers/api';
import type { ParquetWriter } from '../archive/exports';
import type { ShardScanner } from '../core/ingest/types';

export interface EngineParts {
  readonly scanners: readonly ShardScanner[];
  /** The scanners are there for one reading only. */
  readonly readsOnce?: boolean;
  readonly lstm: LstmApi;
  readonly parquet: ParquetWriter;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Wraps a callback that crosses a thread. */
  readonly proxy: <T extends object>(value: T) => T;
}
