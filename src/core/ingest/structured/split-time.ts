/** Times that are no one text: lists of numbers, and a time that other fields complete. In: bytes of the fields. Out: header's time. */
import { BLANK, CLOSE_BRACKET, COMMA, OPEN_BRACKET } from '../../lib/ascii';
import { isDigit, isLetter } from '../../lib/bytes';
import { createHeader, type Header } from '../header';
import { Scratch } from '../scratch';
import type { ParseAnyTime } from '../time/any-time';
import { dateMs } from '../time/time-parts';
import type { CompanionRole } from './field-names';

const MIN_PARTS = 5;
const MAX_PARTS = 7;
const parts = new Float64Array(MAX_PARTS);

/** '[2024, 5, 14, 9, 0, 7, 42000000]': year, month from 1, day, hour, minute, second, nanoseconds; false: no such list. */
export function parseTimeList(bytes: Uint8Array, begin: number, end: number, out: Header): boolean {
  const num = numbersOf(bytes, begin, end);
  if (num < MIN_PARTS) return false;
  const [year, month, day, hour, minute] = parts;
  const second = num > 5 ? parts[5] : 0;
  const dayMs = dateMs(year, month, day);
  if (year < 1970 || year > 2200 || Number.isNaN(dayMs) || hour > 23 || minute > 59 || second > 60)
    return false;
  const nanos = num > 6 ? parts[6] : 0;
  out.timeMs = dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + nanos / 1e6;
  out.zoneMinutes = Number.NaN;
  out.partial = 0;
  return true;
}

/** Numbers of a list into `parts`; -1: it is no list of at most MAX_PARTS whole numbers. */
function numbersOf(bytes: Uint8Array, begin: number, end: number): number {
  if (bytes[begin] !== OPEN_BRACKET || bytes[end - 1] !== CLOSE_BRACKET) return -1;
  let num = 0;
  let value = -1;
  for (let i = begin + 1; i < end; i++) {
    const byte = bytes[i];
    if (isDigit(byte)) value = Math.max(0, value) * 10 + byte - 48;
    else if (byte === COMMA || byte === CLOSE_BRACKET) {
      if (value < 0 || num === MAX_PARTS) return -1;
      parts[num++] = value;
      value = -1;
    } else if (byte > BLANK) return -1;
  }
  return num;
}

/** A list of byte values as the bytes themselves ('[99, 97, 99]', as journald writes what is no text); false: it is none. */
export function appendByteList(out: Scratch, bytes: Uint8Array, begin: number, end: number): boolean {
  if (bytes[begin] !== OPEN_BRACKET) return false;
  let value = -1;
  for (let i = begin + 1; i < end; i++) {
    const byte = bytes[i];
    if (isDigit(byte)) value = Math.max(0, value) * 10 + byte - 48;
    else if (byte === COMMA || byte === CLOSE_BRACKET) {
      if (value < 0 || value > 255) return false;
      out.push(value);
      value = -1;
    } else if (byte > BLANK) return false;
  }
  return true;
}

const MS_OF: Readonly<Record<'millis' | 'micros' | 'nanos', number>> = {
  millis: 1,
  micros: 1e-3,
  nanos: 1e-6,
};

/** Adds a part of a second ('42000000' nanoseconds) to a time of whole seconds. */
export function addFraction(
  role: 'millis' | 'micros' | 'nanos',
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
): void {
  let value = 0;
  for (let i = begin; i < end; i++) {
    if (!isDigit(bytes[i])) return;
    value = value * 10 + bytes[i] - 48;
  }
  const ms = value * MS_OF[role];
  if (end > begin && ms < 1000 && out.timeMs % 1000 === 0) out.timeMs += ms;
}

const joined = new Scratch();
const probe = createHeader();

/** Where a companion stands in its bytes. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** A clock with its date before it and its zone behind it, as one text; a time that is whole by itself stays. */
export function parseJoined(
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  date: Range | null,
  time: Range,
  zone: Range | null,
  out: Header,
): boolean {
  const alone = parseTime(bytes, time.begin, time.end, probe);
  const lacksDate = date !== null && (!alone || probe.partial === 2);
  const lacksZone = zone !== null && (lacksDate || Number.isNaN(probe.zoneMinutes));
  if (!lacksDate && !lacksZone) return parseTime(bytes, time.begin, time.end, out);
  joined.clear();
  if (lacksDate) {
    joined.append(bytes, date.begin, date.end);
    joined.push(BLANK);
  }
  joined.append(bytes, time.begin, time.end);
  if (lacksZone) {
    if (isLetter(bytes[zone.begin])) joined.push(BLANK);
    joined.append(bytes, zone.begin, zone.end);
  }
  return parseTime(joined.bytes, 0, joined.length, out) || parseTime(bytes, time.begin, time.end, out);
}

export const isFraction = (role: CompanionRole): role is 'millis' | 'micros' | 'nanos' =>
  role !== 'date' && role !== 'zone';
