/**
 * Merges the shapes of shards into one list in order of first occurrence. In: packed shapes, known by a 64-bit hash of their
 * tokens. Out: ShapeTable. The memory for shapes is bounded: beyond the limit a new shape is known by its first tokens, and
 * when those are too many as well, by nothing.
 */
import type { ShapeTable } from '../../../contracts/tables';
import type { PackedShapes } from '../types';
import { WILDCARD } from './shape-bytes';

export interface MergeLimits {
  /** Most distinct shapes before new ones are read more coarsely. */
  readonly maxShapes: number;
  /** Most bytes of text that the shapes may hold together. */
  readonly maxBytes: number;
}

export const DEFAULT_MERGE_LIMITS: MergeLimits = { maxShapes: 100_000, maxBytes: 1 << 26 };

/** Beyond the limit a shape is known by so many tokens. */
const COARSE_TOKENS = 3;
/** Of coarse shapes there may be one for each so many of the others. */
const COARSE_SHARE = 8;

export class ShapeMerger {
  /** Messages that met the limits, here or in a shard. */
  numCoarse = 0;
  private readonly limits: MergeLimits;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  private readonly texts: string[] = [];
  private readonly counts: number[] = [];
  private numBytes = 0;
  /** Two words of hash a shape; slots hold shape + 1. */
  private hashes = new Int32Array(1 << 12);
  private slots = new Int32Array(1 << 12);
  private readonly coarse = new Map<string, number>();

  constructor(limits: Partial<MergeLimits> = {}) {
    this.limits = { ...DEFAULT_MERGE_LIMITS, ...limits };
  }

  /** Global number of each local shape; `numCoarse`: of the shard's messages those that are coarse already. */
  merge({ hash, text, textEnd, count }: PackedShapes, numCoarse: number): Uint32Array {
    this.numCoarse += numCoarse;
    return Uint32Array.from(textEnd, (end, local) => {
      const [a, b] = [hash[local * 2], hash[local * 2 + 1]];
      const slot = this.find(a, b);
      const known = this.slots[slot] - 1;
      const textOf = (): Uint8Array => text.subarray(local === 0 ? 0 : textEnd[local - 1], end);
      const shape = known >= 0 ? known : this.newShape(slot, a, b, textOf(), count[local]);
      this.counts[shape] += count[local];
      return shape;
    });
  }

  tokensOf(shape: number): string[] {
    const text = this.texts[shape];
    return text === '' ? [] : text.split(' ');
  }

  table(): ShapeTable {
    const tokens = this.texts.map((_, shape) => this.tokensOf(shape));
    return { length: tokens.length, tokens, count: Float64Array.from(this.counts) };
  }

  private newShape(slot: number, a: number, b: number, bytes: Uint8Array, count: number): number {
    const { maxShapes, maxBytes } = this.limits;
    const isFull = this.texts.length >= maxShapes || this.numBytes + bytes.length > maxBytes;
    if (isFull) {
      this.numCoarse += count;
      return this.coarseShape(this.decoder.decode(bytes));
    }
    const shape = this.add(this.decoder.decode(bytes));
    if (shape * 2 >= this.hashes.length) this.growHashes();
    this.hashes[shape * 2] = a;
    this.hashes[shape * 2 + 1] = b;
    this.slots[slot] = shape + 1;
    if (this.texts.length * 2 > this.slots.length) this.growSlots();
    return shape;
  }

  private coarseShape(text: string): number {
    const room = this.limits.maxShapes + Math.ceil(this.limits.maxShapes / COARSE_SHARE);
    const coarse = [...text.split(' ', COARSE_TOKENS), WILDCARD].join(' ');
    const known = this.coarse.get(coarse);
    if (known !== undefined) return known;
    const key = this.texts.length < room ? coarse : WILDCARD;
    const shape = this.coarse.get(key) ?? this.add(key);
    this.coarse.set(key, shape);
    return shape;
  }

  private add(text: string): number {
    this.numBytes += text.length;
    this.counts.push(0);
    return this.texts.push(text) - 1;
  }

  /** Slot of the shape with this hash, or the empty one where it belongs. */
  private find(a: number, b: number): number {
    const mask = this.slots.length - 1;
    for (let slot = (a ^ b) & mask; ; slot = (slot + 1) & mask) {
      const shape = this.slots[slot] - 1;
      if (shape < 0 || (this.hashes[shape * 2] === a && this.hashes[shape * 2 + 1] === b)) return slot;
    }
  }

  private growHashes(): void {
    const larger = new Int32Array(this.hashes.length * 2);
    larger.set(this.hashes);
    this.hashes = larger;
  }

  private growSlots(): void {
    const old = this.slots;
    const mask = old.length * 2 - 1;
    this.slots = new Int32Array(mask + 1);
    for (const entry of old) {
      if (entry === 0) continue;
      let slot = (this.hashes[entry * 2 - 2] ^ this.hashes[entry * 2 - 1]) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = entry;
    }
  }
}
