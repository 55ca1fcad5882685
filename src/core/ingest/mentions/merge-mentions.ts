/** Merges the mentions of shards, in file order: rows become global, keys keep their order of first occurrence. */
import type { MentionChunk, MentionTable } from '../../../contracts/tables';
import { BytesInterner, type PackedTexts } from '../../lib/bytes-interner';
import type { ShardResult } from '../types';

/**
 * Files may differ in their identifiers, and what is usual for a block is not for a request: sessions are made by one of
 * them, the one that most lines carry; the mentions of the others are left out.
 */
export class MentionMerger {
  private readonly byIdentifier = new Map<string, IdentifierMentions>();

  add(result: ShardResult, rowBegin: number, identifier: string): void {
    if (result.mentionRow.length === 0) return;
    const mentions = this.byIdentifier.get(identifier) ?? new IdentifierMentions();
    this.byIdentifier.set(identifier, mentions);
    mentions.add(result, rowBegin);
  }

  /** Once, after the last shard. */
  table(): MentionTable | null {
    const most = this.most();
    const table = this.soFar();
    most?.[1].release();
    return table;
  }

  /** The same, and more may follow. */
  soFar(): MentionTable | null {
    const most = this.most();
    return most ? most[1].table(most[0]) : null;
  }

  private most(): [string, IdentifierMentions] | undefined {
    return [...this.byIdentifier].sort((a, b) => b[1].length - a[1].length)[0];
  }
}

class IdentifierMentions {
  length = 0;
  private readonly chunks: MentionChunk[] = [];
  private readonly keys = new BytesInterner();

  add(result: ShardResult, rowBegin: number): void {
    const keys = this.numbersOf(result.mentionKeys);
    const { mentionRow: row, mentionKey: key } = result;
    let isOneEach = true;
    for (let i = 0; i < row.length; i++) {
      if (row[i] !== i) isOneEach = false;
      row[i] += rowBegin;
      key[i] = keys[key[i]];
    }
    this.chunks.push({ rowBegin, row: isOneEach ? null : row, key });
    this.length += key.length;
  }

  table(identifier: string): MentionTable {
    return { length: this.length, identifier, chunks: [...this.chunks], keys: this.keys.strings() };
  }

  release(): void {
    this.keys.release();
  }

  private numbersOf({ text, textEnd }: PackedTexts): Uint32Array {
    const begin = (i: number): number => (i === 0 ? 0 : textEnd[i - 1]);
    return textEnd.map((end, i) => this.keys.intern(text, begin(i), end));
  }
}
