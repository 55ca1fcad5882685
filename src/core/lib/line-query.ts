/** Rows of a template, and the order in which several files read as one. */
import type { LogTable, TemplateTable } from '../../contracts/tables';

/** Rows of a template, ascending. */
export function rowsOfTemplate(table: LogTable, templates: TemplateTable, template: number): Uint32Array {
  const found = new RowList();
  for (const { kind, length, rowBegin } of table.shards)
    for (let i = 0; i < length; i++) if (templates.ofKind[kind[i]] === template) found.push(rowBegin + i);
  return found.take();
}

/**
 * All rows merged by time: files are merged at their heads, so that the order inside a file is kept even where its
 * clock goes back; records without a time stay behind the record before them. Ties: the earlier file first.
 */
export function mergeByTime(table: LogTable): Uint32Array {
  const order = new Uint32Array(table.length);
  const cursors = table.files.map((_, fileIdx) => new FileCursor(table, fileIdx)).filter((c) => c.row >= 0);
  let length = 0;
  while (cursors.length > 0) {
    let first = 0;
    for (let i = 1; i < cursors.length; i++) if (cursors[i].time < cursors[first].time) first = i;
    const cursor = cursors[first];
    const limit = cursors.length === 1 ? Number.POSITIVE_INFINITY : secondTime(cursors, first);
    do order[length++] = cursor.row;
    while (
      cursor.advance() &&
      cursor.time <= limit &&
      (cursor.time < limit || isFirstAmongEquals(cursors, first))
    );
    if (cursor.row < 0) cursors.splice(first, 1);
  }
  return order;
}

function secondTime(cursors: readonly FileCursor[], first: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < cursors.length; i++) if (i !== first) least = Math.min(least, cursors[i].time);
  return least;
}

function isFirstAmongEquals(cursors: readonly FileCursor[], idx: number): boolean {
  for (let i = 0; i < idx; i++) if (cursors[i].time <= cursors[idx].time) return false;
  return true;
}

/** Walks the rows of one file; `time` never goes back, so that a clock that does keeps its place in the file. */
class FileCursor {
  row = -1;
  time = Number.NEGATIVE_INFINITY;
  private readonly table: LogTable;
  private shardIdx: number;
  private local = -1;
  private readonly fileIdx: number;

  constructor(table: LogTable, fileIdx: number) {
    this.table = table;
    this.fileIdx = fileIdx;
    this.shardIdx = table.shards.findIndex((shard) => shard.fileIdx === fileIdx);
    if (this.shardIdx >= 0) this.advance();
  }

  /** False at the end of the file, where row becomes -1. */
  advance(): boolean {
    this.local++;
    let shard = this.table.shards[this.shardIdx];
    while (shard && shard.fileIdx === this.fileIdx && this.local >= shard.length) {
      shard = this.table.shards[++this.shardIdx];
      this.local = 0;
    }
    if (!shard || shard.fileIdx !== this.fileIdx) {
      this.row = -1;
      return false;
    }
    this.row = shard.rowBegin + this.local;
    const own = shard.timeMs[this.local];
    if (own > this.time) this.time = own;
    return true;
  }
}

/** A growing Uint32Array. */
class RowList {
  private rows = new Uint32Array(1024);
  private length = 0;

  push(row: number): void {
    if (this.length === this.rows.length) {
      const larger = new Uint32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[this.length++] = row;
  }

  take(): Uint32Array {
    return this.rows.slice(0, this.length);
  }
}
