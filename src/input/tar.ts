/**
 * Files of a tar archive, one after another, as slices of its Blob: nothing is copied. v7, ustar, GNU long names and pax paths and sizes; every
 * header's checksum is checked. Source: POSIX.1-2017 'pax Interchange Format'; GNU tar 1.35 manual, 'Basic Tar Format'.
 */

import { BLANK, DIGIT_0, DIGIT_7, MAX_ASCII } from '../core/lib/ascii';
import { blobBytes } from './blob-bytes';

const BLOCK = 512;
const WINDOW_BYTES = 4 * 2 ** 20;
const HEAD_BYTES = 16_384;
/** Names and records of pax are short; what is longer is not read. */
const MAX_EXTRA = 2 ** 20;

export interface TarEntry {
  readonly name: string;
  readonly bytes: number;
  /** Its first bytes, at most HEAD_BYTES; a view that holds until the entry is taken. */
  readonly head: Uint8Array;
  /** ms UTC. */
  readonly lastModified: number;
  /** Its content, as a slice of the archive. */
  readonly slice: () => Blob;
}

export interface TarFiles {
  /** Files, those that hold nothing too. */
  readonly numFiles: number;
  readonly numEmpty: number;
  /** Byte where the archive ends too early or stops making sense; null: it is whole. */
  readonly faultOffset: number | null;
}

/** By the first header: its checksum is right, and it has a name. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && head[0] !== 0 && hasChecksum(head.subarray(0, BLOCK));
}

/**
 * Hands each file over as it is passed; false from `take` ends the reading. Of a file no more is read than its first bytes, which for
 * small ones come with the headers. `onRead`: bytes passed so far; throws to stop.
 */
export async function readTar(
  archive: Blob,
  take: (entry: TarEntry) => boolean | undefined | Promise<boolean | undefined>,
  onRead: (bytes: number) => void = () => undefined,
): Promise<TarFiles> {
  const window = new Window(archive, onRead);
  let [numFiles, numEmpty, at] = [0, 0, 0];
  let extra: Extra = {};
  const done = (faultOffset: number | null): TarFiles => ({ numFiles, numEmpty, faultOffset });
  while (at + BLOCK <= archive.size) {
    const header = await window.at(at, BLOCK);
    if (header[0] === 0 && header.every((byte) => byte === 0)) return done(null);
    if (!hasChecksum(header)) return done(at);
    const type = String.fromCharCode(header[156] || 48);
    const isExtra = type === 'L' || type === 'x';
    const size = isExtra ? sizeOf(header) : (extra.size ?? sizeOf(header));
    if (!(size >= 0)) return done(at);
    const begin = at + BLOCK;
    if (isExtra) extra = { ...extra, ...extraOf(await window.at(begin, Math.min(size, MAX_EXTRA)), type) };
    else {
      if (type === '0' || type === '7') {
        numFiles++;
        if (size === 0) numEmpty++;
        const named = { name: nameOf(header, extra), lastModified: octal(header, 136, 12) * 1000 };
        const head = await window.at(begin, Math.min(size, HEAD_BYTES));
        const slice = (): Blob => archive.slice(begin, begin + size);
        const bytes = Math.min(size, archive.size - begin);
        if ((await take({ ...named, bytes, head, slice })) === false) return done(null);
      }
      extra = {};
    }
    if (begin + size > archive.size) return done(archive.size);
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  return done(at > archive.size ? archive.size : null);
}

/** What headers before a file say of it. */
interface Extra {
  readonly name?: string;
  readonly size?: number;
}

function extraOf(data: Uint8Array, type: string): Extra {
  const content = UTF8.decode(data);
  if (type === 'L') return { name: content.split('\0', 1)[0] };
  const name = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content)?.[1];
  const size = /(?:^|\n)\d+ size=(\d+)\n/.exec(content)?.[1];
  return { ...(name !== undefined && { name }), ...(size !== undefined && { size: Number(size) }) };
}

function nameOf(header: Uint8Array, extra: Extra): string {
  const prefix = text(header, 257, 5) === 'ustar' ? text(header, 345, 155) : '';
  return extra.name ?? (prefix ? `${prefix}/` : '') + text(header, 0, 100);
}

/** Headers lie close together where files are small: they are read many at a time. */
class Window {
  private readonly archive: Blob;
  private readonly onRead: (bytes: number) => void;
  private bytes: Uint8Array = new Uint8Array(0);
  private begin = 0;

  constructor(archive: Blob, onRead: (bytes: number) => void) {
    this.archive = archive;
    this.onRead = onRead;
  }

  /** Fewer bytes at the end of the archive. No promise where they are at hand: there may be millions of files. */
  at(at: number, length: number): Uint8Array | Promise<Uint8Array> {
    if (at >= this.begin && at + length <= this.begin + this.bytes.length)
      return this.bytes.subarray(at - this.begin, at - this.begin + length);
    return this.load(at, length);
  }

  private async load(at: number, length: number): Promise<Uint8Array> {
    // After a jump little more than what is wanted: what follows is one large file's text.
    const isNear = at - (this.begin + this.bytes.length) < WINDOW_BYTES && at >= this.begin;
    const end = at + (isNear || at === 0 ? WINDOW_BYTES : Math.max(length, BLOCK + HEAD_BYTES));
    this.onRead(at);
    this.bytes = await blobBytes(this.archive, at, end);
    this.begin = at;
    return this.bytes.subarray(0, length);
  }
}

const UTF8 = new TextDecoder();

function text(bytes: Uint8Array, at: number, length: number): string {
  const end = bytes.subarray(at, at + length).indexOf(0);
  return UTF8.decode(bytes.subarray(at, end < 0 ? at + length : at + end));
}

/** Digits behind blanks; 0 where there are none. There are millions of these: no string is made. */
function octal(bytes: Uint8Array, at: number, length: number): number {
  let i = at;
  while (i < at + length && bytes[i] === BLANK) i++;
  let value = 0;
  for (; i < at + length && bytes[i] >= DIGIT_0 && bytes[i] <= DIGIT_7; i++)
    value = value * 8 + bytes[i] - DIGIT_0;
  return value;
}

/** Octal, or big-endian base 256 where the first bit is set (GNU). */
function sizeOf(header: Uint8Array): number {
  if ((header[124] & 0x80) === 0) return octal(header, 124, 12);
  let size = 0;
  for (let i = 128; i < 136; i++) size = size * 256 + header[i];
  return Number.isSafeInteger(size) ? size : Number.NaN;
}

/** Sum of all bytes, its own field counted as blanks; old archives summed signed bytes. There may be millions of headers. */
function hasChecksum(header: Uint8Array): boolean {
  const stated = octal(header, 148, 8);
  if (stated === 0) return false;
  let sum = 8 * 32;
  for (let i = 0; i < 148; i++) sum += header[i];
  for (let i = 156; i < BLOCK; i++) sum += header[i];
  if (stated === sum) return true;
  const high = header.reduce((num, byte, i) => num + (byte > MAX_ASCII && (i < 148 || i >= 156) ? 1 : 0), 0);
  return stated === sum - 256 * high;
}
