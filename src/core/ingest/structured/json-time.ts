/** The time of a walked JSON object, from the fields that hold it. In: wanted fields and their walker. Out: sets header's time. */
import { OPEN_BRACKET } from '../../lib/ascii';
import type { Header } from '../header';
import { anyTimeParser } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { CompanionRole } from './field-names';
import type { JsonWalker, Slots, WantedField } from './json-walk';
import { addFraction, isFraction, parseJoined, parseTimeList, type Range } from './split-time';

interface TimeSlots {
  readonly slot: number;
  readonly date: number;
  readonly zone: number;
  readonly fraction: number;
  readonly unit: 'millis' | 'micros' | 'nanos';
}

export function createTimeReader(
  fields: readonly WantedField[],
  { slots }: Pick<JsonWalker, 'slots'>,
  order: DateOrder | null,
): (bytes: Uint8Array, out: Header) => void {
  const parseTime = anyTimeParser(order);
  const times = timeSlotsOf(fields);
  const readOne = (time: TimeSlots, bytes: Uint8Array, out: Header): boolean => {
    const { begin, end, type } = slots;
    const { slot, date, zone } = time;
    if (begin[slot] < 0) return false;
    if (type[slot] === OPEN_BRACKET) return parseTimeList(bytes, begin[slot], end[slot], out);
    if (date < 0 && zone < 0) return parseTime(bytes, begin[slot], end[slot], out);
    const range = { begin: begin[slot], end: end[slot] };
    return parseJoined(parseTime, bytes, rangeOf(slots, date), range, rangeOf(slots, zone), out);
  };
  return (bytes, out) => {
    for (const time of times) {
      if (!readOne(time, bytes, out)) continue;
      const { fraction, unit } = time;
      if (fraction >= 0 && slots.begin[fraction] >= 0)
        addFraction(unit, bytes, slots.begin[fraction], slots.end[fraction], out);
      return;
    }
  };
}

function timeSlotsOf(fields: readonly WantedField[]): TimeSlots[] {
  return fields.flatMap(({ role, path }, slot) => {
    if (role !== 'time') return [];
    const find = (test: (role: CompanionRole) => boolean): number =>
      fields.findIndex(({ of, role: other }) => of === path && test(other as CompanionRole));
    const fraction = find(isFraction);
    const unit = fraction < 0 ? 'nanos' : (fields[fraction].role as TimeSlots['unit']);
    return [
      {
        slot,
        date: find((other) => other === 'date'),
        zone: find((other) => other === 'zone'),
        fraction,
        unit,
      },
    ];
  });
}

const rangeOf = ({ begin, end }: Slots, slot: number): Range | null =>
  slot < 0 || begin[slot] < 0 ? null : { begin: begin[slot], end: end[slot] };
