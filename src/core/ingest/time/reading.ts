/** What is to be told of how a file's times were understood. In: how they are written, its zone. Out: a TimeReading. */
import type { ClockChange, ReadFrom, TimeReading, Zone } from '../../../contracts/tables';
import type { EpochMs } from '../../../contracts/units';
import type { FileClock } from './file-clock';
import type { CycleSource } from './partial-time';

export function timeReadingOf(
  clock: FileClock,
  zone: Zone,
  firstMs: EpochMs | null,
  clockChanges: readonly ClockChange[],
): TimeReading {
  const { cycle } = clock;
  const { dates } = clock.plan;
  const date = firstMs === null ? '' : new Date(firstMs).toISOString().slice(0, 10);
  return {
    zone: clock.numTimed === 0 ? null : zoneOf(clock, zone),
    year: clock.numYearless > 0 && cycle ? { value: date.slice(0, 4), ...CYCLES[cycle] } : null,
    day: clock.numDateless > 0 && cycle ? { value: date, ...CYCLES[cycle] } : null,
    dateOrder: dates
      ? { value: dates.order === 'day-first' ? 'day first' : 'month first', from: dates.from, by: dates.by }
      : null,
    clockChanges,
  };
}

const CYCLES: Readonly<Record<CycleSource, Pick<ReadFrom, 'from' | 'by'>>> = {
  set: { from: 'set', by: 'the setting' },
  line: { from: 'decided', by: 'another of its lines' },
  name: { from: 'decided', by: 'the name of the file' },
  written: { from: 'assumed', by: 'the date of the file' },
  unknown: { from: 'assumed', by: 'nothing, as the file has no date' },
};

/** The same with the day or the year of the files beside it. */
export function withBeside(
  reading: TimeReading | undefined,
  of: 'day' | 'year',
  firstMs: EpochMs | null,
): TimeReading | undefined {
  if (!reading?.[of] || firstMs === null) return reading;
  const value = new Date(firstMs).toISOString().slice(0, of === 'day' ? 10 : 4);
  return { ...reading, [of]: { value, from: 'decided', by: 'the files beside it' } };
}

function zoneOf({ plan, numTimed, numZoned }: FileClock, zone: Zone): ReadFrom {
  if (zone.from === 'log') {
    const { zoneWord } = plan;
    if (!zoneWord) return { value: zone.name, from: 'stated', by: 'its lines' };
    const by = `${zoneWord.word}, read as the time of ${zoneWord.where}`;
    return { value: zone.name, from: zoneWord.from === 'assumed' ? 'assumed' : 'stated', by };
  }
  if (zone.from === 'setting') return { value: zone.name, from: 'set', by: 'the setting' };
  if (zone.from === 'beside') return { value: zone.name, from: 'decided', by: zone.by ?? 'a file beside it' };
  const some = numZoned > 0 && numZoned < numTimed ? 'most of its lines state none' : 'its lines state none';
  return { value: zone.name, from: 'assumed', by: some };
}
