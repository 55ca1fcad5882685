/** Index of shapes in the kernel: same numbers as PlainShapeIndex for the same messages. One at a time. */
import type { ShapeIndex } from '../shape-index';
import { PLACES, type ScanKernel } from './scan-kernel';

export class KernelShapeIndex implements ShapeIndex {
  private readonly kernel: ScanKernel;
  private readonly bytes: Uint8Array;
  private readonly heap: Uint8Array;

  /** Of a kernel that holds a shard. */
  constructor(kernel: ScanKernel) {
    this.kernel = kernel;
    this.bytes = kernel.bytes;
    this.heap = new Uint8Array(kernel.wasm.memory.buffer);
    kernel.wasm.clearShapes();
  }

  find(bytes: Uint8Array, begin: number, end: number): number {
    if (bytes === this.bytes) return this.kernel.wasm.shapeOf(PLACES.SHARD + begin, PLACES.SHARD + end);
    this.copy(bytes, begin, end);
    return this.kernel.wasm.shapeOf(PLACES.SCRATCH, PLACES.SCRATCH + end - begin);
  }

  findCoarse(bytes: Uint8Array, begin: number, end: number, numTokens: number): number {
    this.copy(bytes, begin, end);
    return this.kernel.wasm.coarseShapeOf(PLACES.SCRATCH, PLACES.SCRATCH + end - begin, numTokens);
  }

  add(): number {
    return this.kernel.wasm.addShape();
  }

  take(length: number): Float64Array {
    const counts = Float64Array.from(this.kernel.numbers(PLACES.SHAPE_COUNTS, length));
    this.kernel.wasm.clearShapes();
    return counts;
  }

  /** A message that was unescaped or put together does not stand in the shard. */
  private copy(bytes: Uint8Array, begin: number, end: number): void {
    const { heap } = this;
    if (end - begin > 64) heap.set(bytes.subarray(begin, end), PLACES.SCRATCH);
    else for (let i = begin, at = PLACES.SCRATCH; i < end; i++, at++) heap[at] = bytes[i];
  }
}
