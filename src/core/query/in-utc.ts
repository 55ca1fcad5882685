// A query whose times are of some clock, as one whose times are UTC and say so, which means the same to everybody who reads it.
import { parseQuery } from './parse';
import { printQuery } from './print';
import type { Query } from './query';
import { type Clock, parseWhen, printWhen, resolveWhen, UTC_CLOCK } from './when';

/** Who reads a typed time, and in which log. */
export interface TimeReader {
  readonly clock: Clock;
  /** Of the log; NaN: no line states a time. */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** Reads times as UTC, and leaves those without a day to whoever knows the log. */
export const UTC_READER: TimeReader = { clock: UTC_CLOCK, firstMs: Number.NaN, lastMs: Number.NaN };

export function inUtc(query: Query, reader: TimeReader): Query {
  if (reader.clock === UTC_CLOCK) return query;
  switch (query.kind) {
    case 'field':
      return query.field === 'after' || query.field === 'before'
        ? { ...query, value: valueInUtc(query.value, reader) }
        : query;
    case 'not':
      return { ...query, of: inUtc(query.of, reader) };
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => inUtc(part, reader)) };
    default:
      return query;
  }
}

/** The same of a text; one that cannot be read, or names no time of the clock, stays as it is. */
export function textInUtc(text: string, reader: TimeReader): string {
  const { query } = parseQuery(text);
  const read = query === null ? null : inUtc(query, reader);
  return read === null || printQuery(read) === printQuery(query!) ? text : printQuery(read);
}

function valueInUtc(value: string, { clock, firstMs, lastMs }: TimeReader): string {
  const when = parseWhen(value);
  if (when === null || when.isUtc) return value;
  const ms = resolveWhen(when, firstMs, lastMs, clock);
  return Number.isFinite(ms) ? printWhen(ms) : value;
}
