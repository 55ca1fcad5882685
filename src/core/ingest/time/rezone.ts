/**
 * The same records under other zones, without reading again. In: a table, what is known of each file's clock, the zones it
 * was read by and the new ones. Out: a table of new time columns (the old one stays as it is), or null where only a second
 * reading tells: files that state a zone here and there, or no date, or times that an hour of the old zone hid.
 */
import type { FileSummary, LogShard, LogTable } from '../../../contracts/tables';
import { spanOf } from '../file-summary';
import type { FileZone } from './file-zone';
import { latestYear } from './partial-time';
import { createInverse, createZone, type ToUtc } from './zone';

/** How the times of one file are written. Counts of records. */
export interface FileClock {
  /** With a time of any kind. */
  readonly numTimed: number;
  readonly numZoned: number;
  readonly numYearless: number;
  readonly numDateless: number;
  /** ms UTC when the file was last written; null: unknown. */
  readonly lastModified: number | null;
}

export interface ZoneShift {
  /** For each file: the zone that it was read by. */
  readonly before: readonly string[];
  readonly after: readonly FileZone[];
  /** Settings.year. */
  readonly year: number | null;
}

export function rezone(table: LogTable, clocks: readonly FileClock[], shift: ZoneShift): LogTable | null {
  const { before, after, year } = shift;
  const moves = table.files.map((_, i) => before[i] !== after[i].name);
  // The day of an undated file follows from the hours of all.
  if (moves.includes(true) && clocks.some((clock) => clock.numDateless > 0)) return null;
  const shards = [...table.shards];
  const files: FileSummary[] = [];
  for (const [i, file] of table.files.entries()) {
    const clock = clocks[i];
    const zone = file.zone.from === 'log' ? file.zone : after[i];
    const isMoved = moves[i] && clock.numZoned < clock.numTimed;
    if (isMoved && !moveFile(shards, i, clock, before[i], after[i].name, year)) return null;
    files.push({ ...file, zone, ...(isMoved ? timesOf(shards, i) : {}) });
  }
  return { ...table, files, shards };
}

/** Puts moved shards in the place of the file's; false: it has to be read. */
function moveFile(
  shards: LogShard[],
  fileIdx: number,
  clock: FileClock,
  before: string,
  after: string,
  year: number | null,
): boolean {
  const isYearless = clock.numYearless > 0;
  if (clock.numZoned > 0 || (isYearless && clock.numYearless < clock.numTimed)) return false;
  const toLocal = createInverse(before);
  const toUtc = createZone(after);
  let lastLocal = Number.NaN;
  for (const [i, shard] of shards.entries()) {
    if (shard.fileIdx !== fileIdx) continue;
    const timeMs = new Float64Array(shard.length);
    for (let row = 0; row < shard.length; row++) {
      const old = shard.timeMs[row];
      const local = toLocal(old);
      if (Number.isNaN(local) && !Number.isNaN(old)) return false;
      timeMs[row] = Number.isNaN(local) ? Number.NaN : toUtc(local);
      if (!Number.isNaN(local)) lastLocal = local;
    }
    shards[i] = { ...shard, timeMs };
  }
  return !isYearless || year !== null || keepsYear(lastLocal, clock, toUtc);
}

/** Whether a reading under the new zone would have guessed the same year. */
function keepsYear(lastLocal: number, { lastModified }: FileClock, toUtc: ToUtc): boolean {
  const last = new Date(lastLocal);
  const [year, month, day] = [last.getUTCFullYear(), last.getUTCMonth(), last.getUTCDate()];
  // The first of March of a common year may have been written as the 29th of February.
  if (month === 2 && day === 1 && year % 4 !== 0) return false;
  const inYear2000 = Date.UTC(2000, month, day) - Date.UTC(2000, 0, 1) + (lastLocal % 86_400_000);
  return lastLocal >= 0 && latestYear(inYear2000, lastModified, toUtc) === year;
}

function timesOf(
  shards: readonly LogShard[],
  fileIdx: number,
): Pick<FileSummary, 'firstMs' | 'lastMs' | 'numBackwards'> {
  const { first, last, numBackwards } = spanOf(shards.filter((shard) => shard.fileIdx === fileIdx));
  return { firstMs: first, lastMs: last, numBackwards };
}
