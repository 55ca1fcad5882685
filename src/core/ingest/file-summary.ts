/** Summary of one file for the user: what it is, how it was read, its span of time. */
import type { FileSummary, Gap, LogShard, Zone } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import type { FileZone } from './time/file-zone';
import type { FormatGuess } from './types';

/** What is known of a file before it is scanned. */
export interface FileStart {
  readonly name: string;
  readonly bytes: number;
  readonly compression: FileSummary['compression'];
  readonly encoding: string;
  readonly guess: FormatGuess;
  /** Of times that state none; the plan's. */
  readonly zone: FileZone;
  /** ms UTC, null: unknown. */
  readonly lastModified: number | null;
}

/** What is known after its last shard. */
export interface FileEnd {
  readonly fileIdx: number;
  readonly numShards: number;
  readonly xxh64: string | null;
  /** Bytes that could not be read, each between two shards or behind the last. */
  readonly gaps: readonly Gap[];
}

/** Counts of one file, gathered shard by shard. */
export interface FileCounts {
  readonly start: FileStart;
  readonly shards: readonly LogShard[];
  readonly gaps: readonly Gap[];
  readonly unparsedLineNums: readonly number[];
  readonly rowBegin: number;
  readonly numLines: number;
  readonly numUnparsed: number;
}

export function summaryOf(file: FileCounts, end: FileEnd, rowEnd: number, zone: Zone): FileSummary {
  const { start } = file;
  const span = spanOf(file.shards);
  return {
    name: start.name,
    bytes: start.bytes,
    xxh64: end.xxh64,
    compression: start.compression,
    format: start.guess.format,
    formatConfidence01: start.guess.confidence01,
    encoding: start.encoding,
    zone,
    numLines: file.numLines,
    numRecords: rowEnd - file.rowBegin,
    numUnparsed: file.numUnparsed,
    unparsedLineNums: file.unparsedLineNums,
    numBackwards: span.numBackwards,
    gaps: file.gaps,
    rowBegin: file.rowBegin,
    rowEnd,
    firstMs: span.first,
    lastMs: span.last,
  };
}

/** Earliest and latest time, and how often the clock went back from one record that states a time to the next. */
export function spanOf(shards: readonly LogShard[]): {
  first: EpochMs | null;
  last: EpochMs | null;
  numBackwards: number;
} {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let previous = Number.NEGATIVE_INFINITY;
  let numBackwards = 0;
  for (const shard of shards) {
    for (const time of shard.timeMs) {
      if (Number.isNaN(time)) continue;
      if (time < previous) numBackwards++;
      previous = time;
      if (time < first) first = time;
      if (time > last) last = time;
    }
  }
  const stated = (value: number): EpochMs | null => (Number.isFinite(value) ? (value as EpochMs) : null);
  return { first: stated(first), last: stated(last), numBackwards };
}
