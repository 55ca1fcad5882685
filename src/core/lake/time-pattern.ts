/**
 * Written times as regular expressions without groups, whose parts stand at fixed places: engines find the end of a match many times faster than
 * they find groups in it. In: a notation of ingest/time. Out: its forms, or none.
 */
import type { TimeKind } from '../ingest/time/time';

export type TimePart =
  | 'year'
  | 'month'
  | 'monthName'
  | 'day'
  | 'hour'
  | 'minute'
  | 'second'
  | 'fraction'
  | 'epoch';

export interface TimePattern {
  readonly source: string;
  /** Place of each part, from 1, and its length. */
  readonly parts: Partial<Record<TimePart, readonly [begin: number, length: number]>>;
  /** Where a fraction of the second and a zone may follow, from 1; null: none does. */
  readonly tail: number | null;
}

const N2 = '[0-9]{2}';
const N4 = '[0-9]{4}';
const MON = '[A-Z][a-z]{2}';
const CLOCK = `${N2}[:.]${N2}[:.]${N2}`;
const TAIL = '(?:[.,][0-9]{1,9})?(?: ?(?:Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}))?';

/** A clock that begins at a place. */
const clockAt = (at: number): TimePattern['parts'] => ({
  hour: [at, 2],
  minute: [at + 3, 2],
  second: [at + 6, 2],
});

const FORMS: Partial<Record<TimeKind, readonly TimePattern[]>> = {
  iso: [
    {
      source: `${N4}[-/._]${N2}[-/._]${N2}[ \\tTt_:,;|@-]${CLOCK}${TAIL}`,
      parts: { year: [1, 4], month: [6, 2], day: [9, 2], ...clockAt(12) },
      tail: 20,
    },
  ],
  yymmdd: [
    {
      source: `${N2}${N2}${N2} [0-9]{6}`,
      parts: { year: [1, 2], month: [3, 2], day: [5, 2], hour: [8, 2], minute: [10, 2], second: [12, 2] },
      tail: null,
    },
    {
      source: `[0-9]{6} [ 0-9][0-9]:${N2}:${N2}`,
      parts: { year: [1, 2], month: [3, 2], day: [5, 2], ...clockAt(8) },
      tail: null,
    },
  ],
  'yy/mm/dd': [
    {
      source: `${N2}[-/]${N2}[-/]${N2} ${CLOCK}${TAIL}`,
      parts: { year: [1, 2], month: [4, 2], day: [7, 2], ...clockAt(10) },
      tail: 18,
    },
  ],
  asctime: [
    {
      source: `${MON} ${MON} [ 0-9][0-9] ${CLOCK} ${N4}`,
      parts: { monthName: [5, 3], day: [9, 2], ...clockAt(12), year: [21, 4] },
      tail: null,
    },
    {
      source: `${MON} ${MON} [ 0-9][0-9] ${CLOCK}[.][0-9]{6} ${N4}`,
      parts: { monthName: [5, 3], day: [9, 2], ...clockAt(12), fraction: [21, 6], year: [28, 4] },
      tail: null,
    },
  ],
  'month-day': [
    {
      source: `${MON} [ 0-9][0-9] ${CLOCK}${TAIL}`,
      parts: { monthName: [1, 3], day: [5, 2], ...clockAt(8) },
      tail: 16,
    },
    {
      source: `${MON} [ 0-9][0-9] ${N4} ${CLOCK}${TAIL}`,
      parts: { monthName: [1, 3], day: [5, 2], year: [8, 4], ...clockAt(13) },
      tail: 21,
    },
  ],
  clf: [
    {
      source: `${N2}/${MON}/${N4}:${CLOCK}${TAIL}`,
      parts: { day: [1, 2], monthName: [4, 3], year: [8, 4], ...clockAt(13) },
      tail: 21,
    },
  ],
  'day-month': [
    {
      source: `${N2}[- ]${MON}[- ]${N4} ${CLOCK}${TAIL}`,
      parts: { day: [1, 2], monthName: [4, 3], year: [8, 4], ...clockAt(13) },
      tail: 21,
    },
  ],
  dmy: [
    {
      source: `${N2}[-/.]${N2}[-/.]${N4}[ T]${CLOCK}${TAIL}`,
      parts: { day: [1, 2], month: [4, 2], year: [7, 4], ...clockAt(12) },
      tail: 20,
    },
  ],
  mdy: [
    {
      source: `${N2}[-/.]${N2}[-/.]${N4}[ T]${CLOCK}${TAIL}`,
      parts: { month: [1, 2], day: [4, 2], year: [7, 4], ...clockAt(12) },
      tail: 20,
    },
  ],
  'mm-dd': [
    {
      source: `${N2}-${N2} ${CLOCK}${TAIL}`,
      parts: { month: [1, 2], day: [4, 2], ...clockAt(7) },
      tail: 15,
    },
  ],
  epoch: [
    { source: '[0-9]{10}(?:[.][0-9]{1,9})?', parts: { epoch: [1, 10] }, tail: 11 },
    { source: '[0-9]{13}', parts: { epoch: [1, 10], fraction: [11, 3] }, tail: null },
  ],
};

/** None: a time without a date, or in a notation that no expression reads. */
export function timePatterns(kind: TimeKind): readonly TimePattern[] {
  return FORMS[kind] ?? [];
}
