/** Which rows a LineQuery asks for, and the order in which several files read as one. Text is the caller's part. */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';

export interface RowFilter {
  readonly template: number | null;
  /** Index into LEVELS; 0: all. */
  readonly minLevel: number;
  readonly fileIdx: number | null;
  /** Half-open span of time; a record without a time counts at that of the record before it in its file. */
  readonly start: EpochMs | null;
  readonly end: EpochMs | null;
}

/** Rows that match, ascending. One pass over the columns. `levels`: what each kind counts as. */
export function filterRows(
  table: LogTable,
  templates: TemplateTable,
  filter: RowFilter,
  levels: Uint8Array = table.kinds.level,
): Uint32Array {
  const found = new RowList();
  const wanted = wantedKinds(templates, filter, levels);
  const start = filter.start ?? Number.NEGATIVE_INFINITY;
  const end = filter.end ?? Number.POSITIVE_INFINITY;
  const timed = filter.start !== null || filter.end !== null;
  let fileIdx = -1;
  let time = Number.NaN;
  for (const shard of table.shards) {
    if (shard.fileIdx !== fileIdx) time = Number.NaN;
    fileIdx = shard.fileIdx;
    if (filter.fileIdx !== null && fileIdx !== filter.fileIdx) continue;
    for (let i = 0; i < shard.length; i++) {
      const own = shard.timeMs[i];
      if (!Number.isNaN(own)) time = own;
      if (wanted[shard.kind[i]] && (!timed || (time >= start && time < end))) found.push(shard.rowBegin + i);
    }
  }
  return found.take();
}

/** 1 for each kind whose level and template the filter lets through. */
function wantedKinds(templates: TemplateTable, filter: RowFilter, levels: Uint8Array): Uint8Array {
  const wanted = new Uint8Array(levels.length);
  for (let kind = 0; kind < wanted.length; kind++) {
    const levelOk = levels[kind] >= filter.minLevel;
    const templateOk = filter.template === null || templates.ofKind[kind] === filter.template;
    wanted[kind] = levelOk && templateOk ? 1 : 0;
  }
  return wanted;
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
