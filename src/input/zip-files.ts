/**
 * Files of a zip archive, one after another. In: the archive. Out: its files one by one, each unpacked up to the budget.
 * What overlaps another file or is not of the stated size is refused.
 */

import { BlobReader, configure, type FileEntry, ZipReader } from '@zip.js/zip.js';
import { errorText } from '../core/wording/error-text';
import { BlobSink } from './blob-sink';
import type { Budget } from './budget';
import { streamState } from './stream-state';
import type { Unpacked } from './types';
import { faultOfSink, isReadError, unpacked } from './unpacking';

// Its workers would start from URLs that the page's policy does not cover. What one chunk of a bomb unpacks to comes at once.
configure({ useWebWorkers: false, chunkSize: 16_384 });

export interface ZipDirectory {
  /** Files, those that hold nothing or are encrypted too. */
  readonly numFiles: number;
  /** Bytes that they are said to unpack to. */
  readonly stated: number;
  /** Why the directory could not be read to its end; null: it was. */
  readonly fault: string | null;
}

/**
 * Hands each file over, in order of the directory; false from `take` ends the reading. None is kept: there may be a million. Rejects only
 * when the bytes cannot be read, or `take` does.
 */
export async function readZip(
  source: Blob,
  take: (entry: FileEntry) => Promise<boolean> = async () => true,
): Promise<ZipDirectory> {
  let [numFiles, stated] = [0, 0];
  // Names that lead out are refused one by one, and not the whole archive for them.
  const entries = new ZipReader(new BlobReader(source), {
    filenameValidation: 'tolerant',
  }).getEntriesGenerator();
  for (;;) {
    const next = await entries.next().catch((error: unknown) => {
      if (isReadError(error)) throw error;
      return errorText(error);
    });
    if (typeof next === 'string') return { numFiles, stated, fault: next };
    if (next.done) return { numFiles, stated, fault: null };
    const entry = next.value;
    if (entry.directory) continue;
    numFiles++;
    if (!entry.encrypted) stated += entry.uncompressedSize;
    if (!(await take(entry))) return { numFiles, stated, fault: null };
  }
}

class WrongSize extends Error {}

/** An entry whose data is not of the stated size, or shared with another entry, is refused: nothing of it is kept. */
export async function unzipEntry(entry: FileEntry, name: string, budget: Budget): Promise<Unpacked> {
  const stream = streamState(name, entry.compressedSize);
  const sink = new BlobSink(budget, stream);
  // Its own bytes are counted as read: the stated size, which is enforced, was looked at before.
  stream.bytesRead = entry.compressedSize;
  const write = async (chunk: Uint8Array): Promise<void> => {
    sink.write(chunk.slice());
    if (sink.bytes > entry.uncompressedSize) throw new WrongSize();
    await sink.settle();
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
    fault = faultOfSink(error) ?? faultOf(error);
  }
  if (fault === 'size') sink.discard();
  return unpacked(sink, fault, entry.compressedSize);
}

function faultOf(error: unknown): 'size' | 'method' | 'damaged' {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof WrongSize || /ambiguous|overlapping|uncompressed size/i.test(message)) return 'size';
  return /not supported/i.test(message) ? 'method' : 'damaged';
}
