/**
 * What a binary Windows event log is made of. In: bytes of it. Out: its chunks and their records, or null where they make no sense. Layout: 'Windows XML Event
 * Log (EVTX) format' (J. Metz, libevtx) and [MS-EVEN6]; every number in it is little-endian.
 */
import { asciiBytes, startsWithAt } from '../../core/lib/bytes';
import { crc32 } from '../../core/lib/crc32';

export const FILE_HEADER_BYTES = 4096;
export const CHUNK_BYTES = 65_536;
/** What a reader of chunks has to see of one to tell what it is. */
export const CHUNK_HEADER_BYTES = 512;
/** Number, size, identifier and time before the event itself; the size again behind it. */
const RECORD_HEADER_BYTES = 24;
const RECORD_TRAILER_BYTES = 4;
const CHUNK_MARK = asciiBytes('ElfChnk\0');
const RECORD_MARK = 0x2a2a;
/** Records begin at multiples of it. */
const ALIGNMENT = 8;
/** Of the layout that is read here: 3.0 of Windows Vista to 3.2 of today. */
const MAJOR = 3;

export interface FileHeader {
  readonly isKnown: boolean;
  /** The service did not close the file: its numbers may be old. */
  readonly isDirty: boolean;
}

/** In: the first 128 bytes; null: there are fewer. */
export function fileHeaderOf(bytes: Uint8Array): FileHeader | null {
  if (bytes.length < 128) return null;
  const view = viewOf(bytes);
  return { isKnown: view.getUint16(38, true) === MAJOR, isDirty: (view.getUint32(120, true) & 1) !== 0 };
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export type ChunkKind = 'chunk' | 'unused' | 'damaged';

/** What begins at a place of the file where a chunk may. In: its first 512 bytes. */
export function chunkKindOf(bytes: Uint8Array): ChunkKind {
  if (bytes.length >= CHUNK_HEADER_BYTES && startsWithAt(bytes, 0, bytes.length, CHUNK_MARK)) return 'chunk';
  return bytes.every((byte) => byte === 0) ? 'unused' : 'damaged';
}

/** Number of the first event: chunks are written over in a ring, so their order in the file is not that of time. */
export const firstIdOf = (bytes: Uint8Array): bigint => viewOf(bytes).getBigUint64(24, true);

export interface EventRecord {
  readonly id: bigint;
  /** Place of the record in the chunk, and of the event itself. */
  readonly at: number;
  readonly begin: number;
  readonly end: number;
}

export interface ChunkWalk {
  /** Place in the chunk of the first bytes that make no sense where a record should begin; null: all do. */
  faultAt: number | null;
}

/** The records of a chunk in order. Behind one that makes no sense the next is looked for; what an older use of the chunk has left there has older numbers. */
export function* recordsOf(chunk: Uint8Array, walk: ChunkWalk): Generator<EventRecord> {
  const view = viewOf(chunk);
  const free = view.getUint32(48, true);
  let last = -1n;
  for (let at = CHUNK_HEADER_BYTES; at + RECORD_HEADER_BYTES <= chunk.length; ) {
    const record = recordAt(chunk, view, at);
    if (record && record.id > last) {
      last = record.id;
      yield record;
      at = record.end + RECORD_TRAILER_BYTES;
      continue;
    }
    // Behind the last record lies nothing, or what was there before.
    if (at >= free && free >= CHUNK_HEADER_BYTES) return;
    walk.faultAt ??= at;
    at += ALIGNMENT;
  }
}

function recordAt(chunk: Uint8Array, view: DataView, at: number): EventRecord | null {
  if (view.getUint32(at, true) !== RECORD_MARK) return null;
  const size = view.getUint32(at + 4, true);
  const end = at + size - RECORD_TRAILER_BYTES;
  if (size < RECORD_HEADER_BYTES + RECORD_TRAILER_BYTES || at + size > chunk.length) return null;
  if (view.getUint32(end, true) !== size) return null;
  return { id: view.getBigUint64(at + 8, true), at, begin: at + RECORD_HEADER_BYTES, end };
}

/** Whether header and records are what their checksums say. */
export function isSound(chunk: Uint8Array): boolean {
  if (chunk.length < CHUNK_BYTES) return false;
  const view = viewOf(chunk);
  const free = view.getUint32(48, true);
  if (free < CHUNK_HEADER_BYTES || free > chunk.length) return false;
  const header = crc32(chunk.subarray(128, CHUNK_HEADER_BYTES), crc32(chunk.subarray(0, 120)));
  return (
    view.getUint32(124, true) === header &&
    view.getUint32(52, true) === crc32(chunk.subarray(CHUNK_HEADER_BYTES, free))
  );
}
