/** One shard of a Blob to columns: what a shard worker does. */

import { scanShard } from '../core/ingest/shards/shard';
import type { ShardJob, ShardResult } from '../core/ingest/types';
import { askedBytes } from './blob-bytes';
import { type BrokenPiece, findBroken } from './broken-bytes';

/** A scanned shard, and what of its bytes is not UTF-8. */
export interface ScannedShard extends ShardResult {
  readonly broken: BrokenPiece | null;
}

/** Rejects with the browser's error when the bytes cannot be read, or when the file has become shorter. */
export async function scanBlob(blob: Blob, job: ShardJob): Promise<ScannedShard> {
  const bytes = await askedBytes(blob, job.begin, job.end);
  if (bytes.length !== job.end - job.begin)
    throw new DOMException('the file became shorter', 'NotReadableError');
  const result = scanShard(bytes, job);
  if (result.isAscii) return { ...result, broken: null };
  const own = bytes.subarray(0, result.end - job.begin);
  return { ...result, broken: findBroken(own, job.carry.midLine, result.end < blob.size) };
}
