/**
 * The thread's kernel: a WebAssembly module with SIMD (the files *.as.ts) whose memory holds the bytes of the shard that is
 * being scanned. In: a shard's bytes. Out: the same bytes in its memory, and what it finds there. Null where SIMD is missing.
 */
import { BYTE_CLASS, DIGIT, JOINER, SPACE } from '../shapes/shape-bytes';
import { kernelBase64 } from './kernel-wasm';

interface Exports {
  readonly memory: WebAssembly.Memory;
  lineEnds(from: number, to: number): number;
  isAscii(length: number): number;
  shapeOf(begin: number, end: number): number;
  coarseShapeOf(begin: number, end: number, maxTokens: number): number;
  addShape(): number;
  clearShapes(): void;
  startMentions(length: number, keep: number, sign: number, min: number, free: number): void;
  findMentions(from: number, num: number, firstRow: number): number;
  mentionCount(): number;
  keyCount(): number;
  keyTexts(): number;
}

/** Addresses; the same as in memory.as.ts (a test compares). */
export const PLACES = {
  CLASSES: 0x1000,
  PREFIX: 0x1100,
  ROWS: 0x1200,
  SPACES: 0x1210,
  JOINERS: 0x1220,
  BREAKS: 0x1230,
  KEY_BYTES: 0x1240,
  SCRATCH: 0x21000,
  LINES: 0x32000,
  MENTION_ROWS: 0x72000,
  MENTION_KEYS: 0xb2000,
  SHAPE_COUNTS: 0x100000,
  SHARD: 0x600000,
} as const;

/** Line ends are listed for so many bytes at a time. */
export const LINE_BLOCK = 65_536;
/** Larger shards are read without the kernel. */
const MAX_SHARD_BYTES = 1 << 28;
const PAGE = 65_536;
/** Read, but not counted, behind the last byte of the shard. */
const MARGIN = 256;

export class ScanKernel {
  readonly wasm: Exports;
  /** Of the shard that is held; its offsets are the shard's. */
  bytes = new Uint8Array(0);

  constructor(module: WebAssembly.Module) {
    this.wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.put(PLACES.CLASSES, BYTE_CLASS);
    this.put(
      PLACES.ROWS,
      Uint8Array.from({ length: 16 }, (_, row) => (row < 8 ? 1 << row : 0)),
    );
    this.put(
      PLACES.SPACES,
      asciiSet((byte) => BYTE_CLASS[byte] === SPACE),
    );
    this.put(
      PLACES.JOINERS,
      asciiSet((byte) => BYTE_CLASS[byte] === JOINER),
    );
    this.put(
      PLACES.BREAKS,
      asciiSet((byte) => BYTE_CLASS[byte] > DIGIT),
    );
  }

  /** Copies a shard's bytes into the memory; false: it does not grow so far. */
  hold(bytes: Uint8Array): boolean {
    const { memory } = this.wasm;
    const missing = Math.ceil((PLACES.SHARD + bytes.length + MARGIN - memory.buffer.byteLength) / PAGE);
    try {
      if (missing > 0) memory.grow(missing);
    } catch {
      return false;
    }
    this.bytes = new Uint8Array(memory.buffer, PLACES.SHARD, bytes.length);
    this.bytes.set(bytes);
    return true;
  }

  release(): void {
    this.bytes = new Uint8Array(0);
  }

  put(address: number, bytes: Uint8Array): void {
    new Uint8Array(this.wasm.memory.buffer).set(bytes, address);
  }

  /** `length` numbers at an address; to be asked for again after each call that may need more memory. */
  numbers(address: number, length: number): Uint32Array {
    return new Uint32Array(this.wasm.memory.buffer, address, length);
  }
}

/** A set of ASCII characters as the kernel reads it: bit r of byte c is set where 16 * r + c is in it. */
export function asciiSet(holds: (byte: number) => boolean): Uint8Array {
  const set = new Uint8Array(16);
  for (let byte = 0; byte < 128; byte++) if (holds(byte)) set[byte & 15] |= 1 << (byte >> 4);
  return set;
}

let kernel: ScanKernel | null | undefined;

/** Made once per thread; null where it cannot be: no WebAssembly, no SIMD, a policy against it, no memory. */
function threadKernel(): ScanKernel | null {
  if (kernel !== undefined) return kernel;
  try {
    const bytes = Uint8Array.from(atob(kernelBase64), (char) => char.charCodeAt(0));
    kernel = new ScanKernel(new WebAssembly.Module(bytes));
  } catch {
    kernel = null;
  }
  return kernel;
}

/** The kernel that holds these very bytes, or null: they are read without one. */
export function kernelOf(bytes: Uint8Array): ScanKernel | null {
  return kernel && kernel.bytes === bytes && bytes.length > 0 ? kernel : null;
}

/**
 * What `scan` makes of the bytes, which it gets in the kernel's memory where there is one and it has room. Not to be
 * nested. A kernel that fails (its memory cannot grow while it numbers keys) is not used again: `scan` starts anew.
 */
export function withKernel<T>(bytes: Uint8Array, scan: (bytes: Uint8Array) => T): T {
  const free = bytes.length <= MAX_SHARD_BYTES ? threadKernel() : null;
  if (free === null || free.bytes.length > 0 || !free.hold(bytes)) return scan(bytes);
  try {
    return scan(free.bytes);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    kernel = null;
    return scan(bytes);
  } finally {
    free.release();
  }
}
