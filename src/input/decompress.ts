/** Compressed files other than gzip: zstd and xz, each to a Blob. */

import { Decompress as ZstdDecompress } from 'fzstd';
import { XzReadableStream } from 'xz-decompress';
import { blobBytes } from './blob-bytes';
import { BlobSink } from './blob-sink';
import type { Unpacked } from './types';
import { faultOfSink, isReadError, type Unpacking, unpacked } from './unpacking';
import { xzStreams } from './xz-index';

const READ_BYTES = 262_144;
/** Four bytes may hold a block of 128 KB, and the blocks of one push come out at once: 32 MB at most. */
const ZSTD_PUSH_BYTES = 1024;

export async function unzstd(source: Blob, { budget, stream, onRead }: Unpacking): Promise<Unpacked> {
  const sink = new BlobSink(budget, stream);
  const zstd = new ZstdDecompress((chunk) => sink.write(chunk.slice()));
  try {
    for (let at = 0; at < source.size; at += READ_BYTES) {
      const bytes = await blobBytes(source, at, at + READ_BYTES);
      for (let i = 0; i < bytes.length; i += ZSTD_PUSH_BYTES) {
        stream.bytesRead = Math.min(source.size, at + i + ZSTD_PUSH_BYTES);
        zstd.push(bytes.subarray(i, i + ZSTD_PUSH_BYTES), stream.bytesRead === source.size);
        await sink.settle();
      }
      onRead(stream.bytesRead);
    }
    return unpacked(sink, null, source.size);
  } catch (error) {
    if (isReadError(error)) throw error;
    const fault = faultOfSink(error) ?? (stream.bytesRead === source.size ? 'truncated' : 'damaged');
    return unpacked(sink, fault, stream.bytesRead);
  }
}

/** The package reads one stream and passes over those behind it: they are found first, and read one by one. */
export async function unxz(source: Blob, { budget, stream, onRead }: Unpacking): Promise<Unpacked> {
  const sink = new BlobSink(budget, stream);
  const streams = await xzStreams(source);
  try {
    for (const { begin, end } of streams ?? [{ begin: 0, end: source.size }]) {
      const counted = countBytes(source.slice(begin, end), (bytes) => {
        stream.bytesRead += bytes;
        onRead(Math.min(source.size, stream.bytesRead));
      });
      await drain(new XzReadableStream(counted), sink);
    }
    return unpacked(sink, null, source.size);
  } catch (error) {
    if (isReadError(error)) throw error;
    const stopped = faultOfSink(error);
    if (stopped) return unpacked(sink, stopped, stream.bytesRead);
    // A file that ends in a whole index was not cut off. 7: xz-embedded found wrong data.
    const damaged = streams !== null || / code 7$/.test(error instanceof Error ? error.message : '');
    return unpacked(sink, damaged ? 'damaged' : 'truncated', damaged ? stream.bytesRead : source.size);
  }
}

/** A Blob as a stream of small pieces, told as they are taken: 4 bytes of xz may hold 2 MB of text. */
function countBytes(source: Blob, onRead: (bytes: number) => void): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (at >= source.size) return controller.close();
        const bytes = await blobBytes(source, at, at + READ_BYTES);
        at += bytes.length;
        onRead(bytes.length);
        controller.enqueue(bytes);
      },
    },
    { highWaterMark: 0 },
  );
}

async function drain(stream: ReadableStream<Uint8Array>, sink: BlobSink): Promise<void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      sink.write(value);
      await sink.settle();
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}
