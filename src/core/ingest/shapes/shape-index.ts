/**
 * Bytes of messages -> numbers of their shapes, in plain JavaScript: what is done where the kernel cannot run, and what
 * the kernel is compared with. A shape is known by a 64-bit hash (2 x 32) in an open-addressing table.
 */
import { COLON, MINUS, PLUS } from '../../lib/ascii';
import { fmix32 } from '../../lib/hash';
import {
  BYTE_CLASS,
  DELIMITER,
  DIGIT,
  hexGroupsEnd,
  JOINER,
  keptBytes,
  MAX_HEX_GROUP,
  MAX_PART_BYTES,
  MAX_TOKENS,
  SPACE,
} from './shape-bytes';

/** Numbers shapes from 0 as they are added, and counts their messages. */
export interface ShapeIndex {
  /** Number of the shape of bytes [begin, end), at most 64 KB, counted once more; -1: it is new. */
  find(bytes: Uint8Array, begin: number, end: number): number;
  /** The same by the first numTokens tokens only; such a shape is none of find's. */
  findCoarse(bytes: Uint8Array, begin: number, end: number, numTokens: number): number;
  /** Adds the shape that was looked for last and not found; its number. */
  add(): number;
  /** Counts of the shapes, of which there are `length`; the index is empty again. */
  take(length: number): Float64Array;
}

const SEED_A = 0x811c9dc5;
const SEED_B = 0x9747b28c;
const PRIME_A = 0x9e3779b1;
const PRIME_B = 0x85ebca77;
/** Stand-ins for what is no byte of the message. */
const MARK_WILDCARD = 0x100;
const MARK_TOKEN_END = 0x101;
const MARK_COARSE = 0x102;

export class PlainShapeIndex implements ShapeIndex {
  private length = 0;
  private slots = new Int32Array(1 << 12);
  private hashA = new Int32Array(1 << 11);
  private hashB = new Int32Array(1 << 11);
  private count = new Float64Array(1 << 11);
  /** Of the message before: its hash, and where that is or belongs in the table. */
  private a = 0;
  private b = 0;
  private slot = 0;

  find(bytes: Uint8Array, begin: number, end: number): number {
    this.hash(bytes, begin, end, MAX_TOKENS);
    return this.known();
  }

  findCoarse(bytes: Uint8Array, begin: number, end: number, numTokens: number): number {
    this.hash(bytes, begin, end, numTokens);
    this.step(MARK_COARSE);
    return this.known();
  }

  add(): number {
    const idx = this.length++;
    if (idx === this.count.length) this.growColumns();
    this.hashA[idx] = this.a;
    this.hashB[idx] = this.b;
    this.count[idx] = 1;
    this.slots[this.slot] = idx + 1;
    if (this.length * 2 > this.slots.length) this.growSlots();
    return idx;
  }

  take(length: number): Float64Array {
    const counts = this.count.slice(0, length);
    this.length = 0;
    this.slots.fill(0);
    return counts;
  }

  private known(): number {
    const mask = this.slots.length - 1;
    const { a, b, slots, hashA, hashB } = this;
    let slot = fmix32(a ^ b) & mask;
    for (;;) {
      const known = slots[slot];
      if (known === 0) break;
      if (hashA[known - 1] === a && hashB[known - 1] === b) {
        this.count[known - 1]++;
        return known - 1;
      }
      slot = (slot + 1) & mask;
    }
    this.slot = slot;
    return -1;
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
    for (let idx = 0; idx < this.length; idx++) {
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
