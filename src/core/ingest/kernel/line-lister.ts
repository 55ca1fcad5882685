/** Line ends of a shard, block by block: from the kernel where it holds the bytes, else found here. */
import { listLineEnds } from '../../lib/line-ends';
import { kernelOf, LINE_BLOCK, PLACES, type ScanKernel } from './scan-kernel';

export class LineLister {
  /** Offsets of the line feeds of the last block. */
  readonly ends: Uint32Array;
  private readonly bytes: Uint8Array;
  private readonly kernel: ScanKernel | null;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.kernel = kernelOf(bytes);
    this.ends = this.kernel?.numbers(PLACES.LINES, LINE_BLOCK) ?? new Uint32Array(LINE_BLOCK);
  }

  /** Lists the line feeds in [from, to), at most LINE_BLOCK bytes; how many there are. */
  list(from: number, to: number): number {
    return this.kernel?.wasm.lineEnds(from, to) ?? listLineEnds(this.bytes, from, to, this.ends);
  }
}
