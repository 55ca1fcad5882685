// Values of a result as text. In: a column of Arrow and a place in it. Out: what is shown and saved: times ISO 8601, lists and records as JSON.
import { type DataType, Type, type Vector } from 'apache-arrow';
import type { SqlCell, SqlKind } from '../contracts/sql';

const DAY_CHARS = 10;
const SHOWN_DIGITS = 12;

export function kindOf({ typeId }: DataType): SqlKind {
  if (typeId === Type.Timestamp || typeId === Type.Date) return 'time';
  return typeId === Type.Int || typeId === Type.Float || typeId === Type.Decimal ? 'number' : 'text';
}

/** Null: there is no value, or none that is a number. */
export function numberAt(column: Vector, row: number): number | null {
  const value: unknown = column.get(row);
  const number = value === null ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : null;
}

/** As it is shown: of a fraction no more digits than say something. */
export function shownAt(column: Vector, row: number): SqlCell {
  const isFraction = (column.type as DataType).typeId === Type.Float;
  const number = isFraction ? numberAt(column, row) : null;
  return number === null ? textAt(column, row) : String(Number(number.toPrecision(SHOWN_DIGITS)));
}

/** The whole of it. */
export function textAt(column: Vector, row: number): SqlCell {
  const value: unknown = column.get(row);
  if (value === null || value === undefined) return null;
  const { typeId } = column.type as DataType;
  if (typeId === Type.Timestamp) return iso(Number(value));
  if (typeId === Type.Date) return iso(Number(value)).slice(0, DAY_CHARS);
  if (typeId === Type.Time) return clock(Number(value));
  if (typeId === Type.Interval) return intervalText(value as Int32Array);
  if (value instanceof Uint8Array) return `\\x${Array.from(value, hex).join('')}`;
  return typeof value === 'object' ? JSON.stringify(value, plain) : String(value);
}

function iso(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? String(ms) : time.toISOString();
}

/** Microseconds since midnight. */
function clock(us: number): string {
  return new Date(us / 1000).toISOString().slice(DAY_CHARS + 1, -1);
}

/** Months, days and nanoseconds. */
function intervalText(value: Int32Array): string {
  const [months, days, low, high] = value;
  const ns = (BigInt(high ?? 0) << 32n) | BigInt((low ?? 0) >>> 0);
  const parts = [
    months ? `${months} months` : '',
    days ? `${days} days` : '',
    ns !== 0n ? `${Number(ns) / 1e9} s` : '',
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : '0 s';
}

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

function plain(_: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
