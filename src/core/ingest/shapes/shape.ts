/**
 * Bytes of messages -> local shape indices, without a string per message. A shape is the message's token sequence with
 * its variable parts masked (shape-bytes.ts); an index knows it by a hash (shape-index.ts, or the kernel), and its text
 * is written out only when it is new.
 */
import { hashBytes } from '../../lib/hash';
import type { PackedShapes } from '../types';
import { MAX_MESSAGE_BYTES } from './shape-bytes';
import { PlainShapeIndex, type ShapeIndex } from './shape-index';
import { ShapeTexts } from './shape-text';

export interface ShapeLimits {
  /** Most distinct shapes before messages are read more coarsely. */
  readonly maxShapes: number;
  /** Most bytes of text that the shapes may hold together. */
  readonly maxBytes: number;
}

const DEFAULT_SHAPE_LIMITS: ShapeLimits = { maxShapes: 20_000, maxBytes: 1 << 24 };

/** Beyond the cap a message is known by its first tokens ... */
const COARSE_TOKENS = 3;
/** ... and by nothing once the coarse shapes, one for each so many, are used up too. */
const COARSE_SHARE = 8;

/** One per shard and thread: same messages in the same order, same indices. */
export class ShapeInterner {
  /** Messages that met the cap and were given a coarser shape, since construction. */
  numCapped = 0;
  private readonly limits: ShapeLimits;
  private readonly index: ShapeIndex;
  private readonly texts = new ShapeTexts();
  private ends: number[] = [];

  constructor(limits: Partial<ShapeLimits> = {}, index: ShapeIndex = new PlainShapeIndex()) {
    this.limits = { ...DEFAULT_SHAPE_LIMITS, ...limits };
    this.index = index;
  }

  /** Number of distinct shapes so far. */
  get size(): number {
    return this.ends.length;
  }

  /**
   * Shape of the message in bytes [begin, end): its index by first occurrence since the last take(). Only the first 64 KB
   * count. Any bytes are fine; no memory is taken for a shape that is known.
   */
  intern(bytes: Uint8Array, begin: number, end: number): number {
    const stop = end - begin > MAX_MESSAGE_BYTES ? begin + MAX_MESSAGE_BYTES : end;
    const known = this.index.find(bytes, begin, stop);
    if (known >= 0) return known;
    const full = this.size >= this.limits.maxShapes || this.texts.length >= this.limits.maxBytes;
    return full ? this.internCoarse(bytes, begin, stop) : this.add(bytes, begin, stop);
  }

  /** The shapes and counts since the last take(); the interner starts again, empty. */
  take(): PackedShapes {
    const text = this.texts.take();
    const hash = Int32Array.from(
      this.ends.flatMap((end, i) => hashBytes(text, i === 0 ? 0 : this.ends[i - 1], end)),
    );
    const packed = { hash, text, textEnd: Uint32Array.from(this.ends), count: this.index.take(this.size) };
    this.ends = [];
    return packed;
  }

  /** Over the cap: known by the first tokens; when those are too many as well, one shape for all the rest. */
  private internCoarse(bytes: Uint8Array, begin: number, stop: number): number {
    this.numCapped++;
    const room = this.limits.maxShapes + Math.ceil(this.limits.maxShapes / COARSE_SHARE);
    for (const numTokens of [COARSE_TOKENS, 0]) {
      const known = this.index.findCoarse(bytes, begin, stop, numTokens);
      if (known >= 0) return known;
      if (numTokens === 0 || this.size < room) return this.add(bytes, begin, stop, numTokens);
    }
    throw new Error('unreachable: the last coarse shape always has room');
  }

  /** `numTokens`: the first so many and a wildcard; absent: all. */
  private add(bytes: Uint8Array, begin: number, stop: number, numTokens?: number): number {
    if (numTokens === undefined) this.texts.add(bytes, begin, stop);
    else this.texts.addCoarse(bytes, begin, stop, numTokens);
    this.ends.push(this.texts.length);
    return this.index.add();
  }
}
