/**
 * The same records under other zones, without reading again. In: a table, what is known of each file's clock, the zones it
 * was read by and the new ones. Out: a table of new time columns (the old one stays as it is), or null where only a second
 * reading tells: files that state a zone here and there, or no date, or times that an hour of the old zone hid.
 */
import type { FileSummary, LogShard, LogTable, Zone } from '../../../contracts/tables';
import { timesOf } from '../file-summary';
import type { FileClock } from './file-clock';
import type { FileZone } from './file-zone';
import { latestYear } from './partial-time';
import { READING_CODES, readingProblems } from './reading-problems';
import { partRepeatedHours } from './repeated-hour';
import { createInverse, createZone, type ToUtc } from './zone';

export interface ZoneShift {
  /** For each file: the zone that it was read by. */
  readonly before: readonly string[];
  readonly after: readonly FileZone[];
}

export function rezone(
  table: LogTable,
  clocks: readonly FileClock[],
  { before, after }: ZoneShift,
): LogTable | null {
  const moves = table.files.map((_, i) => before[i] !== after[i].name);
  // The day of an undated file follows from the hours of all.
  if (moves.includes(true) && clocks.some((clock) => clock.numDateless > 0)) return null;
  // What the name of a zone means may follow from the one that the user sets.
  if (moves.some((isMoved, i) => isMoved && clocks[i].plan.zoneWord)) return null;
  const shards = [...table.shards];
  const files: FileSummary[] = [];
  for (const [i, file] of table.files.entries()) {
    const clock = clocks[i];
    const zone: Zone = file.zone.from === 'log' ? file.zone : after[i];
    const isMoved = moves[i] && clock.numZoned < clock.numTimed;
    if (isMoved && !moveFile(shards, i, clock, before[i], after[i].name)) return null;
    const own = shards.filter((shard) => shard.fileIdx === i);
    files.push({ ...file, zone, ...timesOf(own, clock, zone) });
  }
  const others = table.problems.filter(({ code }) => !READING_CODES.some((each) => each === code));
  return { ...table, files, shards, problems: [...others, ...readingProblems(files)] };
}

/** Puts moved shards in the place of the file's; false: it has to be read. */
function moveFile(
  shards: LogShard[],
  fileIdx: number,
  clock: FileClock,
  before: string,
  after: string,
): boolean {
  const isYearless = clock.numYearless > 0;
  if (clock.numZoned > 0 || (isYearless && clock.numYearless < clock.numTimed)) return false;
  const toLocal = createInverse(before);
  const toUtc = createZone(after);
  const moved: Float64Array[] = [];
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
    moved.push(timeMs);
    shards[i] = { ...shard, timeMs };
  }
  partRepeatedHours(moved, after);
  const isGuessed = clock.cycle === 'written' || clock.cycle === 'unknown';
  return !isYearless || !isGuessed || keepsYear(lastLocal, clock, toUtc);
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
