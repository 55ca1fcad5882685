/**
 * Times of one file as the scanners leave them to what they are. In: its shards in order, how it was planned, the year that was set. Out:
 * UTC in place, and how the times are written.
 */
import type { LogShard } from '../../../contracts/tables';
import type { FileStart } from '../file-summary';
import type { FileClock } from './file-clock';
import { dateOfName } from './name-date';
import { isPartial, SAME_TIME } from './partial-code';
import { countTimes, resolvePartialTimes, roughTime, statesNoDate } from './partial-time';
import { partRepeatedHours } from './repeated-hour';
import { createZone } from './zone';

export function resolveTimes(
  shards: readonly LogShard[],
  { name, lastModified, guess: { plan } }: FileStart,
  numZoned: number,
  year: number | null,
): FileClock {
  const columns = shards.map((shard) => shard.timeMs);
  if (plan.parsers.some(({ parser }) => parser === 'same-time')) fillSameTimes(columns);
  const counts = countTimes(columns);
  const context = { lastModified, year, named: dateOfName(name), toUtc: createZone(plan.zone) };
  const cycle = resolvePartialTimes(columns, context);
  if (numZoned === 0) partRepeatedHours(columns, plan.zone);
  return { ...counts, numZoned, lastModified, cycle, plan };
}

/** Records that leave their time blank have that of the one before; NaN where there is none. */
function fillSameTimes(columns: readonly Float64Array[]): void {
  let last = Number.NaN;
  for (const column of columns)
    for (let i = 0; i < column.length; i++)
      if (column[i] === SAME_TIME) column[i] = last;
      else last = column[i];
}

/** Of a file without dates whose name tells none either. */
export const isDayGuessed = (clock: FileClock): boolean =>
  statesNoDate(clock) && (clock.cycle === 'written' || clock.cycle === 'unknown');

/** Times without a year or a date are near enough to when the file was written; what they are is known at its end. */
export function previewTimeOf(
  { name, lastModified, zone }: FileStart,
  year: number | null,
): (value: number) => number {
  const context = { lastModified, year, named: dateOfName(name), toUtc: createZone(zone.name) };
  return (value) => (value === SAME_TIME ? Number.NaN : isPartial(value) ? roughTime(value, context) : value);
}
