/**
 * What a journal is made of. In: its bytes. Out: header, objects and entries, or null where they make no sense. Layout: 'Journal
 * File Format' (systemd), with its compact mode; every number in it is little-endian.
 */
import { type JournalBytes, u32, u64 } from './journal-bytes';

export const DATA = 1;
export const ENTRY = 3;

/** The oldest header there is. */
const HEADER_BYTES = 208;
const OBJECT_BYTES = 16;
const ENTRY_BYTES = 64;
/** journald writes 1024 at most. */
const MAX_ITEMS = 4096;
/** Bytes that an object of each type has at least: unused, data, field, entry, two hash tables, entry array, tag. */
const LEAST = [Number.POSITIVE_INFINITY, 64, 40, ENTRY_BYTES, 16, 16, 24, 64];
const COMPACT = 16;
/** xz, lz4, keyed hashes, zstd, compact. */
const KNOWN_FLAGS = 31;

export interface JournalHeader {
  /** Flags that say that this cannot be read; 0: none. */
  readonly unknownFlags: number;
  readonly compact: boolean;
  /** Place of the first object. */
  readonly begin: number;
  /** Where the file ends, as it states. */
  readonly end: number;
  /** Place of the last object. */
  readonly tail: number;
  readonly numEntries: number;
  readonly lastSeqnum: number;
  /** Hexadecimal. */
  readonly seqnumId: string;
}

/** Null: the file ends within it. */
export async function readHeader(bytes: JournalBytes): Promise<JournalHeader | null> {
  const head = await bytes.read(0, HEADER_BYTES);
  if (head === null) return null;
  const flags = u32(head, 12);
  const stated = u64(head, 88);
  return {
    unknownFlags: (flags & ~KNOWN_FLAGS) >>> 0,
    compact: (flags & COMPACT) !== 0,
    begin: stated >= HEADER_BYTES && stated <= 4096 && stated % 8 === 0 ? stated : HEADER_BYTES,
    end: stated + u64(head, 96),
    tail: u64(head, 136),
    numEntries: u64(head, 152),
    lastSeqnum: u64(head, 160),
    seqnumId: hexOf(head, 72),
  };
}

export interface JournalObject {
  readonly at: number;
  readonly type: number;
  readonly flags: number;
  readonly size: number;
}

/** Null: there is none at this place, or it does not lie within the file. */
export async function objectAt(bytes: JournalBytes, at: number): Promise<JournalObject | null> {
  if (at % 8 !== 0 || at < HEADER_BYTES) return null;
  const head = await bytes.read(at, OBJECT_BYTES);
  return head && objectOf(head, 0, at, bytes.size);
}

/** The object at bytes[from], which is byte `at` of a file of `size` bytes. */
export function objectOf(bytes: Uint8Array, from: number, at: number, size: number): JournalObject | null {
  const type = bytes[from];
  const length = u64(bytes, from + 8);
  const reserved = u32(bytes, from + 4) + bytes[from + 2] + bytes[from + 3];
  if (reserved !== 0 || !(length >= LEAST[type]) || at + length > size) return null;
  return { at, type, flags: bytes[from + 1], size: length };
}

export const nextPlace = ({ at, size }: JournalObject): number => at + Math.ceil(size / 8) * 8;

export interface JournalEntry {
  readonly seqnum: bigint;
  /** Microseconds since 1970. */
  readonly realtime: bigint;
  /** Microseconds since the boot. */
  readonly monotonic: bigint;
  readonly bootId: string;
  readonly xorHash: bigint;
  /** Places of its data objects. */
  readonly items: readonly number[];
}

export async function readEntry(
  bytes: JournalBytes,
  { at, size }: JournalObject,
  compact: boolean,
): Promise<JournalEntry | null> {
  const width = compact ? 4 : 16;
  const numItems = Math.min(MAX_ITEMS, Math.floor((size - ENTRY_BYTES) / width));
  const raw = await bytes.read(at, ENTRY_BYTES + numItems * width);
  if (raw === null) return null;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  return {
    seqnum: view.getBigUint64(16, true),
    realtime: view.getBigUint64(24, true),
    monotonic: view.getBigUint64(32, true),
    bootId: hexOf(raw, 40),
    xorHash: view.getBigUint64(56, true),
    items: Array.from({ length: numItems }, (_, i) => {
      const from = ENTRY_BYTES + i * width;
      return compact ? u32(raw, from) : u64(raw, from);
    }),
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hexOf(bytes: Uint8Array, at: number): string {
  let hex = '';
  for (let i = at; i < at + 16; i++) hex += HEX[bytes[i]];
  return hex;
}
