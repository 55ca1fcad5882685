/**
 * Files of a zip archive, one after another. In: the archive. Out: its directory, then each file unpacked up to the budget.
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
  /** Files that hold something, in order of the directory; at most as many as were wanted. */
  readonly entries: readonly FileEntry[];
  /** Entries behind those that were wanted; folders and empty files may be among them. */
  readonly numMore: number;
  readonly numEmpty: number;
  /** Names of entries that are encrypted. */
  readonly encrypted: readonly string[];
  /** Bytes that the entries are said to unpack to. */
  readonly stated: number;
  /** Why the directory could not be read to its end; null: it was. */
  readonly fault: string | null;
}

/** `most`: given the number of entries, how many files to list. Rejects only when the bytes cannot be read. */
export async function readZipDirectory(
  source: Blob,
  most: (numEntries: number) => Promise<number>,
): Promise<ZipDirectory> {
  const entries: FileEntry[] = [];
  const encrypted: string[] = [];
  let [numEntries, numSeen, numEmpty, stated, limit] = [0, 0, 0, 0, 0];
  let fault: string | null = null;
  // Names that lead out are refused one by one, and not the whole archive for them.
  const reader = new ZipReader(new BlobReader(source), { filenameValidation: 'tolerant' });
  const onprogress = (_: number, total: number): void => {
    numEntries = total;
  };
  try {
    for await (const entry of reader.getEntriesGenerator({ onprogress })) {
      if (limit === 0) limit = await most(numEntries);
      if (entries.length >= limit) break;
      numSeen++;
      if (entry.directory) continue;
      if (entry.encrypted) encrypted.push(entry.filename);
      else if (entry.uncompressedSize === 0 && entry.compressedSize === 0) numEmpty++;
      else {
        entries.push(entry);
        stated += entry.uncompressedSize;
      }
    }
  } catch (error) {
    if (isReadError(error)) throw error;
    fault = errorText(error);
  }
  const numMore = fault === null ? numEntries - numSeen : 0;
  return { entries, numMore, numEmpty, encrypted, stated, fault };
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
