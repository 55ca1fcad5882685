/** Many small pieces of text to a sink, which takes large ones. In: bytes and strings. Out: chunks of some 64 KB. */
import type { BlobSink } from '../blob-sink';

const CHUNK_BYTES = 65_536;
const ENCODER = new TextEncoder();

export class TextOut {
  private readonly sink: BlobSink;
  private bytes = new Uint8Array(CHUNK_BYTES);
  private length = 0;

  constructor(sink: BlobSink) {
    this.sink = sink;
  }

  text(text: string): void {
    this.append(ENCODER.encode(text));
  }

  append(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      larger.set(this.bytes.subarray(0, this.length));
      this.bytes = larger;
    }
    this.bytes.set(piece, this.length);
    this.length = needed;
  }

  get isFull(): boolean {
    return this.length >= CHUNK_BYTES;
  }

  /** Throws as the sink does. */
  async flush(): Promise<void> {
    this.sink.write(this.bytes.slice(0, this.length));
    this.length = 0;
    if (this.bytes.length > CHUNK_BYTES * 2) this.bytes = new Uint8Array(CHUNK_BYTES);
    await this.sink.settle();
  }
}
