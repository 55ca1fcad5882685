// Archives that are made to harm, for `npm run bench -- abuse`. In: a path. Out: the file there, written in pieces; each is small
// on the disk and unpacks to gigabytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { BZIP2_BOMB, XZ_BOMB } from '../src/input/fixtures/archives';

/** What BZIP2_BOMB and XZ_BOMB unpack to, in bytes. */
const FIXTURE_BYTES = 8_388_608;
const PIECE_BYTES = 64 * 2 ** 20;

export function writePieces(path: string, pieces: Iterable<Uint8Array | string>): void {
  const file = openSync(path, 'w');
  for (const piece of pieces) writeSync(file, typeof piece === 'string' ? Buffer.from(piece) : piece);
  closeSync(file);
}

/** Deflate data of so many equal bytes, made of one piece that is repeated; sizes are multiples of 64 MB. */
function deflated(byte: number, pieces: number): { data: Buffer[]; size: number; crc: number } {
  const plain = Buffer.alloc(PIECE_BYTES, byte);
  const piece = deflateRawSync(plain, { finishFlush: constants.Z_FULL_FLUSH });
  let crc = 0;
  for (let i = 0; i < pieces; i++) crc = crc32(plain, crc);
  const data = [...Array.from({ length: pieces }, () => piece), deflateRawSync(Buffer.alloc(0))];
  return { data, size: pieces * PIECE_BYTES, crc };
}

/** One member. */
export function writeGzipBomb(path: string, byte: number, pieces: number): void {
  const { data, size, crc } = deflated(byte, pieces);
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc, 0);
  end.writeUInt32LE(size % 2 ** 32, 4);
  writePieces(path, [Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 3]), ...data, end]);
}

export interface ZipOptions {
  readonly pieces: number;
  /** Entries of the directory; all of them point at the same data. */
  readonly entries: number;
  /** Size that headers and directory state; null: the true one. */
  readonly stated: number | null;
}

/** A zip file by hand: what no tool writes. ZIP64 fields where sizes need them. APPNOTE.TXT 6.3.10. */
export function zipBomb({ pieces, entries, stated }: ZipOptions): Buffer[] {
  const { data, size, crc } = deflated(0, pieces);
  const packed = data.reduce((sum, { length }) => sum + length, 0);
  const parts = [header(0x04034b50, crc, packed, stated ?? size), ...data];
  const begin = parts.reduce((sum, { length }) => sum + length, 0);
  const entry = header(0x02014b50, crc, packed, stated ?? size);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(entry.length * entries, 12);
  end.writeUInt32LE(begin, 16);
  return [...parts, ...Array.from({ length: entries }, () => entry), end];
}

const NAME = Buffer.from('app.log');

/** Local header, or entry of the directory for an offset of 0. */
function header(mark: number, crc: number, packed: number, size: number): Buffer {
  const inDirectory = mark === 0x02014b50;
  const large = size >= 2 ** 32;
  const extra = Buffer.alloc(large ? (inDirectory ? 12 : 20) : 0);
  if (large) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(extra.length - 4, 2);
    extra.writeBigUInt64LE(BigInt(size), 4);
    if (!inDirectory) extra.writeBigUInt64LE(BigInt(packed), 12);
  }
  const fixed = Buffer.alloc(inDirectory ? 46 : 30);
  fixed.writeUInt32LE(mark, 0);
  const at = inDirectory ? 6 : 4;
  if (inDirectory) fixed.writeUInt16LE(45, 4);
  fixed.writeUInt16LE(45, at);
  fixed.writeUInt16LE(8, at + 4);
  fixed.writeUInt16LE(0x5861, at + 8);
  fixed.writeUInt32LE(crc, at + 10);
  fixed.writeUInt32LE(large && !inDirectory ? 0xffffffff : packed, at + 14);
  fixed.writeUInt32LE(large ? 0xffffffff : size, at + 18);
  fixed.writeUInt16LE(NAME.length, at + 22);
  fixed.writeUInt16LE(extra.length, at + 24);
  return Buffer.concat([fixed, NAME, extra]);
}

/** Files that hold a zip file each, stored; `file`: the inner one. */
export function zipOfZips(file: Buffer, num: number): Buffer[] {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (let i = 0; i < num; i++) {
    const name = Buffer.from(`${i}.zip`);
    for (const inDirectory of [false, true]) {
      const head = Buffer.alloc(inDirectory ? 46 : 30);
      const shift = inDirectory ? 2 : 0;
      head.writeUInt32LE(inDirectory ? 0x02014b50 : 0x04034b50, 0);
      head.writeUInt16LE(20, 4 + shift);
      head.writeUInt32LE(crc32(file), 14 + shift);
      head.writeUInt32LE(file.length, 18 + shift);
      head.writeUInt32LE(file.length, 22 + shift);
      head.writeUInt16LE(name.length, 26 + shift);
      if (inDirectory) head.writeUInt32LE(at, 42);
      (inDirectory ? directory : parts).push(head, name);
    }
    parts.push(file);
    at += 30 + name.length + file.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(num, 8);
  end.writeUInt16LE(num, 10);
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  );
  end.writeUInt32LE(at, 16);
  return [...parts, ...directory, end];
}

/** Streams of xz or bzip2, one after another, of so many bytes in all. */
export function* repeated(base64: typeof XZ_BOMB | typeof BZIP2_BOMB, bytes: number): Iterable<Uint8Array> {
  const one = Buffer.from(base64, 'base64');
  for (let done = 0; done < bytes; done += FIXTURE_BYTES) yield one;
}

/** zstd in the densest way: blocks of 128 KB in four bytes. RFC 8878, RLE_Block. */
export function* zstdBomb(bytes: number): Iterable<Uint8Array> {
  yield Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]);
  const block = (last: number): number[] => [
    ...[0, 8, 16].map((shift) => ((((2 ** 17) << 3) | 2 | last) >> shift) & 255),
    0x61,
  ];
  const many = Buffer.from(Array.from({ length: 1024 }, () => block(0)).flat());
  for (let done = 0; done < bytes; done += 1024 * 2 ** 17) yield many;
  yield Buffer.from(block(1));
}

/** So many files of `text` each, in pieces of some MB. */
export function* tarOf(num: number, text: string): Iterable<Uint8Array> {
  const blocks = 1 + Math.ceil(text.length / 512);
  const group = 2048;
  for (let first = 0; first < num; first += group) {
    const count = Math.min(group, num - first);
    const piece = Buffer.alloc(count * blocks * 512);
    for (let i = 0; i < count; i++) writeTarHeader(piece, i * blocks * 512, `logs/${first + i}.log`, text);
    yield piece;
  }
  yield Buffer.alloc(1024);
}

function writeTarHeader(out: Buffer, at: number, name: string, text: string): void {
  out.write(name, at);
  out.write('0000644\0', at + 100);
  out.write(`${text.length.toString(8).padStart(11, '0')} `, at + 124);
  out.write('14600000000 ', at + 136);
  out.write('        0', at + 148);
  out.write('ustar\x0000', at + 257);
  let sum = 0;
  for (let i = at; i < at + 512; i++) sum += out[i];
  out.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148);
  out.write(text, at + 512);
}
