/**
 * gzip to a Blob. In: the compressed Blob. Out: its text, and what was wrong with it. The native stream goes first, in
 * small writes so that a bomb is stopped early (4 KB at a time its peak was 111 MB, in one write 3.6 GB); pako takes the files that
 * it refuses (several members, zero padding, cut off).
 */

import { Inflate } from 'pako';
import { blobBytes } from './blob-bytes';
import { BlobSink } from './blob-sink';
import type { Unpacked } from './types';
import { faultOfSink, isReadError, type Unpacking, unpacked } from './unpacking';

const WRITE_BYTES = 4096;
const READ_BYTES = 2 ** 20;
/** 16 MB of text at most, all of which come at once. */
const PAKO_WRITE_BYTES = 16_384;

export async function gunzip(source: Blob, unpacking: Unpacking): Promise<Unpacked> {
  const native = await gunzipNative(source, unpacking);
  return native ?? gunzipWithPako(source, unpacking);
}

/** Null: the native stream refused the file. */
async function gunzipNative(source: Blob, unpacking: Unpacking): Promise<Unpacked | null> {
  const sink = new BlobSink(unpacking.budget, unpacking.stream);
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const reading = drain(stream.readable, sink);
  try {
    await Promise.race([
      feed(source, writer, unpacking),
      reading.then(() => new Promise<never>(() => undefined)),
    ]);
    await reading;
    return unpacked(sink, null, source.size);
  } catch (error) {
    await writer.abort().catch(() => undefined);
    const stopped = faultOfSink(error) ?? (await reading.then(() => null, faultOfSink));
    if (stopped) return unpacked(sink, stopped, unpacking.stream.bytesRead);
    sink.discard();
    if (isReadError(error)) throw error;
    return null;
  }
}

async function feed(
  source: Blob,
  writer: WritableStreamDefaultWriter<BufferSource>,
  { stream, onRead }: Unpacking,
): Promise<void> {
  for (let at = 0; at < source.size; at += READ_BYTES) {
    const bytes = await blobBytes(source, at, at + READ_BYTES);
    for (let i = 0; i < bytes.length; i += WRITE_BYTES) {
      await writer.ready;
      stream.bytesRead = Math.min(source.size, at + i + WRITE_BYTES);
      await writer.write(bytes.subarray(i, i + WRITE_BYTES));
    }
    onRead(at + bytes.length);
  }
  await writer.close();
}

async function drain(readable: ReadableStream<Uint8Array>, sink: BlobSink): Promise<void> {
  const reader = readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    try {
      sink.write(value);
      await sink.settle();
    } catch (error) {
      await reader.cancel(error).catch(() => undefined);
      throw error;
    }
  }
}

async function gunzipWithPako(source: Blob, { budget, stream, onRead }: Unpacking): Promise<Unpacked> {
  const sink = new BlobSink(budget, stream);
  const inflate = new Inflate({ chunkSize: 262_144 });
  inflate.onData = (chunk) => sink.write(chunk);
  inflate.onEnd = () => undefined;
  let at = 0;
  try {
    for (; at < source.size && !inflate.ended && inflate.err === 0; at += READ_BYTES) {
      const bytes = await blobBytes(source, at, at + READ_BYTES);
      for (let i = 0; i < bytes.length && !inflate.ended && inflate.err === 0; i += PAKO_WRITE_BYTES) {
        stream.bytesRead = Math.min(source.size, at + i + PAKO_WRITE_BYTES);
        // Sync flush: what a cut-off file holds comes out.
        inflate.push(bytes.subarray(i, i + PAKO_WRITE_BYTES), 2);
        await sink.settle();
      }
      onRead(stream.bytesRead);
    }
  } catch (error) {
    const stopped = faultOfSink(error);
    if (!stopped) throw error;
    return unpacked(sink, stopped, stream.bytesRead);
  }
  // What came out before an error waits in its buffer.
  const { output, next_out: waiting } = (
    inflate as unknown as { strm: { output: Uint8Array; next_out: number } }
  ).strm;
  if (inflate.err !== 0 && waiting > 0) sink.write(output.slice(0, waiting));
  if (inflate.ended && inflate.err === 0) return unpacked(sink, null, source.size);
  // Z_BUF_ERROR: it wanted more input.
  const wanting = inflate.err === 0 || inflate.err === -5;
  return unpacked(sink, wanting ? 'truncated' : 'damaged', wanting ? source.size : stream.bytesRead);
}

/** When the log was last written as gzip's header says, ms UTC; null: it does not. */
export function gzipTime(head: Uint8Array): number | null {
  const seconds = head[4] | (head[5] << 8) | (head[6] << 16) | (head[7] << 24);
  return seconds > 0 ? seconds * 1000 : null;
}
