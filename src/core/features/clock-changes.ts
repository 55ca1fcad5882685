/**
 * Hours that a log skips or writes twice because clocks were changed. In: what reading found of them, file by file. Out: the windows that a
 * file could not fill, and which records of a repeated hour count, so that it is as full as any other. No silence, and no flood.
 */
import type { WindowGrid } from '../../contracts/features';
import type { ClockChange, LogTable } from '../../contracts/tables';

const HOUR_MS = 3_600_000;
/** A window that misses more than this of its time would look like a drop. */
const MAX_MISSING01 = 0.25;
/** What a file of fewer records does not write is not missed in all of them. */
const MIN_SHARE01 = 0.1;

type Files = Pick<LogTable, 'files' | 'length'>;

/** 1 for each window that lies in an hour that clocks skipped in a file that matters; undefined: there is none. */
export function skippedWindows(
  table: Files,
  { startMs, windowMs, length }: WindowGrid,
): Uint8Array | undefined {
  const skipped = new Uint8Array(length);
  for (const { numRecords, reading } of table.files) {
    if (numRecords < MIN_SHARE01 * table.length) continue;
    for (const { atMs, kind } of reading?.clockChanges ?? []) {
      if (kind !== 'forward') continue;
      const first = Math.max(0, Math.floor((atMs - startMs) / windowMs));
      for (let w = first; w < length && startMs + w * windowMs < atMs + HOUR_MS; w++) {
        const begin = startMs + w * windowMs;
        const missing = Math.min(begin + windowMs, atMs + HOUR_MS) - Math.max(begin, atMs);
        if (missing > MAX_MISSING01 * windowMs) skipped[w] = 1;
      }
    }
  }
  return skipped.includes(1) ? skipped : undefined;
}

/** Both, where there are any. */
export function eitherOf(a: Uint8Array | undefined, b: Uint8Array | undefined): Uint8Array | undefined {
  return a && b ? a.map((value, w) => value | b[w]) : (a ?? b);
}

export interface ChangedHours {
  /** Whether a record is one too many: of each template every second one in an hour that was written twice is. */
  isSpare(fileIdx: number, timeMs: number, template: number): boolean;
  /** Time between two records of a file, at least 0, without an hour that clocks skipped between them. */
  delta(fileIdx: number, beforeMs: number, afterMs: number): number;
}

export function changedHours({ files }: Pick<LogTable, 'files'>, numTemplates: number): ChangedHours {
  const none: readonly ClockChange[] = [];
  const changes = files.map(({ reading }) => reading?.clockChanges ?? none);
  const isOdd = new Uint8Array(changes.some((each) => each.length > 0) ? numTemplates : 0);
  return {
    isSpare(fileIdx, timeMs, template) {
      const ofFile = changes[fileIdx];
      if (ofFile.length === 0) return false;
      const isIn = ({ atMs, kind }: ClockChange): boolean =>
        kind === 'back' && timeMs >= atMs && timeMs < atMs + HOUR_MS;
      if (!ofFile.some(isIn)) return false;
      isOdd[template] ^= 1;
      return isOdd[template] === 0;
    },
    delta(fileIdx, beforeMs, afterMs) {
      const delta = Math.max(0, afterMs - beforeMs);
      if (delta < HOUR_MS || changes[fileIdx].length === 0) return delta;
      const isBetween = ({ atMs, kind }: ClockChange): boolean =>
        kind === 'forward' && beforeMs <= atMs && afterMs >= atMs + HOUR_MS;
      return changes[fileIdx].some(isBetween) ? delta - HOUR_MS : delta;
    },
  };
}
