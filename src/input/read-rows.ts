/** Text of rows, read back from the files by byte offset. In: table, Blobs and plans of ingestFiles, rows. Out: parts of each record. */
import type { LogTable } from '../contracts/tables';
import type { UnreadWhy } from '../contracts/unread';
import { readsOn } from '../core/ingest/formats/registry';
import { createRecordReader, type RecordParts } from '../core/ingest/read-record';
import { highest } from '../core/lib/extremes';
import { shardIdxOfRow } from '../core/lib/log-table';
import { type CheckedSlice, readChecked, type TextSource } from './checked-text';

/** Most bytes of a record that are read. */
const MAX_RECORD_READ = 65_536;
/** Rows whose bytes are this close are read with one slice, of at most MAX_SLICE. */
const NEAR_BYTES = 65_536;
const MAX_SLICE = 4 * 2 ** 20;
/** Slices that are read at a time: a small one takes longer to ask for than to read. */
const NUM_AHEAD = 4;

/** Byte range of a record in its file. */
export interface RecordRange {
  readonly fileIdx: number;
  readonly begin: number;
  readonly end: number;
}

export function recordRange(table: LogTable, row: number): RecordRange {
  const shard = table.shards[shardIdxOfRow(table, row)];
  const local = row - shard.rowBegin;
  const end = local + 1 < shard.length ? shard.byteBegin + shard.byteOffset[local + 1] : shard.byteEnd;
  return { fileIdx: shard.fileIdx, begin: shard.byteBegin + shard.byteOffset[local], end };
}

/** Ranges [first, last) that are read with one slice. */
interface Batch {
  readonly first: number;
  readonly last: number;
  readonly slice: Promise<CheckedSlice>;
}

/** Told for each of the rows that has no text: its place among those asked for, and why. */
export type OnUnread = (at: number, why: UnreadWhy) => void;

/**
 * Parts of the rows, in their order; null where the file is not at hand, cannot be read any more or has changed there. `maxBytes`: most
 * bytes of a text (default 16 KB).
 */
export async function readRows(
  source: TextSource,
  rows: ArrayLike<number>,
  maxBytes?: number,
  onUnread?: OnUnread,
): Promise<(RecordParts | null)[]> {
  const parts = new Array<RecordParts | null>(rows.length).fill(null);
  const ranges = Array.from(rows, (row, i) => ({ i, ...recordRange(source.table, row) }));
  ranges.sort((a, b) => a.fileIdx - b.fileIdx || a.begin - b.begin);
  const readers = new Map<number, ReturnType<typeof createRecordReader>>();
  const sliceFrom = (first: number): Batch => {
    const last = endOfBatch(ranges, first);
    const { fileIdx, begin } = ranges[first];
    const ends = ranges.slice(first, last).map((range) => Math.min(range.end, range.begin + MAX_RECORD_READ));
    // What the last record goes on with may stand behind others.
    const more = readsOn(source.plans[fileIdx].parsers[0]) ? MAX_RECORD_READ : 0;
    const end = Math.min(highest(ends) + more, Math.max(highest(ends), source.table.files[fileIdx].bytes));
    return { first, last, slice: readChecked(source, fileIdx, begin, end) };
  };
  // The next slices are read while records are taken out of the one before them.
  const ahead: Batch[] = [];
  for (let next = 0; ; ) {
    while (ahead.length < NUM_AHEAD && next < ranges.length) {
      const batch = sliceFrom(next);
      ahead.push(batch);
      next = batch.last;
    }
    const batch = ahead.shift();
    if (!batch) break;
    const { first, last } = batch;
    const { fileIdx, begin } = ranges[first];
    const slice = await batch.slice;
    const reader = readers.get(fileIdx) ?? createRecordReader(source.plans[fileIdx], maxBytes);
    readers.set(fileIdx, reader);
    for (const range of ranges.slice(first, last)) {
      const [start, stop] = [range.begin - begin, Math.min(range.end, range.begin + MAX_RECORD_READ) - begin];
      const why = slice.whyNot(start, stop);
      if (why === null)
        parts[range.i] = withSource(reader(slice.bytes, start, stop), source.table, rows[range.i]);
      else onUnread?.(range.i, why);
    }
  }
  return parts;
}

/** What a record does not state may be stated by the container that it stands in, which the scan has seen. */
function withSource(parts: RecordParts, table: LogTable, row: number): RecordParts {
  if (parts.source !== '') return parts;
  const shard = table.shards[shardIdxOfRow(table, row)];
  const known = table.sources[table.kinds.source[shard.kind[row - shard.rowBegin]]];
  return known ? { ...parts, source: known } : parts;
}

function endOfBatch(ranges: readonly RecordRange[], first: number): number {
  let last = first + 1;
  while (
    last < ranges.length &&
    ranges[last].fileIdx === ranges[first].fileIdx &&
    ranges[last].begin - ranges[last - 1].end < NEAR_BYTES &&
    ranges[last].begin - ranges[first].begin < MAX_SLICE
  )
    last++;
  return last;
}

/** The first MAX_RECORD_READ bytes of a record as they stand; null where they cannot be read, or have changed. */
export async function readRecordBytes(source: TextSource, row: number): Promise<Uint8Array | null> {
  const { fileIdx, begin, end } = recordRange(source.table, row);
  const stop = Math.min(end, begin + MAX_RECORD_READ);
  const slice = await readChecked(source, fileIdx, begin, stop);
  return slice.whyNot(0, stop - begin) === null ? slice.bytes : null;
}
