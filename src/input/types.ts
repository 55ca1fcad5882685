/** What opening gives: text files as Blobs of UTF-8, ready to be cut into shards. */
import type { Preview } from '../contracts/preview';
import type { FileSummary } from '../contracts/tables';
import type { OnProgress } from '../contracts/units';

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
  /** Absent: its name tells nothing. */
  readonly place?: FileSummary['place'];
}

/** What came out of one compressed file. */
export interface Unpacked {
  readonly blob: Blob;
  /**
   * 'truncated': the data ended early; 'damaged': it is wrong from some place on; 'limit': it was stopped; 'size': it is
   * not what the archive states; 'room': the browser had no room for more; 'method': of a kind that is not read here.
   */
  readonly fault: 'truncated' | 'damaged' | 'limit' | 'size' | 'room' | 'method' | null;
  /** Byte of the compressed file where the fault was met; its size where that is not known. */
  readonly faultOffset: number;
}

/** Bounds on what decompression may produce: beyond them the user is asked, or it stops. */
export interface OpenLimits {
  /** Most bytes that all files of a drop unpack to. */
  readonly maxBytes: number;
  /** Most bytes out per byte in, looked at each time that another `ratioFrom` bytes of a dropped file are out. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Most logs of one drop. */
  readonly maxEntries: number;
}

/** Real logs shrink to a fifth or a fiftieth; gzip's best is 1 in 1030. */
export const DEFAULT_OPEN_LIMITS: OpenLimits = {
  maxBytes: 4 * 2 ** 30,
  maxRatio: 300,
  ratioFrom: 64 * 2 ** 20,
  maxEntries: 10_000,
};

export interface IngestOptions {
  /** Between attempts to read what the browser stored itself; absent: for some seconds. */
  readonly storeWaitsMs?: readonly number[];
  readonly onProgress?: OnProgress;
  /** What is known so far, at most a few times a second. */
  readonly onPreview?: (preview: Preview) => void;
  /** Size of a shard in bytes; tests make it small. The table does not depend on it. */
  readonly shardBytes?: number;
  /** Of a reading that goes on: small neighbouring shards of together no more rows become one. */
  readonly joinRows?: number;
}
