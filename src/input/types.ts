/** What opening gives: text files as Blobs of UTF-8, ready to be cut into shards. */
import type { FileSummary } from '../contracts/tables';

export interface OpenedFile {
  /** Path as dropped, with the way inside an archive; unique. */
  readonly name: string;
  /** The text, UTF-8 (broken bytes may remain): the dropped file itself where it was plain. */
  readonly blob: Blob;
  /** Size of `blob`. */
  readonly bytes: number;
  readonly compression: FileSummary['compression'];
  readonly encoding: string;
  /** ms UTC when the log was last written; null: unknown. */
  readonly lastModified: number | null;
}

/** Bounds on what decompression may produce. */
export interface OpenLimits {
  /** Most bytes of one decompressed file. */
  readonly maxBytes: number;
  /** Most bytes out per byte in, once more than `ratioFrom` bytes are out. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Most files in one archive. */
  readonly maxEntries: number;
}

export const DEFAULT_OPEN_LIMITS: OpenLimits = {
  maxBytes: 16 * 2 ** 30,
  maxRatio: 300,
  ratioFrom: 256 * 2 ** 20,
  maxEntries: 10_000,
};
