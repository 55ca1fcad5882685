/** Keys of sessions that the rows of a shard mention, without the kernel. In: the rows' ranges. Out: pairs (row, key). */
import { Uint32Column } from '../../lib/bytes-columns';
import { BytesInterner, type PackedTexts } from '../../lib/bytes-interner';
import type { IdentifierPlan } from '../types';
import { createMentionFinder } from './identifier';

/** Each pair at most once, rows ascending; keys count in order of first occurrence. */
export interface Mentions {
  readonly mentionRow: Uint32Array;
  readonly mentionKey: Uint32Array;
  readonly mentionKeys: PackedTexts;
}

export interface MentionTable {
  /** The next row, from 0: its keys are looked for in bytes [begin, end) of the shard. */
  add(bytes: Uint8Array, begin: number, end: number): void;
  /** Once, after the last row. */
  take(): Mentions;
}

export class PlainMentions implements MentionTable {
  private readonly rows = new Uint32Column();
  private readonly keyIdx = new Uint32Column();
  private readonly keys = new BytesInterner();
  private readonly find: (bytes: Uint8Array, begin: number, end: number) => void;
  private row = 0;

  constructor(plan: IdentifierPlan) {
    this.find = createMentionFinder(plan, (bytes, begin, end) => this.found(bytes, begin, end));
  }

  add(bytes: Uint8Array, begin: number, end: number): void {
    this.find(bytes, begin, end);
    this.row++;
  }

  take(): Mentions {
    const { rows, keyIdx, keys } = this;
    return { mentionRow: rows.take(), mentionKey: keyIdx.take(), mentionKeys: keys.packed() };
  }

  private found(bytes: Uint8Array, begin: number, end: number): void {
    const key = this.keys.intern(bytes, begin, end);
    for (let i = this.rows.length - 1; i >= 0 && this.rows.at(i) === this.row; i--)
      if (this.keyIdx.at(i) === key) return;
    this.rows.push(this.row);
    this.keyIdx.push(key);
  }
}
