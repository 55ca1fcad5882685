/** Merges the mentions of shards, in file order: rows become global, keys keep their order of first occurrence. */
import type { MentionTable } from '../../contracts/tables';
import type { ShardResult } from './types';

const NONE = new Uint32Array(0);

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

  table(): MentionTable | null {
    const most = [...this.byIdentifier].sort((a, b) => b[1].length - a[1].length)[0];
    return most ? most[1].table(most[0]) : null;
  }
}

class IdentifierMentions {
  length = 0;
  private readonly rows: Uint32Array[] = [];
  private readonly keyColumns: Uint32Array[] = [];
  private readonly keyIndex = new Map<string, number>();
  private readonly keys: string[] = [];

  add(result: ShardResult, rowBegin: number): void {
    const keys = result.mentionKeys.map((key) => this.keyOf(key));
    const { mentionRow, mentionKey } = result;
    for (let i = 0; i < mentionRow.length; i++) {
      mentionRow[i] += rowBegin;
      mentionKey[i] = keys[mentionKey[i]];
    }
    this.rows.push(mentionRow);
    this.keyColumns.push(mentionKey);
    this.length += mentionRow.length;
  }

  table(identifier: string): MentionTable {
    const row = concatenate(this.rows);
    return { length: row.length, identifier, row, key: concatenate(this.keyColumns), keys: this.keys };
  }

  private keyOf(key: string): number {
    let index = this.keyIndex.get(key);
    if (index === undefined) {
      index = this.keys.length;
      this.keyIndex.set(key, index);
      this.keys.push(key);
    }
    return index;
  }
}

/** One column of all; `columns` is emptied on the way, so that the collector can take what was copied. */
function concatenate(columns: Uint32Array[]): Uint32Array {
  const all = new Uint32Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const [i, column] of columns.entries()) {
    all.set(column, at);
    at += column.length;
    columns[i] = NONE;
  }
  columns.length = 0;
  return all;
}
