/** Index of shapes in the kernel: same numbers as PlainShapeIndex for the same messages. One at a time. */
import type { ShapeIndex } from '../shapes/shape-index';
import { PLACES, type ScanKernel } from './scan-kernel';

/** So many are copied one by one. */
const FEW_BYTES = 64;

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
    const address = this.addressOf(bytes, begin, end);
    return this.kernel.wasm.shapeOf(address, address + end - begin);
  }

  findCoarse(bytes: Uint8Array, begin: number, end: number, numTokens: number): number {
    const address = this.addressOf(bytes, begin, end);
    return this.kernel.wasm.coarseShapeOf(address, address + end - begin, numTokens);
  }

  add(): number {
    return this.kernel.wasm.addShape();
  }

  take(length: number): Float64Array {
    const counts = Float64Array.from(this.kernel.numbers(PLACES.SHAPE_COUNTS, length));
    this.kernel.wasm.clearShapes();
    return counts;
  }

  /** A message that was unescaped or put together does not stand in the shard: it is copied. */
  private addressOf(bytes: Uint8Array, begin: number, end: number): number {
    if (bytes === this.bytes) return PLACES.SHARD + begin;
    const { heap } = this;
    if (end - begin > FEW_BYTES) heap.set(bytes.subarray(begin, end), PLACES.SCRATCH);
    else for (let i = begin, at = PLACES.SCRATCH; i < end; i++, at++) heap[at] = bytes[i];
    return PLACES.SCRATCH;
  }
}
