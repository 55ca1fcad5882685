/** State of one file while its shards are cut and scanned. */
import type { Carry, FormatGuess } from '../core/ingest/types';
import type { BrokenTally } from './broken-tally';
import type { Fingerprint } from './fingerprint';
import type { OpenedFile } from './types';

export interface FileRun {
  readonly fileIdx: number;
  readonly file: OpenedFile;
  readonly guess: FormatGuess;
  readonly fingerprint: Fingerprint;
  readonly broken: BrokenTally;
  /** Where the next shard begins. */
  at: number;
  midLine: boolean;
  /** The record that is open there, where it is known before the shard is scanned (CSV). */
  carry: Carry;
  numShards: number;
  numOpen: number;
  unreadable: boolean;
  /** CSV: one shard at a time, since a row's end is known only when it is read; its size grows with a long row. */
  readonly sequential: boolean;
  shardBytes: number;
}
