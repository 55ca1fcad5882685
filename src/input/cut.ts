/** Where a file is cut into shards: at line ends near multiples of the shard size; inside a line only where it is longer than 1 MB. */

import { LINE_FEED } from '../core/lib/ascii';
import { blobBytes } from './blob-bytes';

export const SHARD_BYTES = 8 * 2 ** 20;
/** A line is followed so far beyond the wanted cut. */
const MAX_SEARCH = 2 ** 20;
/** The first look, which is nearly always enough, and each further one. */
const FIRST_BYTES = 1024;
const READ_BYTES = 65_536;

export interface Cut {
  readonly end: number;
  /** The cut is inside a line. */
  readonly midLine: boolean;
}

/** End of the shard that begins at `begin`. Rejects when the bytes cannot be read. */
export async function cutShard(blob: Blob, begin: number, shardBytes: number): Promise<Cut> {
  const wanted = begin + Math.max(1, shardBytes);
  if (wanted >= blob.size) return { end: blob.size, midLine: false };
  const limit = Math.min(blob.size, wanted + MAX_SEARCH);
  // From the last byte before the cut on: it may be a line end already.
  for (let at = wanted - 1, size = FIRST_BYTES; at < limit; at += size, size = READ_BYTES) {
    const bytes = await blobBytes(blob, at, Math.min(limit, at + size));
    const found = bytes.indexOf(LINE_FEED);
    if (found >= 0) return { end: at + found + 1, midLine: false };
  }
  return { end: limit, midLine: limit < blob.size };
}
