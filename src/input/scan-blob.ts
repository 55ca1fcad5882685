/** One shard of a Blob to columns: what a shard worker does, and tests do in their own thread. */
import { scanShard } from '../core/ingest/shard';
import type { ShardJob, ShardResult, ShardScanner } from '../core/ingest/types';

/** Rejects with the browser's error when the bytes cannot be read, or when the file has become shorter. */
export async function scanBlob(blob: Blob, job: ShardJob): Promise<ShardResult> {
  const bytes = new Uint8Array(await blob.slice(job.begin, job.end).arrayBuffer());
  if (bytes.length !== job.end - job.begin)
    throw new DOMException('the file became shorter', 'NotReadableError');
  return scanShard(bytes, job);
}

/** A scanner in this thread. */
export const localScanner: ShardScanner = { scan: scanBlob };
