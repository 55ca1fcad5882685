/** Merges the mentions of shards, in file order: rows become global, keys keep their order of first occurrence. */
import type { MentionTable } from '../../contracts/tables';
import type { ShardResult } from './types';

const NONE = new Uint32Array(0);

export class MentionMerger {
  private readonly rows: Uint32Array[] = [];
  private readonly keyColumns: Uint32Array[] = [];
  private readonly keyIndex = new Map<string, number>();
  private readonly keys: string[] = [];
  /** Lines of each identifier: files may differ in theirs. */
  private readonly numOf = new Map<string, number>();

  add(result: ShardResult, rowBegin: number, identifier: string): void {
    if (result.mentionRow.length === 0) return;
    const keys = result.mentionKeys.map((key) => this.keyOf(key));
    this.rows.push(result.mentionRow.map((row) => row + rowBegin));
    this.keyColumns.push(result.mentionKey.map((key) => keys[key]));
    this.numOf.set(identifier, (this.numOf.get(identifier) ?? 0) + result.mentionRow.length);
  }

  table(): MentionTable | null {
    if (this.rows.length === 0) return null;
    const row = concatenate(this.rows);
    const identifier = [...this.numOf].sort((a, b) => b[1] - a[1])[0][0];
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

/** One column of all; `columns` is emptied on the way, so that no more than one lies there twice. */
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
