/**
 * Bytes of messages -> local shape indices, without a string per message. A shape is the message's token sequence with
 * its variable parts masked (shape-bytes.ts); it is known by a 64-bit hash (2 x 32) in an open-addressing table, and its
 * tokens are made into strings only when it is new.
 */
import { fmix32 } from '../lib/hash';
import {
  BYTE_CLASS,
  COLON,
  DELIMITER,
  DIGIT,
  hexGroupsEnd,
  JOINER,
  keptBytes,
  MAX_HEX_GROUP,
  MAX_MESSAGE_BYTES,
  MAX_PART_BYTES,
  MAX_TOKENS,
  SPACE,
  WILDCARD,
} from './shape-bytes';
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
const MINUS = 0x2d;
const PLUS = 0x2b;
const SEED_A = 0x811c9dc5;
const SEED_B = 0x9747b28c;
const PRIME_A = 0x9e3779b1;
const PRIME_B = 0x85ebca77;
/** Stand-ins for what is no byte of the message. */
const MARK_WILDCARD = 0x100;
const MARK_TOKEN_END = 0x101;
const MARK_COARSE = 0x102;

/** One per shard and thread: same messages in the same order, same indices. */
export class ShapeInterner {
  /** Messages that met the cap and were given a coarser shape, since construction. */
  numCapped = 0;
  private readonly limits: ShapeLimits;
  private readonly decoder = new TextDecoder();
  private readonly vocabulary = new Map<string, string>();
  private slots = new Int32Array(1 << 12);
  private hashA = new Int32Array(1 << 11);
  private hashB = new Int32Array(1 << 11);
  private count = new Float64Array(1 << 11);
  private tokens: string[][] = [];
  private numChars = 0;
  private a = 0;
  private b = 0;

  constructor(limits: Partial<ShapeLimits> = {}) {
    this.limits = { ...DEFAULT_SHAPE_LIMITS, ...limits };
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
    this.hash(bytes, begin, stop, MAX_TOKENS);
    const slot = this.find();
    const known = this.slots[slot];
    if (known !== 0) {
      this.count[known - 1]++;
      return known - 1;
    }
    const full = this.tokens.length >= this.limits.maxShapes || this.numChars >= this.limits.maxChars;
    return full
      ? this.internCoarse(bytes, begin, stop)
      : this.add(slot, shapeTokens(bytes, begin, stop, this.decoder));
  }

  /** The shapes and counts since the last take(); the interner starts again, empty. */
  take(): ShapeBatch {
    const batch = { tokens: this.tokens, count: this.count.slice(0, this.tokens.length) };
    this.tokens = [];
    this.numChars = 0;
    this.slots.fill(0);
    this.vocabulary.clear();
    return batch;
  }

  /** Over the cap: known by the first tokens; when those are too many as well, one shape for all the rest. */
  private internCoarse(bytes: Uint8Array, begin: number, stop: number): number {
    this.numCapped++;
    const room = this.limits.maxShapes + Math.ceil(this.limits.maxShapes / COARSE_SHARE);
    for (const numTokens of [COARSE_TOKENS, 0]) {
      this.hash(bytes, begin, stop, numTokens);
      this.step(MARK_COARSE);
      const slot = this.find();
      const known = this.slots[slot];
      if (known !== 0) {
        this.count[known - 1]++;
        return known - 1;
      }
      if (numTokens === 0 || this.tokens.length < room) {
        const kept = shapeTokens(bytes, begin, stop, this.decoder).slice(0, numTokens);
        return this.add(slot, [...kept, WILDCARD]);
      }
    }
    throw new Error('unreachable: the last coarse shape always has room');
  }

  /** Slot of the shape with hash (a, b), or the empty slot where it belongs. */
  private find(): number {
    const mask = this.slots.length - 1;
    const { a, b, slots, hashA, hashB } = this;
    let slot = fmix32(a ^ b) & mask;
    for (;;) {
      const known = slots[slot];
      if (known === 0 || (hashA[known - 1] === a && hashB[known - 1] === b)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private add(slot: number, tokens: string[]): number {
    const idx = this.tokens.length;
    if (idx === this.count.length) this.growColumns();
    for (let i = 0; i < tokens.length; i++) tokens[i] = this.share(tokens[i]);
    this.tokens.push(tokens);
    this.hashA[idx] = this.a;
    this.hashB[idx] = this.b;
    this.count[idx] = 1;
    this.slots[slot] = idx + 1;
    this.numChars += tokens.length * 8;
    if (this.tokens.length * 2 > this.slots.length) this.growSlots();
    return idx;
  }

  /** One string for all the places where a token occurs. */
  private share(token: string): string {
    const known = this.vocabulary.get(token);
    if (known !== undefined) return known;
    this.vocabulary.set(token, token);
    this.numChars += token.length;
    return token;
  }

  private growColumns(): void {
    const size = this.count.length * 2;
    this.hashA = copyInto(new Int32Array(size), this.hashA);
    this.hashB = copyInto(new Int32Array(size), this.hashB);
    this.count = copyInto(new Float64Array(size), this.count);
  }

  private growSlots(): void {
    const mask = this.slots.length * 2 - 1;
    const slots = new Int32Array(mask + 1);
    for (let idx = 0; idx < this.tokens.length; idx++) {
      let slot = fmix32(this.hashA[idx] ^ this.hashB[idx]) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = idx + 1;
    }
    this.slots = slots;
  }

  private step(value: number): void {
    this.a = Math.imul(((this.a << 5) | (this.a >>> 27)) ^ value, PRIME_A);
    this.b = Math.imul(((this.b << 7) | (this.b >>> 25)) ^ value, PRIME_B);
  }

  /**
   * Hash of the shape into (a, b). One long loop on purpose: it runs over every byte of every log, and the state has to
   * stay in registers. Once a part shows a digit, its bytes are no longer hashed.
   */
  private hash(bytes: Uint8Array, begin: number, end: number, maxTokens: number): void {
    const classes = BYTE_CLASS;
    let a = SEED_A | 0;
    let b = SEED_B | 0;
    let i = begin;
    let numTokens = 0;
    while (i < end) {
      let byte = bytes[i];
      let kind = classes[byte];
      if (kind === SPACE) {
        i++;
        continue;
      }
      if (numTokens === maxTokens) {
        a = Math.imul(((a << 5) | (a >>> 27)) ^ MARK_WILDCARD, PRIME_A);
        b = Math.imul(((b << 7) | (b >>> 25)) ^ MARK_WILDCARD, PRIME_B);
        break;
      }
      numTokens++;
      while (kind !== SPACE) {
        const signed = (byte === MINUS || byte === PLUS) && i + 1 < end && classes[bytes[i + 1]] === DIGIT;
        if (kind > DIGIT && !signed) {
          a = Math.imul(((a << 5) | (a >>> 27)) ^ byte, PRIME_A);
          b = Math.imul(((b << 7) | (b >>> 25)) ^ byte, PRIME_B);
          i++;
        } else {
          const partA = a;
          const partB = b;
          const partBegin = i;
          let digit = kind === DIGIT || signed;
          let digitAt = i;
          while (!digit) {
            a = Math.imul(((a << 5) | (a >>> 27)) ^ byte, PRIME_A);
            b = Math.imul(((b << 7) | (b >>> 25)) ^ byte, PRIME_B);
            if (++i >= end) break;
            byte = bytes[i];
            kind = classes[byte];
            if (kind >= DELIMITER || (kind === JOINER && (i + 1 >= end || classes[bytes[i + 1]] > DIGIT)))
              break;
            digit = kind === DIGIT;
          }
          if (digit) {
            digitAt = i;
            while (++i < end) {
              kind = classes[bytes[i]];
              if (kind >= DELIMITER || (kind === JOINER && (i + 1 >= end || classes[bytes[i + 1]] > DIGIT)))
                break;
            }
          }
          let kept = digit && digitAt > partBegin ? keptBytes(bytes, partBegin, digitAt, i) : 0;
          if (i < end && bytes[i] === COLON && i - partBegin <= MAX_HEX_GROUP) {
            const address = hexGroupsEnd(bytes, partBegin, end);
            if (address > 0) {
              i = address;
              digit = true;
              kept = 0;
            }
          }
          if (digit || i - partBegin > MAX_PART_BYTES) {
            a = partA;
            b = partB;
            for (let at = partBegin; at < partBegin + kept; at++) {
              a = Math.imul(((a << 5) | (a >>> 27)) ^ bytes[at], PRIME_A);
              b = Math.imul(((b << 7) | (b >>> 25)) ^ bytes[at], PRIME_B);
            }
            if (partBegin + kept < i) {
              a = Math.imul(((a << 5) | (a >>> 27)) ^ MARK_WILDCARD, PRIME_A);
              b = Math.imul(((b << 7) | (b >>> 25)) ^ MARK_WILDCARD, PRIME_B);
            }
          }
        }
        if (i >= end) break;
        byte = bytes[i];
        kind = classes[byte];
      }
      a = Math.imul(((a << 5) | (a >>> 27)) ^ MARK_TOKEN_END, PRIME_A);
      b = Math.imul(((b << 7) | (b >>> 25)) ^ MARK_TOKEN_END, PRIME_B);
    }
    this.a = a;
    this.b = b;
  }
}

function copyInto<T extends Int32Array | Float64Array>(target: T, source: T): T {
  target.set(source);
  return target;
}
