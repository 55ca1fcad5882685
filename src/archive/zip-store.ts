/** A zip of files that are compressed already: stored as they are (PKWARE's APPNOTE 6.3), with zip64 where 4 GB or 65,535 files end. In: files. Out: a Blob of theirs. */
import type { FilePart } from '../contracts/exported-file';
import { concatenate } from '../core/lib/bytes';

const LOCAL_SIGNATURE = 0x04034b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR_SIGNATURE = 0x07064b50;
/** Version 4.5, which knows zip64. */
const NEEDS = 45;
/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
/** 1980-01-01, the first day that a zip can say: the same files are the same zip. */
const DAY = 0x21;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;

/** @throws Error for a file of 4 GB or more */
export function zipOf(files: readonly FilePart[]): Blob {
  const pieces: BlobPart[] = [];
  const entries: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const file of files) {
    if (file.blob.size >= MOST_32) throw new Error(`${file.path} is too large for a zip.`);
    const head = localHeader(file);
    pieces.push(head, file.blob);
    entries.push(directoryEntry(file, at));
    at += head.length + file.blob.size;
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  return new Blob([...pieces, ...entries, directoryEnd(files.length, size, at)], { type: 'application/zip' });
}

type Facts = Pick<FilePart, 'path' | 'crc32'> & { readonly blob: Pick<Blob, 'size'> };

function localHeader({ path, crc32, blob }: Facts): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(path);
  const bytes = fields([LOCAL_SIGNATURE, 4], ...shared(crc32, blob.size, name.length), [0, 2]);
  return concatenate(bytes, name);
}

/** What the directory says of a file. @param at where its header begins */
export function directoryEntry({ path, crc32, blob }: Facts, at: number): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(path);
  const isFar = at >= MOST_32;
  const extra = isFar ? fields([1, 2], [8, 2], [at, 8]) : new Uint8Array(0);
  const bytes = fields(
    [ENTRY_SIGNATURE, 4],
    [NEEDS, 2],
    ...shared(crc32, blob.size, name.length),
    [extra.length, 2],
    // No comment, first disk, no attributes.
    [0, 2],
    [0, 2],
    [0, 2],
    [0, 4],
    [isFar ? MOST_32 : at, 4],
  );
  return concatenate(bytes, name, extra);
}

type Field = readonly [value: number, bytes: 2 | 4 | 8];

/** What both of its headers say. */
const shared = (crc32: number, size: number, nameBytes: number): readonly Field[] => [
  [NEEDS, 2],
  [UTF8_FLAG, 2],
  // Stored, at midnight.
  [0, 2],
  [0, 2],
  [DAY, 2],
  [crc32, 4],
  [size, 4],
  [size, 4],
  [nameBytes, 2],
];

/** What ends it. @param size bytes of the directory @param at where that begins */
export function directoryEnd(num: number, size: number, at: number): Uint8Array<ArrayBuffer> {
  const isLarge = num >= MOST_16 || size >= MOST_32 || at >= MOST_32;
  const end64 = fields(
    [END64_SIGNATURE, 4],
    [44, 8],
    [NEEDS, 2],
    [NEEDS, 2],
    [0, 4],
    [0, 4],
    [num, 8],
    [num, 8],
    [size, 8],
    [at, 8],
  );
  const locator = fields([LOCATOR_SIGNATURE, 4], [0, 4], [at + size, 8], [1, 4]);
  const end = fields(
    [END_SIGNATURE, 4],
    [0, 2],
    [0, 2],
    [Math.min(num, MOST_16), 2],
    [Math.min(num, MOST_16), 2],
    [Math.min(size, MOST_32), 4],
    [Math.min(at, MOST_32), 4],
    [0, 2],
  );
  return isLarge ? concatenate(end64, locator, end) : end;
}

/** Whole numbers, the lowest byte first. */
function fields(...values: readonly Field[]): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(values.reduce((sum, [, bytes]) => sum + bytes, 0));
  const view = new DataView(made.buffer);
  let at = 0;
  for (const [value, bytes] of values) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return made;
}
