/** A time in a cell of its own (JSON value, CSV field), whatever its notation. */
import { skipBlanks } from '../../lib/bytes';
import type { Header } from '../header';
import { type TimeKind, timeParser } from './time';

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
const PARSERS = KINDS.map(timeParser);
/** The same, 1/2/2026 being the first of February. */
const DAY_FIRST = KINDS.map((kind) => timeParser(kind === 'mdy' ? 'dmy' : kind === 'dmy' ? 'mdy' : kind));

/** Sets the time of `out`; false: the cell is no time. */
export function parseAnyTime(
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
  dayFirst = false,
): boolean {
  const at = skipBlanks(bytes, begin, end);
  for (const parse of dayFirst ? DAY_FIRST : PARSERS) if (parse(bytes, at, end, out) >= 0) return true;
  return false;
}
