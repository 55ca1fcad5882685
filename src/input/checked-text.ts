// Bytes of a text, read back and held against what was analysed. In: where the texts are, a range of a file. Out: the bytes, and for any
// part of them whether they may be used. All bytes that are given out are those that were hashed: a file that changes between two reads, or
// under the same name, size and time, is never mixed in.

import type { SearchJob } from '../contracts/lines';
import type { LogTable } from '../contracts/tables';
import type { UnreadPart, UnreadWhy } from '../contracts/unread';
import type { ScanPlan } from '../core/ingest/types';
import { blobBytes } from './blob-bytes';
import { type KnownText, testingChunks } from './check-chunks';
import { CHUNK_BYTES } from './fingerprint';

/** Where the text of a table is. */
export interface TextSource {
  readonly table: LogTable;
  /** By fileIdx; absent or empty: not at hand. */
  readonly blobs: readonly Blob[];
  readonly plans: readonly ScanPlan[];
  /** By fileIdx, of fingerprint.ts; absent: of an analysis that an older version stored, whose files were held against their hash whole. */
  readonly states: readonly (Uint8Array | undefined)[];
}

export interface CheckedSlice {
  /** Bytes [begin, end) as asked for; shorter where the file is, none where nothing could be read. */
  readonly bytes: Uint8Array;
  /** Why bytes [from, to) of the slice, counted from its begin, are not to be used; null: they are as they were. */
  whyNot(from: number, to: number): UnreadWhy | null;
}

export function isAtHand({ table, blobs }: TextSource, fileIdx: number): boolean {
  const blob = blobs[fileIdx];
  return blob !== undefined && (blob.size > 0 || table.files[fileIdx].bytes === 0);
}

/** Never rejects. @param end at most the size of the text that was analysed */
export async function readChecked(
  source: TextSource,
  fileIdx: number,
  begin: number,
  end: number,
): Promise<CheckedSlice> {
  if (!isAtHand(source, fileIdx)) return unread('missing');
  const { bytes, xxh64 } = source.table.files[fileIdx];
  return readCheckedBlob(source.blobs[fileIdx], { bytes, xxh64, states: source.states[fileIdx] }, begin, end);
}

/** The same of one file that is at hand. Never rejects. */
export async function readCheckedBlob(
  blob: Blob,
  text: SearchJob['text'],
  begin: number,
  end: number,
): Promise<CheckedSlice> {
  const { bytes: size, xxh64, states } = text;
  const first = states ? Math.floor(begin / CHUNK_BYTES) : 0;
  const from = states ? first * CHUNK_BYTES : begin;
  const to = states ? Math.min(Math.ceil(end / CHUNK_BYTES) * CHUNK_BYTES, size) : end;
  const read = await blobBytes(blob, from, to).catch(() => null);
  if (read === null) return unread('unreadable');
  const bytes = read.subarray(begin - from, end - from);
  if (!states) return { bytes, whyNot: (_, stop) => (stop > bytes.length ? 'changed' : null) };
  const same = await testingChunks({ bytes: size, xxh64, states }, (isSame) =>
    Array.from({ length: Math.ceil((to - from) / CHUNK_BYTES) }, (_, i) =>
      isSame(first + i, read.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES)),
    ),
  );
  const chunkOf = (place: number): number => Math.floor((begin - from + place) / CHUNK_BYTES);
  return {
    bytes,
    whyNot(start, stop) {
      for (let chunk = chunkOf(start); chunk <= chunkOf(Math.max(start, stop - 1)); chunk++)
        if (same[chunk] === false) return 'changed';
      return stop > bytes.length ? 'changed' : null;
    },
  };
}

/** Of a text that has just been read, so many chunks are read again. */
const NUM_SAMPLED = 16;

/** Whether chunks of a text, the first and the last among them, are still what was hashed. Never rejects. */
export async function isAsRead(blob: Blob, text: KnownText): Promise<boolean> {
  const last = Math.floor((text.bytes - 1) / CHUNK_BYTES);
  for (let i = 0; i < NUM_SAMPLED; i++) {
    const begin = Math.round((i / (NUM_SAMPLED - 1)) * last) * CHUNK_BYTES;
    const end = Math.min(begin + CHUNK_BYTES, text.bytes);
    if ((await readCheckedBlob(blob, text, begin, end)).whyNot(0, end - begin) !== null) return false;
  }
  return true;
}

function unread(why: UnreadWhy): CheckedSlice {
  return { bytes: new Uint8Array(), whyNot: () => why };
}

/** Records that could not be read, counted by file and reason. */
export class UnreadTally {
  private readonly counts = new Map<string, UnreadPart>();

  add(file: string, why: UnreadWhy, numRecords = 1): void {
    const key = `${why} ${file}`;
    const before = this.counts.get(key)?.numRecords ?? 0;
    this.counts.set(key, { file, why, numRecords: before + numRecords });
  }

  parts(): readonly UnreadPart[] {
    return [...this.counts.values()];
  }
}
