/**
 * Shard results to the LogTable. In: results of shards in any order, files as they begin and end. Out: one table whose
 * rows, times, kinds and line numbers do not depend on how the files were cut or on which scanner was first.
 */
import type { FileSummary, Gap, LogShard, LogTable, Zone } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { problem } from '../wording/problem';
import { type FileCounts, type FileEnd, type FileStart, summaryOf } from './file-summary';
import { STREAM_CUT, STREAM_UNKNOWN } from './header';
import { MAX_RECORD_BYTES, MAX_RECORD_LINES, MAX_UNPARSED_LISTED } from './limits';
import { MentionMerger } from './mentions/merge-mentions';
import { KindMerger } from './merge-kinds';
import { PreviewCounts } from './preview-counts';
import { DEFAULT_MERGE_LIMITS } from './shapes/merge-shapes';
import { daysToShift, shiftFile } from './time/align-days';
import type { FileClock } from './time/file-clock';
import { readingProblems } from './time/reading-problems';
import { isDayGuessed, previewTimeOf, resolveTimes } from './time/resolve-file';
import { zoneName } from './time/zone';
import { IN_TRACE } from './trace-lines';
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
  private current: OpenFile | null = null;

  constructor(settings: BuilderSettings) {
    this.settings = settings;
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

  /** The table, once every file has ended and every shard was added. `problems` are kept as they are. */
  finish(problems: readonly Problem[]): LogTable {
    this.alignDays();
    const { numCoarse } = this.kinds;
    const told = numCoarse > 0 ? [...problems, tooManyShapes(numCoarse)] : problems;
    return {
      length: this.numRows,
      files: this.files,
      shards: this.shards,
      kinds: this.kinds.kinds(),
      shapes: this.kinds.shapes(),
      sources: this.kinds.sources,
      mentions: this.mentions.table(),
      problems: [...told, ...readingProblems(this.files)],
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
      file.shards.push(shard);
      this.preview.add(shard, this.levelOf, previewTimeOf(file.start, this.settings.year));
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
    for (const gap of end.gaps) addGap(file.gaps, gap);
    file.gaps.sort((a, b) => a.begin - b.begin);
    const clock = resolveTimes(file.shards, file.start, file.numZoned, this.settings.year);
    this.clocks.push(clock);
    this.shards.push(...file.shards);
    this.files.push(summaryOf(file, end, this.numRows, this.zoneOf(file), clock));
    this.waiting[this.files.length - 1].pending.clear();
    this.current = null;
  }

  /** Files without a date take the day of those beside them. */
  private alignDays(): void {
    daysToShift(this.files, this.clocks.map(isDayGuessed)).forEach((days, fileIdx) => {
      if (days !== 0) this.files[fileIdx] = shiftFile(this.files[fileIdx], fileIdx, this.shards, days);
    });
  }

  private zoneOf(file: OpenFile): Zone {
    const rows = this.numRows - file.rowBegin;
    if (file.zoneMinutes !== null && file.numZoned * 2 > rows)
      return { name: zoneName(file.zoneMinutes), from: 'log' };
    return file.start.zone;
  }
}

function tooManyShapes(numCoarse: number): Problem {
  const cap = DEFAULT_MERGE_LIMITS.maxShapes.toLocaleString('en');
  const message = `The log has more than ${cap} distinct line shapes, the most that are kept apart: ${numCoarse.toLocaleString('en')} records of further ones are told apart by their first three words at most. A mask for what varies in them (Settings) brings them together.`;
  return problem('warning', 'too-many-shapes', message);
}

/** Whether a result that was scanned from one state holds for the true one. */
function fitsCarry(result: ShardResult, carry: Carry): boolean {
  const { carryIn } = result;
  if (result.unreadable) return true;
  if (carryIn.hasRecord !== carry.hasRecord) return false;
  if (carry.stream === STREAM_CUT && carryIn.stream !== STREAM_CUT) return false;
  // What ends a trace is told by the record that it is in.
  if (carry.stream > 0 && (carry.stream & IN_TRACE) !== 0 && carryIn.stream !== carry.stream) return false;
  if (result.leadingStream !== undefined && result.leadingStream !== carry.stream) return false;
  if (carryIn.lines === carry.lines && carryIn.bytes === carry.bytes) return true;
  // Nothing led the shard, or what did fits into the record before: then its length did not matter.
  if (result.leadingBytes === 0 && result.length > 0)
    return carry.lines < MAX_RECORD_LINES && carry.bytes < MAX_RECORD_BYTES;
  return (
    carry.lines + result.leadingLines <= MAX_RECORD_LINES &&
    carry.bytes + result.leadingBytes < MAX_RECORD_BYTES
  );
}

function carryAfter(result: ShardResult, before: Carry): Carry {
  if (result.length > 0 || !before.hasRecord || result.unreadable) return result.carryOut;
  return {
    hasRecord: true,
    lines: before.lines + result.leadingLines,
    bytes: before.bytes + result.leadingBytes,
    stream: result.carryOut.stream === STREAM_UNKNOWN ? before.stream : result.carryOut.stream,
    midLine: result.carryOut.midLine,
  };
}

function shardOf(result: ShardResult, kindOf: Uint32Array, rowBegin: number, linesBefore: number): LogShard {
  const { byteOffset, kind, leadingBytes } = result;
  if (leadingBytes > 0) for (let i = 0; i < byteOffset.length; i++) byteOffset[i] -= leadingBytes;
  for (let i = 0; i < kind.length; i++) kind[i] = kindOf[kind[i]];
  return {
    fileIdx: result.fileIdx,
    rowBegin,
    length: result.length,
    byteBegin: result.begin + leadingBytes,
    byteEnd: result.end,
    lineBegin: linesBefore + result.leadingLines,
    byteOffset,
    timeMs: result.timeMs,
    kind,
    extraRow: result.extraRow,
    extraLines: result.extraLines,
  };
}

/** Joins a gap to the one before it where they touch. */
function addGap(gaps: Gap[], gap: Gap): void {
  const last = gaps.at(-1);
  if (last && last.reason === gap.reason && last.end === gap.begin)
    gaps[gaps.length - 1] = { ...last, end: gap.end };
  else gaps.push(gap);
}
