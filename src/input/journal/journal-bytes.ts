/** A journal's bytes, block by block. In: the Blob, places in it. Out: bytes at a place; a few blocks are kept, since entries point back at fields written before. */
import { blobBytes } from '../blob-bytes';

const BLOCK_BYTES = 262_144;
/** 12 MB. */
const MAX_BLOCKS = 48;

export class JournalBytes {
  readonly size: number;
  private readonly blob: Blob;
  /** By number, the one used last at the end. */
  private readonly blocks = new Map<number, Uint8Array>();
  private latest = { num: -1, bytes: new Uint8Array(0) };

  constructor(blob: Blob) {
    this.blob = blob;
    this.size = blob.size;
  }

  /** [at, at + length) as it is kept: not to be changed. Null where it does not lie within the file. */
  async read(at: number, length: number): Promise<Uint8Array | null> {
    if (!(at >= 0 && length >= 0 && at + length <= this.size)) return null;
    const num = Math.floor(at / BLOCK_BYTES);
    const begin = at - num * BLOCK_BYTES;
    if (begin + length > BLOCK_BYTES) return this.load(at, length);
    const bytes = this.latest.num === num ? this.latest.bytes : await this.block(num);
    return bytes.subarray(begin, begin + length);
  }

  private async block(num: number): Promise<Uint8Array> {
    const bytes = this.blocks.get(num) ?? (await this.load(num * BLOCK_BYTES, BLOCK_BYTES));
    this.blocks.delete(num);
    this.blocks.set(num, bytes);
    if (this.blocks.size > MAX_BLOCKS) this.blocks.delete(this.blocks.keys().next().value!);
    this.latest = { num, bytes: bytes as Uint8Array<ArrayBuffer> };
    return bytes;
  }

  private async load(at: number, length: number): Promise<Uint8Array> {
    return blobBytes(this.blob, at, at + length);
  }
}

export const u32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;

/** Exact below 2^53; what is larger is no place in a file. */
export const u64 = (bytes: Uint8Array, at: number): number =>
  u32(bytes, at) + u32(bytes, at + 4) * 4_294_967_296;
