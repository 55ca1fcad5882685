/** Numbers for byte strings, in order of first occurrence; open addressing over FNV-1a, no JavaScript string per lookup. */
import { decodeRange, release } from './bytes';
import { Uint32Column } from './bytes-columns';

/** Texts one after another: text i is text[textEnd[i - 1], textEnd[i]). Crosses threads without a string for each. */
export interface PackedTexts {
  readonly text: Uint8Array;
  readonly textEnd: Uint32Array;
}

/** Made anew each time: what crosses to another thread is gone here. */
export const noTexts = (): PackedTexts => ({ text: new Uint8Array(0), textEnd: new Uint32Array(0) });

export class BytesInterner {
  private table = new Int32Array(1024).fill(-1);
  private readonly hashes = new Uint32Column();
  /** String i is store[ends(i - 1), ends(i)). */
  private readonly ends = new Uint32Column();
  private store = new Uint8Array(4096);
  private used = 0;

  get length(): number {
    return this.ends.length;
  }

  /** Index of the string bytes[begin, end), 0-based. */
  intern(bytes: Uint8Array, begin: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let i = begin; i < end; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
    hash = (hash ^ (hash >>> 15)) >>> 0;
    const mask = this.table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.table[slot];
      if (index < 0) return this.add(bytes, begin, end, hash, slot);
      if (this.hashes.at(index) === hash && this.equals(index, bytes, begin, end)) return index;
    }
  }

  strings(): string[] {
    return textsOf({ text: this.store.subarray(0, this.used), textEnd: this.ends.view() });
  }

  /** A copy of all texts. */
  packed(): PackedTexts {
    return { text: this.store.slice(0, this.used), textEnd: this.ends.view().slice() };
  }

  /** Gives the memory back at once; the interner is not to be used again. */
  release(): void {
    for (const bytes of [this.table, this.store]) release(bytes);
    release(this.hashes.take());
    release(this.ends.take());
  }

  private beginOf(index: number): number {
    return index === 0 ? 0 : this.ends.at(index - 1);
  }

  private equals(index: number, bytes: Uint8Array, begin: number, end: number): boolean {
    const start = this.beginOf(index);
    if (this.ends.at(index) - start !== end - begin) return false;
    for (let i = begin, j = start; i < end; i++, j++) if (bytes[i] !== this.store[j]) return false;
    return true;
  }

  private add(bytes: Uint8Array, begin: number, end: number, hash: number, slot: number): number {
    const index = this.ends.length;
    this.reserve(end - begin);
    this.store.set(bytes.subarray(begin, end), this.used);
    this.used += end - begin;
    this.ends.push(this.used);
    this.hashes.push(hash);
    this.table[slot] = index;
    if (index * 2 > this.table.length) this.grow();
    return index;
  }

  private reserve(size: number): void {
    if (this.used + size <= this.store.length) return;
    const larger = new Uint8Array(Math.max(this.store.length * 2, this.used + size));
    larger.set(this.store);
    this.store = larger;
  }

  private grow(): void {
    this.table = new Int32Array(this.table.length * 4).fill(-1);
    const mask = this.table.length - 1;
    for (let index = 0; index < this.hashes.length; index++) {
      let slot = this.hashes.at(index) & mask;
      while (this.table[slot] >= 0) slot = (slot + 1) & mask;
      this.table[slot] = index;
    }
  }
}

/** Texts that are decoded at once: a string cannot be of any length. */
const BATCH = 4096;

export function textsOf({ text, textEnd }: PackedTexts): string[] {
  const texts: string[] = [];
  for (let first = 0, begin = 0; first < textEnd.length; first += BATCH) {
    const ends = textEnd.subarray(first, first + BATCH);
    const from = begin;
    // One decoding of all where every byte is a character.
    const all = decodeRange(text, from, ends[ends.length - 1]);
    const plain = all.length === ends[ends.length - 1] - from;
    for (const end of ends) {
      texts.push(plain ? all.slice(begin - from, end - from) : decodeRange(text, begin, end));
      begin = end;
    }
  }
  return texts;
}
