/**
 * Shard results to the LogTable. In: results of shards in any order, files as they begin and end. Out: one table whose
 * rows, times, kinds and line numbers do not depend on how the files were cut or on which scanner was first.
 */
import type { FileSummary, Gap, LogShard, LogTable, Zone } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { problem } from '../wording/problem';
import { addGap, carryAfter, fitsCarry, shardOf } from './append-shard';
import { type FileCounts, type FileEnd, type FileStart, summaryOf } from './file-summary';
import { joinShards } from './join-shards';
import { MAX_UNPARSED_LISTED } from './limits';
import { MentionMerger } from './mentions/merge-mentions';
import { KindMerger } from './merge-kinds';
import { PreviewCounts } from './preview-counts';
import { DEFAULT_MERGE_LIMITS } from './shapes/merge-shapes';
import { shiftFile, shiftsBeside } from './time/align-files';
import type { FileClock } from './time/file-clock';
import { readingProblems } from './time/reading-problems';
import { previewTimeOf, resolveTimes } from './time/resolve-file';
import { zoneName } from './time/zone';
import { CARRY_NONE, type Carry, type ShardResult } from './types';

/** A shard that has to be scanned again, from the true state of the record before it. */
export interface Rescan {
  readonly fileIdx: number;
  readonly shardIdx: number;
  readonly carry: Carry;
}

export interface BuilderSettings {
  /** Year of the first line of logs that state none. */
  readonly year: number | null;
}

export interface BuilderOptions {
  /** Neighbouring shards of together no more rows become one, where a file is read in very small ones; absent: none do. */
  readonly joinRows?: number;
}

export interface FrequentShape {
  readonly tokens: readonly string[];
  readonly count: number;
  readonly level: number;
}

interface OpenFile extends FileCounts {
  readonly pending: Map<number, ShardResult>;
  readonly shards: LogShard[];
  readonly gaps: Gap[];
  readonly unparsedLineNums: number[];
  nextShard: number;
  carry: Carry;
  numLines: number;
  numUnparsed: number;
  numZoned: number;
  zoneMinutes: number | null;
}

export class TableBuilder {
  private readonly settings: BuilderSettings;
  private readonly joinRows: number;
  private readonly kinds = new KindMerger();
  private readonly mentions = new MentionMerger();
  private readonly waiting: { start: FileStart; pending: Map<number, ShardResult>; end: FileEnd | null }[] =
    [];
  private readonly shards: LogShard[] = [];
  private readonly files: FileSummary[] = [];
  /** For each file, once the table is finished. */
  readonly clocks: FileClock[] = [];
  /** Counts for the page while reading goes on. */
  readonly preview = new PreviewCounts();
  private readonly levelOf = (kind: number): number => this.kinds.levelOf(kind);
  private numRows = 0;
  private lastMs: number | null = null;
  private current: OpenFile | null = null;

  constructor(settings: BuilderSettings, { joinRows = 0 }: BuilderOptions = {}) {
    this.settings = settings;
    this.joinRows = joinRows;
  }

  /** Announces the next file; returns its index. Files are assembled in this order. */
  addFile(start: FileStart): number {
    this.waiting.push({ start, pending: new Map(), end: null });
    return this.waiting.length - 1;
  }

  /** Takes a result in any order. Returns a shard that must be scanned again (its result is then added as any other), or null. */
  add(result: ShardResult): Rescan | null {
    this.waiting[result.fileIdx].pending.set(result.shardIdx, result);
    return this.drain();
  }

  /** Tells that a file has no more shards than `end.numShards`. As add. */
  endFile(end: FileEnd): Rescan | null {
    this.waiting[end.fileIdx].end = end;
    return this.drain();
  }

  /** A file that is being assembled has become longer. */
  regrow(fileIdx: number, size: Pick<FileStart, 'bytes' | 'lastModified'>): void {
    const waiting = this.waiting[fileIdx];
    waiting.start = { ...waiting.start, ...size };
    if (this.current && this.files.length === fileIdx)
      this.current = { ...this.current, start: waiting.start };
  }

  /** The table, once every file has ended and every shard was added. `problems` are kept as they are. */
  finish(problems: readonly Problem[]): LogTable {
    shiftsBeside(this.files, this.clocks).forEach((shift, fileIdx) => {
      if (shift) this.files[fileIdx] = shiftFile(this.files[fileIdx], fileIdx, this.shards, shift);
    });
    return this.tableOf(this.files, this.shards, this.mentions.table(), problems);
  }

  /**
   * The table as if the file that is open ended here, with the hash of its text so far, and how its files' times are written. It shares no
   * column with what is assembled after it but those that nothing changes any more.
   */
  soFar(problems: readonly Problem[], xxh64: string | null): { table: LogTable; clocks: FileClock[] } {
    const files = [...this.files];
    const clocks = [...this.clocks];
    let shards = [...this.shards];
    if (files.length < this.waiting.length) {
      const open = this.openFile();
      const own = { ...open, shards: open.shards.map(withOwnTimes), gaps: [...open.gaps] };
      const end = { fileIdx: files.length, numShards: open.nextShard, xxh64, gaps: [] };
      const { clock, summary } = this.ended(own, end);
      shards = [...shards, ...own.shards];
      files.push(summary);
      clocks.push(clock);
    }
    shiftsBeside(files, clocks).forEach((shift, fileIdx) => {
      if (!shift) return;
      shards = shards.map((shard) => (shard.fileIdx === fileIdx ? withOwnTimes(shard) : shard));
      files[fileIdx] = shiftFile(files[fileIdx], fileIdx, shards, shift);
    });
    return { table: this.tableOf(files, shards, this.mentions.soFar(), problems), clocks };
  }

  /** Records so far, and the time of the last one that states one, UTC ms; null: none does. */
  get last(): { readonly numRows: number; readonly timeMs: number | null } {
    return { numRows: this.numRows, timeMs: this.lastMs };
  }

  private tableOf(
    files: readonly FileSummary[],
    shards: readonly LogShard[],
    mentions: LogTable['mentions'],
    problems: readonly Problem[],
  ): LogTable {
    const { numCoarse } = this.kinds;
    const told = numCoarse > 0 ? [...problems, tooManyShapes(numCoarse)] : problems;
    return {
      length: this.numRows,
      files,
      shards,
      kinds: this.kinds.kinds(),
      shapes: this.kinds.shapes(),
      sources: [...this.kinds.sources],
      mentions,
      problems: [...told, ...readingProblems(files)],
    };
  }

  /** Files that assembly has reached. */
  filesSoFar(): { name: string; format: string }[] {
    const reached = this.current ? this.files.length + 1 : this.files.length;
    return this.waiting
      .slice(0, reached)
      .map(({ start }) => ({ name: start.name, format: start.guess.format }));
  }

  /** The shapes of most records so far, most frequent first, with the gravest level of theirs. */
  frequentShapes(limit: number): FrequentShape[] {
    const found = new Map<number, { shape: number; count: number; level: number }>();
    this.preview.ofKind.forEach((count, kind) => {
      const shape = this.kinds.shapeOf(kind);
      const entry = found.get(shape) ?? { shape, count: 0, level: 0 };
      found.set(shape, entry);
      entry.count += count;
      entry.level = Math.max(entry.level, this.kinds.levelOf(kind));
    });
    return [...found.values()]
      .sort((a, b) => b.count - a.count || a.shape - b.shape)
      .slice(0, limit)
      .map(({ shape, count, level }) => ({ tokens: this.kinds.tokensOf(shape), count, level }));
  }

  private drain(): Rescan | null {
    while (this.files.length < this.waiting.length) {
      const file = this.openFile();
      for (;;) {
        const result = file.pending.get(file.nextShard);
        if (!result) break;
        if (!fitsCarry(result, file.carry)) {
          file.pending.delete(file.nextShard);
          return {
            fileIdx: result.fileIdx,
            shardIdx: result.shardIdx,
            carry: { ...file.carry, midLine: result.carryIn.midLine },
          };
        }
        file.pending.delete(file.nextShard);
        file.nextShard++;
        this.append(file, result);
      }
      const { end } = this.waiting[this.files.length];
      if (!end || file.nextShard < end.numShards) return null;
      this.close(file, end);
    }
    return null;
  }

  private openFile(): OpenFile {
    if (this.current) return this.current;
    const { start, pending } = this.waiting[this.files.length];
    this.current = {
      start,
      pending,
      shards: [],
      gaps: [],
      unparsedLineNums: [],
      rowBegin: this.numRows,
      nextShard: 0,
      carry: CARRY_NONE,
      numLines: 0,
      numUnparsed: 0,
      numZoned: 0,
      zoneMinutes: null,
    };
    return this.current;
  }

  private append(file: OpenFile, result: ShardResult): void {
    for (const gap of result.gaps) addGap(file.gaps, gap);
    const previous = file.shards.at(-1);
    // What leads the shard belongs to the record before it: the border moves.
    if (previous && result.leadingBytes > 0)
      file.shards[file.shards.length - 1] = { ...previous, byteEnd: previous.byteEnd + result.leadingBytes };
    if (result.length > 0) {
      const kindOf = this.kinds.merge(result);
      const shard = shardOf(result, kindOf, this.numRows, file.numLines);
      const before = file.shards.at(-1);
      if (before && before.length + shard.length <= this.joinRows)
        file.shards[file.shards.length - 1] = joinShards(before, shard);
      else file.shards.push(shard);
      const timeOf = previewTimeOf(file.start, this.settings.year);
      this.preview.add(shard, this.levelOf, timeOf);
      const stated = shard.timeMs.findLast((timeMs) => Number.isFinite(timeMs));
      if (stated !== undefined) this.lastMs = timeOf(stated);
      this.mentions.add(result, this.numRows, file.start.guess.plan.identifier?.identifier ?? '');
      this.numRows += result.length;
    }
    for (const line of result.unparsedLines)
      if (file.unparsedLineNums.length < MAX_UNPARSED_LISTED)
        file.unparsedLineNums.push(file.numLines + line + 1);
    file.numUnparsed += result.numUnparsed;
    file.numZoned += result.numZoned;
    file.zoneMinutes ??= result.zoneMinutes;
    file.numLines += result.numLines;
    file.carry = carryAfter(result, file.carry);
  }

  private close(file: OpenFile, end: FileEnd): void {
    const { clock, summary } = this.ended(file, end);
    this.clocks.push(clock);
    for (const shard of file.shards) this.shards.push(shard);
    this.files.push(summary);
    this.waiting[this.files.length - 1].pending.clear();
    this.current = null;
  }

  /** What is known of a file that ends so; its times are resolved in place. */
  private ended(file: OpenFile, end: FileEnd): { clock: FileClock; summary: FileSummary } {
    for (const gap of end.gaps) addGap(file.gaps, gap);
    file.gaps.sort((a, b) => a.begin - b.begin);
    const clock = resolveTimes(file.shards, file.start, file.numZoned, this.settings.year);
    return { clock, summary: summaryOf(file, end, this.numRows, this.zoneOf(file), clock) };
  }

  private zoneOf(file: OpenFile): Zone {
    const rows = this.numRows - file.rowBegin;
    if (file.zoneMinutes !== null && file.numZoned * 2 > rows)
      return { name: zoneName(file.zoneMinutes), from: 'log' };
    return file.start.zone;
  }
}

const withOwnTimes = (shard: LogShard): LogShard => ({ ...shard, timeMs: shard.timeMs.slice() });

function tooManyShapes(numCoarse: number): Problem {
  const cap = DEFAULT_MERGE_LIMITS.maxShapes.toLocaleString('en');
  const message = `The log has more than ${cap} distinct line shapes, the most that are kept apart: ${numCoarse.toLocaleString('en')} records of further ones are told apart by their first three words at most. A mask for what varies in them (Settings) brings them together.`;
  return problem('warning', 'too-many-shapes', message);
}
