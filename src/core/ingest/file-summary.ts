/** Summary of one file for the user: what it is, how it was read, its span of time. */
import type { ClockChange, FileSummary, Gap, LogShard, Zone } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import { readingRules } from './reading-rules';
import { clockChangesOf, isJump, type Jump, MAX_JUMPS } from './time/clock-change';
import type { FileClock } from './time/file-clock';
import type { FileZone } from './time/file-zone';
import { timeReadingOf } from './time/reading';
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
  readonly place?: FileSummary['place'];
  /** The user chose its format. */
  readonly isFormatSet?: boolean;
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

export function summaryOf(
  file: FileCounts,
  end: FileEnd,
  rowEnd: number,
  zone: Zone,
  clock: FileClock,
): FileSummary {
  const { start } = file;
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
    gaps: file.gaps,
    rowBegin: file.rowBegin,
    rowEnd,
    ...timesOf(file.shards, clock, zone),
    rules: readingRules(start.guess, start.isFormatSet ?? false),
    ...(start.place && { place: start.place }),
  };
}

/** What a summary says of the times of a file's shards. */
export function timesOf(
  shards: readonly LogShard[],
  clock: FileClock,
  zone: Zone,
): Pick<FileSummary, 'numBackwards' | 'firstMs' | 'lastMs' | 'reading'> {
  // Times of any zone show the changes of its clocks; those of a zone that is known do not.
  const isLocal = zone.from === 'assumed' && clock.numZoned === 0 && clock.numDateless === 0;
  const { first: firstMs, last: lastMs, numBackwards, changes } = spanOf(shards, isLocal);
  const reading = timeReadingOf(clock, zone, firstMs, changes);
  return { numBackwards, firstMs, lastMs, reading };
}

/**
 * Earliest and latest time, how often the clock went back from one record that states a time to the next, and where clocks were
 * changed, if `isLocal`.
 */
function spanOf(
  shards: readonly LogShard[],
  isLocal: boolean,
): {
  first: EpochMs | null;
  last: EpochMs | null;
  numBackwards: number;
  changes: readonly ClockChange[];
} {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  let previous = Number.NEGATIVE_INFINITY;
  let numBackwards = 0;
  let numTimes = 0;
  const jumps: Jump[] = [];
  for (const shard of shards) {
    for (const time of shard.timeMs) {
      if (Number.isNaN(time)) continue;
      numTimes++;
      if (time < previous) numBackwards++;
      if (isLocal && isJump(previous, time) && jumps.length < MAX_JUMPS)
        jumps.push({ beforeMs: previous, afterMs: time });
      previous = time;
      if (time < first) first = time;
      if (time > last) last = time;
    }
  }
  const stated = (value: number): EpochMs | null => (Number.isFinite(value) ? (value as EpochMs) : null);
  const { changes, numBack } = clockChangesOf(jumps, (last - first) / numTimes);
  return { first: stated(first), last: stated(last), numBackwards: numBackwards - numBack, changes };
}
