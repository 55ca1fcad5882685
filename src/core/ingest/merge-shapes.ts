/**
 * Merges the shapes of shards into one list in order of first occurrence. In: packed token sequences. Out: ShapeTable. The
 * memory for shapes is bounded: beyond the limit a new shape is known by its first tokens, and when those are too many as
 * well, by nothing.
 */
import type { ShapeTable } from '../../contracts/tables';
import { Uint32Column } from '../lib/bytes-columns';
import { fmix32 } from '../lib/hash';
import { WILDCARD } from './shape-bytes';
import type { PackedShapes } from './types';

export interface MergeLimits {
  /** Most distinct shapes before new ones are read more coarsely. */
  readonly maxShapes: number;
  /** Most characters that the distinct words of all shapes may hold together. */
  readonly maxChars: number;
}

export const DEFAULT_MERGE_LIMITS: MergeLimits = { maxShapes: 200_000, maxChars: 1 << 26 };

/** Beyond the limit a shape is known by so many tokens. */
const COARSE_TOKENS = 3;
/** Of coarse shapes there may be one for each so many of the others. */
const COARSE_SHARE = 8;

export class ShapeMerger {
  /** Messages that met the limits, here or in a shard. */
  numCoarse = 0;
  private readonly limits: MergeLimits;
  private readonly wordIndex = new Map<string, number>();
  private readonly words: string[] = [];
  private numChars = 0;
  /** Shape i is word[wordEnd(i - 1) .. wordEnd(i)]. */
  private readonly word = new Uint32Column(1 << 12);
  private readonly wordEnd = new Uint32Column(1 << 10);
  private readonly hashes = new Uint32Column(1 << 10);
  private readonly counts: number[] = [];
  private slots = new Int32Array(1 << 12);
  private readonly wildcard: number;

  constructor(limits: Partial<MergeLimits> = {}) {
    this.limits = { ...DEFAULT_MERGE_LIMITS, ...limits };
    this.wildcard = this.indexOf(WILDCARD);
  }

  /** Global number of each local shape; `numCoarse`: of the shard's messages those that are coarse already. */
  merge({ words, word, wordEnd, count }: PackedShapes, numCoarse: number): Uint32Array {
    this.numCoarse += numCoarse;
    const known = new Int32Array(words.length).fill(-1);
    const sequence: number[] = [];
    let at = 0;
    return Uint32Array.from(wordEnd, (end, local) => {
      sequence.length = 0;
      for (; at < end; at++) {
        const w = word[at];
        if (known[w] < 0) known[w] = this.indexOf(words[w]);
        sequence.push(known[w]);
      }
      return this.shapeOf(sequence, count[local]);
    });
  }

  tokensOf(shape: number): string[] {
    const tokens: string[] = [];
    for (let i = this.beginOf(shape); i < this.wordEnd.at(shape); i++)
      tokens.push(this.words[this.word.at(i)]);
    return tokens;
  }

  table(): ShapeTable {
    const tokens = this.counts.map((_, shape) => this.tokensOf(shape));
    return { length: tokens.length, tokens, count: Float64Array.from(this.counts) };
  }

  private indexOf(text: string): number {
    let index = this.wordIndex.get(text);
    if (index === undefined) {
      index = this.words.length;
      this.wordIndex.set(text, index);
      this.words.push(text);
      this.numChars += text.length;
    }
    return index;
  }

  private shapeOf(sequence: number[], count: number): number {
    const { maxShapes, maxChars } = this.limits;
    let slot = this.find(sequence);
    if (this.slots[slot] === 0) {
      if (this.counts.length < maxShapes && this.numChars < maxChars) slot = this.add(slot, sequence);
      else {
        this.numCoarse += count;
        slot = this.coarseSlot(sequence);
      }
    }
    const shape = this.slots[slot] - 1;
    this.counts[shape] += count;
    return shape;
  }

  private coarseSlot(sequence: readonly number[]): number {
    const room = this.limits.maxShapes + Math.ceil(this.limits.maxShapes / COARSE_SHARE);
    const coarse = [...sequence.slice(0, COARSE_TOKENS), this.wildcard];
    let slot = this.find(coarse);
    if (this.slots[slot] !== 0) return slot;
    if (this.counts.length < room) return this.add(slot, coarse);
    slot = this.find([this.wildcard]);
    return this.slots[slot] !== 0 ? slot : this.add(slot, [this.wildcard]);
  }

  /** Slot of the sequence, or the empty one where it belongs. */
  private find(sequence: readonly number[]): number {
    const hash = hashOf(sequence);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const shape = this.slots[slot] - 1;
      if (shape < 0 || (this.hashes.at(shape) === hash && this.equals(shape, sequence))) return slot;
    }
  }

  private equals(shape: number, sequence: readonly number[]): boolean {
    const begin = this.beginOf(shape);
    if (this.wordEnd.at(shape) - begin !== sequence.length) return false;
    for (let i = 0; i < sequence.length; i++) if (this.word.at(begin + i) !== sequence[i]) return false;
    return true;
  }

  /** Returns the slot, which moves when the table grows. */
  private add(slot: number, sequence: readonly number[]): number {
    for (const word of sequence) this.word.push(word);
    this.wordEnd.push(this.word.length);
    this.hashes.push(hashOf(sequence));
    this.slots[slot] = this.counts.push(0);
    if (this.counts.length * 2 <= this.slots.length) return slot;
    this.grow();
    return this.find(sequence);
  }

  private grow(): void {
    const mask = this.slots.length * 2 - 1;
    this.slots = new Int32Array(mask + 1);
    for (let shape = 0; shape < this.counts.length; shape++) {
      let slot = this.hashes.at(shape) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = shape + 1;
    }
  }

  private beginOf(shape: number): number {
    return shape === 0 ? 0 : this.wordEnd.at(shape - 1);
  }
}

function hashOf(sequence: readonly number[]): number {
  let hash = sequence.length;
  for (const word of sequence) hash = fmix32(Math.imul(hash, 0x9e3779b1) ^ word);
  return hash >>> 0;
}
