/** A time in a cell of its own (JSON value, CSV field), whatever its notation. */
import { DOT } from '../../lib/ascii';
import { skipBlanks } from '../../lib/bytes';
import type { Header } from '../header';
import type { DateOrder } from './date-order';
import { type TimeKind, timeParser } from './time';
import type { TimeParser } from './time-parts';

/** Tried in order; epoch before iso so that digits alone are not a date. */
const KINDS: readonly TimeKind[] = [
  'epoch',
  'iso',
  'clf',
  'asctime',
  'month-day',
  'day-month',
  'yymmdd',
  'yy/mm/dd',
  'mdy',
  'dmy',
  'mm-dd',
  'tai64',
  'clock-date',
  'clock',
];
const OPEN = KINDS.map(timeParser);
const dayFirst = timeParser('dmy');
/** Dates with points have the day first everywhere. */
const pointed: TimeParser = (bytes, at, end, out) =>
  bytes[at + 1] === DOT || bytes[at + 2] === DOT ? dayFirst(bytes, at, end, out) : -1;
const parsersOf = (order: 'mdy' | 'dmy'): readonly TimeParser[] =>
  KINDS.flatMap((kind) => {
    if (kind === 'yy/mm/dd') return [];
    if (kind === 'mdy') return [timeParser(order)];
    return kind === 'dmy' ? (order === 'dmy' ? [] : [pointed]) : [timeParser(kind)];
  });
const DAY_FIRST = parsersOf('dmy');
const MONTH_FIRST = parsersOf('mdy');

/** 1/2/2026 is the first of February, or the second of January; null: either notation, as it was learnt. */
type Order = DateOrder | null;

/** A notation as a file of that order has it: the same but for dates of numbers, which then end with the year. */
export function kindOfFile(kind: TimeKind, order: Order): TimeKind {
  if (order === null || (kind !== 'dmy' && kind !== 'mdy' && kind !== 'yy/mm/dd')) return kind;
  return order === 'day-first' ? 'dmy' : 'mdy';
}

/** Sets the time of `out`; false: the cell is no time. */
export type ParseAnyTime = (bytes: Uint8Array, begin: number, end: number, out: Header) => boolean;

/** Position behind a time of any notation at the beginning of a text; -1: it is none. */
export function anyTimeEnd(bytes: Uint8Array, begin: number, end: number, out: Header): number {
  const at = skipBlanks(bytes, begin, end);
  for (const parse of OPEN) {
    const stop = parse(bytes, at, end, out);
    if (stop >= 0) return stop;
  }
  return -1;
}

export function anyTimeParser(order: Order): ParseAnyTime {
  const parsers = order === null ? OPEN : order === 'day-first' ? DAY_FIRST : MONTH_FIRST;
  return (bytes, begin, end, out) => {
    const at = skipBlanks(bytes, begin, end);
    for (const parse of parsers) if (parse(bytes, at, end, out) >= 0) return true;
    return false;
  };
}
