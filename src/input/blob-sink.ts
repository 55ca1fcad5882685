/**
 * Collects bytes in a Blob, piece by piece. In: chunks, and a look at the budget after each. Browsers keep such Blobs
 * outside the tab and move large ones to disk; each piece is seen to be stored before many more are made.
 */
import { blobBytes } from './blob-bytes';
import type { Budget } from './budget';
import { type StreamState, streamState } from './stream-state';

const PART_BYTES = 4 * 2 ** 20;
/** So much may be on its way to the browser's store. */
const UNSTORED_BYTES = 32 * 2 ** 20;

/** The budget is spent: what lies within it is kept. */
export class LimitReached extends Error {}
/** The browser could not store more: what it did store is kept. */
export class OutOfRoom extends Error {}

export class BlobSink {
  bytes = 0;
  private parts: Blob[] = [];
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private chunkBytes = 0;
  /** Parts and bytes that are known to be stored. */
  private stored = { parts: 0, bytes: 0 };
  private readonly budget: Budget | null;
  private readonly stream: StreamState | null;

  /** Without a budget: for text that cannot grow much, as when its encoding changes. */
  constructor(budget: Budget | null = null, stream: StreamState | null = null) {
    this.budget = budget;
    this.stream = stream;
  }

  /** Takes the chunk as its own: it must not change afterwards. */
  write(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.bytes += chunk.length;
    this.budget?.add(chunk.length);
    if (this.stream) this.stream.bytesOut += chunk.length;
    this.chunks.push(chunk as Uint8Array<ArrayBuffer>);
    this.chunkBytes += chunk.length;
    if (this.chunkBytes >= PART_BYTES) this.flush();
  }

  /** After each write or a few: waits for the store, and for the user's word. Throws LimitReached or OutOfRoom. */
  async settle(): Promise<void> {
    if (this.bytes - this.stored.bytes >= UNSTORED_BYTES) await this.untilStored();
    if (!this.budget || !this.stream || this.budget.excess === 0) return;
    if (await this.budget.check(this.stream)) return;
    this.keep(Math.max(0, this.bytes - this.budget.excess));
    throw new LimitReached();
  }

  /** Gives up what was collected: the stream begins anew. */
  discard(): void {
    this.keep(0);
    if (this.stream) Object.assign(this.stream, streamState(this.stream.name, this.stream.size));
  }

  blob(): Blob {
    this.flush();
    return new Blob(this.parts).slice(0, this.bytes);
  }

  private keep(bytes: number): void {
    this.budget?.add(bytes - this.bytes);
    this.bytes = bytes;
    if (bytes > 0) return;
    this.parts = [];
    this.chunks = [];
    this.chunkBytes = 0;
  }

  private flush(): void {
    if (this.chunkBytes === 0) return;
    this.parts.push(new Blob(this.chunks));
    this.chunks = [];
    this.chunkBytes = 0;
  }

  private async untilStored(): Promise<void> {
    const last = this.parts.at(-1);
    if (!last || this.parts.length === this.stored.parts) return;
    try {
      await blobBytes(last, last.size - 1);
    } catch {
      this.chunks = [];
      this.chunkBytes = 0;
      this.parts.length = this.stored.parts;
      this.keep(this.stored.bytes);
      throw new OutOfRoom();
    }
    this.stored = { parts: this.parts.length, bytes: this.bytes - this.chunkBytes };
  }
}
