/** Collects decompressed bytes in a Blob, piece by piece (browsers move large Blobs to disk), up to a limit. */
import type { OpenLimits } from './types';

const PART_BYTES = 4 * 2 ** 20;

/** Thrown by write when the limit is met: what came before is kept. */
export class LimitReached extends Error {}

export class BlobSink {
  bytes = 0;
  private readonly parts: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private chunkBytes = 0;
  private readonly limits: OpenLimits;
  private readonly bytesIn: number;

  /** `bytesIn`: size of the compressed file, for the ratio. */
  constructor(limits: OpenLimits, bytesIn: number) {
    this.limits = limits;
    this.bytesIn = bytesIn;
  }

  /** Takes the chunk as its own: it must not change afterwards. */
  write(chunk: Uint8Array): void {
    const { maxBytes, maxRatio, ratioFrom } = this.limits;
    const room = Math.max(0, Math.min(maxBytes, Math.max(ratioFrom, this.bytesIn * maxRatio)) - this.bytes);
    const kept = chunk.length > room ? chunk.slice(0, room) : chunk;
    this.bytes += kept.length;
    this.chunks.push(kept as Uint8Array<ArrayBuffer>);
    this.chunkBytes += kept.length;
    if (this.chunkBytes >= PART_BYTES) this.flush();
    if (kept !== chunk) throw new LimitReached();
  }

  blob(): Blob {
    this.flush();
    return new Blob(this.parts);
  }

  private flush(): void {
    if (this.chunkBytes === 0) return;
    this.parts.push(new Blob(this.chunks));
    this.chunks = [];
    this.chunkBytes = 0;
  }
}

/** Drains a stream into a sink. Rejects with the stream's error or LimitReached. */
export async function pipeToSink(stream: ReadableStream<Uint8Array>, sink: BlobSink): Promise<void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      sink.write(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error;
  }
}
