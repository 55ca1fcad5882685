/** Compressed files other than gzip: zstd, xz, zip. Each to Blobs, up to the limits. */
import { BlobReader, configure, type FileEntry, ZipReader } from '@zip.js/zip.js';
import { Decompress as ZstdDecompress } from 'fzstd';
import { XzReadableStream } from 'xz-decompress';
import { BlobSink, LimitReached, pipeToSink } from './blob-sink';
import { isReadError, type Unpacked } from './gunzip';
import type { OpenLimits } from './types';

// Its workers would start from URLs that the page's policy does not cover.
configure({ useWebWorkers: false });

const READ_BYTES = 262_144;
/** Four bytes may hold a block of 128 KB, and the blocks of one push come out at once: 32 MB at most. */
const ZSTD_PUSH_BYTES = 1024;

export async function unzstd(
  source: Blob,
  limits: OpenLimits,
  onRead: (bytes: number) => void,
): Promise<Unpacked> {
  const sink = new BlobSink(limits, source.size);
  const stream = new ZstdDecompress((chunk) => sink.write(chunk.slice()));
  let at = 0;
  try {
    for (; at < source.size; at += READ_BYTES) {
      const bytes = new Uint8Array(await source.slice(at, at + READ_BYTES).arrayBuffer());
      for (let i = 0; i < bytes.length; i += ZSTD_PUSH_BYTES)
        stream.push(bytes.subarray(i, i + ZSTD_PUSH_BYTES), at + i + ZSTD_PUSH_BYTES >= source.size);
      onRead(Math.min(source.size, at + READ_BYTES));
    }
    return { blob: sink.blob(), fault: null, faultOffset: source.size };
  } catch (error) {
    return faulty(error, sink, Math.min(at, source.size), at + READ_BYTES >= source.size);
  }
}

export async function unxz(source: Blob, limits: OpenLimits): Promise<Unpacked> {
  const sink = new BlobSink(limits, source.size);
  try {
    await pipeToSink(new XzReadableStream(source.stream()), sink);
    return { blob: sink.blob(), fault: null, faultOffset: source.size };
  } catch (error) {
    return faulty(error, sink, source.size, true);
  }
}

function faulty(error: unknown, sink: BlobSink, offset: number, atEnd: boolean): Unpacked {
  if (isReadError(error)) throw error;
  const fault = error instanceof LimitReached ? 'limit' : atEnd ? 'truncated' : 'damaged';
  return { blob: sink.blob(), fault, faultOffset: offset };
}

export interface ZipEntry {
  readonly name: string;
  readonly unpacked: Unpacked;
  readonly compressedBytes: number;
  readonly lastModified: number | null;
}

export interface ZipFiles {
  readonly entries: readonly ZipEntry[];
  /** Why the archive or some of its entries could not be read; null: all were. */
  readonly fault: string | null;
}

class WrongSize extends Error {}

/** An entry whose data is not of the stated size is refused: nothing of it is kept. */
async function unpackEntry(entry: FileEntry, limits: OpenLimits, archiveBytes: number): Promise<Unpacked> {
  const sink = new BlobSink(limits, entry.compressedSize);
  const write = (chunk: Uint8Array): void => {
    sink.write(chunk.slice());
    if (sink.bytes > entry.uncompressedSize) throw new WrongSize();
  };
  let fault: Unpacked['fault'] = null;
  try {
    await entry.getData(new WritableStream<Uint8Array>({ write }), {
      checkSignature: true,
      checkOverlappingEntry: true,
    });
    if (sink.bytes !== entry.uncompressedSize) fault = 'size';
  } catch (error) {
    if (isReadError(error)) throw error;
    const message = error instanceof Error ? error.message : '';
    const size = error instanceof WrongSize || /ambiguous|overlapping|uncompressed size/i.test(message);
    fault = error instanceof LimitReached ? 'limit' : size ? 'size' : 'damaged';
  }
  return { blob: fault === 'size' ? new Blob([]) : sink.blob(), fault, faultOffset: archiveBytes };
}

/** Never throws on what is in the archive; encrypted entries are told by name. */
export async function unzip(source: Blob, limits: OpenLimits): Promise<ZipFiles> {
  const entries: ZipEntry[] = [];
  let fault: string | null = null;
  let room = limits.maxBytes;
  const reader = new ZipReader(new BlobReader(source));
  try {
    for (const entry of (await reader.getEntries()).slice(0, limits.maxEntries)) {
      if (entry.directory || !entry.getData) continue;
      if (entry.encrypted) {
        fault = `${entry.filename} is encrypted`;
        continue;
      }
      const unpacked = await unpackEntry(entry, { ...limits, maxBytes: room }, source.size);
      room -= unpacked.blob.size;
      const lastModified = entry.lastModDate ? entry.lastModDate.getTime() : null;
      entries.push({ name: entry.filename, unpacked, compressedBytes: entry.compressedSize, lastModified });
    }
  } catch (error) {
    if (isReadError(error)) throw error;
    fault = error instanceof Error ? error.message : String(error);
  }
  await reader.close().catch(() => undefined);
  return { entries, fault };
}
