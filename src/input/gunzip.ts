/**
 * gzip to a Blob. In: the compressed Blob. Out: its text, and what was wrong with it. The native stream goes first, in
 * small writes so that a bomb is stopped early; pako takes the files that it refuses (several members, zero padding,
 * cut off). FACTS.md 'Browser files and workers'.
 */
import { Inflate } from 'pako';
import { BlobSink, LimitReached } from './blob-sink';
import type { OpenLimits } from './types';

const WRITE_BYTES = 4096;
const READ_BYTES = 2 ** 20;
const PAKO_WRITE_BYTES = 65_536;

export interface Unpacked {
  readonly blob: Blob;
  /** 'truncated': the data ended early; 'damaged': it is wrong from some place on; 'limit': it was stopped; 'size': it is not what the archive states. */
  readonly fault: 'truncated' | 'damaged' | 'limit' | 'size' | null;
  /** Byte of the compressed file where the fault was met; its size where that is not known. */
  readonly faultOffset: number;
}

export async function gunzip(
  source: Blob,
  limits: OpenLimits,
  onRead: (bytes: number) => void,
): Promise<Unpacked> {
  const native = await gunzipNative(source, limits, onRead);
  return native ?? gunzipWithPako(source, limits, onRead);
}

/** Null: the native stream refused the file. */
async function gunzipNative(
  source: Blob,
  limits: OpenLimits,
  onRead: (bytes: number) => void,
): Promise<Unpacked | null> {
  const sink = new BlobSink(limits, source.size);
  const stream = new DecompressionStream('gzip');
  const writer = stream.writable.getWriter();
  const reading = drain(stream.readable, sink);
  try {
    await Promise.race([
      feed(source, writer, onRead),
      reading.then(() => new Promise<never>(() => undefined)),
    ]);
    await reading;
    return { blob: sink.blob(), fault: null, faultOffset: source.size };
  } catch (error) {
    await writer.abort().catch(() => undefined);
    await reading.catch(() => undefined);
    if (error instanceof LimitReached) return { blob: sink.blob(), fault: 'limit', faultOffset: source.size };
    if (isReadError(error)) throw error;
    return null;
  }
}

/** Errors of the file itself, not of what is in it. */
export function isReadError(error: unknown): boolean {
  return error instanceof DOMException && /NotReadable|NotFound|Security/.test(error.name);
}

async function feed(
  source: Blob,
  writer: WritableStreamDefaultWriter<BufferSource>,
  onRead: (bytes: number) => void,
): Promise<void> {
  for (let at = 0; at < source.size; at += READ_BYTES) {
    const bytes = new Uint8Array(await source.slice(at, at + READ_BYTES).arrayBuffer());
    for (let i = 0; i < bytes.length; i += WRITE_BYTES) {
      await writer.ready;
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
    } catch (error) {
      await reader.cancel(error).catch(() => undefined);
      throw error;
    }
  }
}

async function gunzipWithPako(
  source: Blob,
  limits: OpenLimits,
  onRead: (bytes: number) => void,
): Promise<Unpacked> {
  const sink = new BlobSink(limits, source.size);
  const inflate = new Inflate({ chunkSize: 262_144 });
  inflate.onData = (chunk) => sink.write(chunk);
  inflate.onEnd = () => undefined;
  let at = 0;
  try {
    for (; at < source.size && !inflate.ended && inflate.err === 0; at += PAKO_WRITE_BYTES) {
      const bytes = new Uint8Array(await source.slice(at, at + PAKO_WRITE_BYTES).arrayBuffer());
      // Sync flush: what a cut-off file holds comes out.
      inflate.push(bytes, 2);
      onRead(Math.min(source.size, at + PAKO_WRITE_BYTES));
    }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return { blob: sink.blob(), fault: 'limit', faultOffset: Math.min(at, source.size) };
  }
  const blob = sink.blob();
  if (inflate.ended && inflate.err === 0) return { blob, fault: null, faultOffset: source.size };
  // Z_BUF_ERROR: it wanted more input.
  const wanting = inflate.err === 0 || inflate.err === -5;
  return {
    blob,
    fault: wanting ? 'truncated' : 'damaged',
    faultOffset: wanting ? source.size : Math.min(at, source.size),
  };
}

/** When the log was last written as gzip's header says, ms UTC; null: it does not. */
export function gzipTime(head: Uint8Array): number | null {
  const seconds = head[4] | (head[5] << 8) | (head[6] << 16) | (head[7] << 24);
  return seconds > 0 ? seconds * 1000 : null;
}
