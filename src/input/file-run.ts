/** State of one file while its shards are cut and scanned. */
import {
  CARRY_ASSUMED,
  CARRY_NONE,
  type Carry,
  type FormatGuess,
  type ShardJob,
  type ShardResult,
} from '../core/ingest/types';
import { BrokenTally } from './broken-tally';
import { cutShard } from './cut';
import { createFingerprint, type Fingerprint } from './fingerprint';
import type { OpenedFile } from './types';

export interface FileRun {
  readonly fileIdx: number;
  /** Another while the file grows. */
  file: OpenedFile;
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
  /** More of it may come. */
  isOpen: boolean;
  /** Of an open one: what is left waits for more, since it is no whole row. */
  isStarved: boolean;
  /** Its last shard so far ends within a record, or within the container of the records. */
  isCutOff: boolean;
  /** Of an open one: what is there ends within a line that is too long to be waited for. */
  endsMidLine: boolean;
}

export async function beginRun(
  of: Pick<FileRun, 'fileIdx' | 'file' | 'guess' | 'sequential' | 'shardBytes' | 'isOpen'>,
): Promise<FileRun> {
  return {
    ...of,
    fingerprint: await createFingerprint(),
    broken: new BrokenTally(),
    at: 0,
    midLine: false,
    carry: CARRY_NONE,
    numShards: 0,
    numOpen: 0,
    unreadable: false,
    isStarved: false,
    isCutOff: false,
    endsMidLine: false,
  };
}

/** The next shard of a file that has one. */
export async function cutNext(run: FileRun): Promise<ShardJob> {
  const begin = run.at;
  let end = Math.min(run.file.bytes, begin + run.shardBytes);
  let midLine = false;
  try {
    ({ end, midLine } = await cutShard(run.file.blob, begin, run.shardBytes));
  } catch {
    // The scan of the same bytes fails too, and is told there.
  }
  const carry = run.sequential ? run.carry : begin === 0 ? CARRY_NONE : CARRY_ASSUMED;
  const job: ShardJob = {
    fileIdx: run.fileIdx,
    shardIdx: run.numShards++,
    begin,
    end,
    last: end >= run.file.bytes && !run.isOpen,
    plan: run.guess.plan,
    carry: { ...carry, midLine: run.midLine },
    wantBytes: true,
  };
  run.at = end;
  run.midLine = end < run.file.bytes ? midLine : run.endsMidLine;
  run.numOpen++;
  return job;
}

/** CSV: the next shard begins after the last whole row; false: there was none, and the shard has to be larger. */
export function acceptRows(run: FileRun, job: ShardJob, result: ShardResult, shardBytes: number): boolean {
  run.at = result.end;
  if (result.end === result.begin) {
    run.numShards--;
    run.isStarved = run.isOpen && job.end >= run.file.bytes;
    run.shardBytes = 2 * (job.end - job.begin);
    return false;
  }
  run.shardBytes = shardBytes;
  run.carry = result.carryOut;
  return true;
}
