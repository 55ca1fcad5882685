/**
 * Bytes of messages -> local shape indices, without a string per message. A shape is the message's token sequence with
 * its variable parts masked (shape-bytes.ts); an index knows it by a hash (shape-index.ts, or the kernel), and its tokens
 * are made into strings only when it is new.
 */
import { MAX_MESSAGE_BYTES, WILDCARD } from './shape-bytes';
import { PlainShapeIndex, type ShapeIndex } from './shape-index';
import { shapeTokens } from './shape-tokens';

/** Distinct shapes in order of first occurrence, with the number of messages of each. */
export interface ShapeBatch {
  readonly tokens: string[][];
  readonly count: Float64Array;
}

export interface ShapeLimits {
  /** Most distinct shapes before messages are read more coarsely. */
  readonly maxShapes: number;
  /** Most characters of text that the shapes may hold together. */
  readonly maxChars: number;
}

export const DEFAULT_SHAPE_LIMITS: ShapeLimits = { maxShapes: 200_000, maxChars: 1 << 26 };

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
  private readonly decoder = new TextDecoder();
  private readonly vocabulary = new Map<string, string>();
  private tokens: string[][] = [];
  private numChars = 0;

  constructor(limits: Partial<ShapeLimits> = {}, index: ShapeIndex = new PlainShapeIndex()) {
    this.limits = { ...DEFAULT_SHAPE_LIMITS, ...limits };
    this.index = index;
  }

  /** Number of distinct shapes so far. */
  get size(): number {
    return this.tokens.length;
  }

  /**
   * Shape of the message in bytes [begin, end): its index by first occurrence since the last take(). Only the first 64 KB
   * count. Any bytes are fine; no memory is taken for a shape that is known.
   */
  intern(bytes: Uint8Array, begin: number, end: number): number {
    const stop = end - begin > MAX_MESSAGE_BYTES ? begin + MAX_MESSAGE_BYTES : end;
    const known = this.index.find(bytes, begin, stop);
    if (known >= 0) return known;
    const full = this.tokens.length >= this.limits.maxShapes || this.numChars >= this.limits.maxChars;
    return full
      ? this.internCoarse(bytes, begin, stop)
      : this.add(shapeTokens(bytes, begin, stop, this.decoder));
  }

  /** The shapes and counts since the last take(); the interner starts again, empty. */
  take(): ShapeBatch {
    const batch = { tokens: this.tokens, count: this.index.take(this.tokens.length) };
    this.tokens = [];
    this.numChars = 0;
    this.vocabulary.clear();
    return batch;
  }

  /** Over the cap: known by the first tokens; when those are too many as well, one shape for all the rest. */
  private internCoarse(bytes: Uint8Array, begin: number, stop: number): number {
    this.numCapped++;
    const room = this.limits.maxShapes + Math.ceil(this.limits.maxShapes / COARSE_SHARE);
    for (const numTokens of [COARSE_TOKENS, 0]) {
      const known = this.index.findCoarse(bytes, begin, stop, numTokens);
      if (known >= 0) return known;
      if (numTokens === 0 || this.tokens.length < room) {
        const kept = shapeTokens(bytes, begin, stop, this.decoder).slice(0, numTokens);
        return this.add([...kept, WILDCARD]);
      }
    }
    throw new Error('unreachable: the last coarse shape always has room');
  }

  private add(tokens: string[]): number {
    for (let i = 0; i < tokens.length; i++) tokens[i] = this.share(tokens[i]);
    this.tokens.push(tokens);
    this.numChars += tokens.length * 8;
    return this.index.add();
  }

  /** One string for all the places where a token occurs. */
  private share(token: string): string {
    const known = this.vocabulary.get(token);
    if (known !== undefined) return known;
    this.vocabulary.set(token, token);
    this.numChars += token.length;
    return token;
  }
}
