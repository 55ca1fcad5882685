/** Moves files whose day or year was guessed to that of the files beside them. In: summaries and clocks of one drop. Out: how each is to be moved; the rows, moved. */
import type { FileSummary, LogShard } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import { daysToShift } from './align-days';
import { withYears, yearsToShift } from './align-years';
import type { FileClock } from './file-clock';
import { withBeside } from './reading';
import { isDayGuessed } from './resolve-file';

const DAY_MS = 86_400_000;

export interface Shift {
  /** What of its times was guessed. */
  readonly of: 'day' | 'year';
  readonly move: (ms: number) => number;
}

/** Null for files that stay where they are. */
export function shiftsBeside(files: readonly FileSummary[], clocks: readonly FileClock[]): (Shift | null)[] {
  const days = daysToShift(files, clocks.map(isDayGuessed));
  const years = yearsToShift(files, clocks);
  return files.map((_, i) => {
    if (days[i] !== 0) return { of: 'day', move: (ms) => ms + days[i] * DAY_MS };
    return years[i] === 0 ? null : { of: 'year', move: (ms) => withYears(ms, years[i]) };
  });
}

/** Moves the rows of a file in place; returns its summary, moved. */
export function shiftFile(
  file: FileSummary,
  fileIdx: number,
  shards: readonly LogShard[],
  { move, of }: Shift,
): FileSummary {
  for (const { fileIdx: owner, timeMs } of shards)
    if (owner === fileIdx) for (let i = 0; i < timeMs.length; i++) timeMs[i] = move(timeMs[i]);
  const moved = (ms: EpochMs | null): EpochMs | null => (ms === null ? null : (move(ms) as EpochMs));
  const firstMs = moved(file.firstMs);
  return { ...file, firstMs, lastMs: moved(file.lastMs), reading: withBeside(file.reading, of, firstMs) };
}
