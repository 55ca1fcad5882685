/**
 * Zones by their city behind a clock: 'Europe/Berlin', 'America/Argentina/Buenos_Aires'. In: bytes from a position. Out: the position
 * after the name; the offset follows from the whole written time, so finishTime asks for it.
 */
import {
  DIGIT_0,
  DIGIT_9,
  MINUS,
  PLUS,
  SLASH,
  UNDERSCORE,
  UPPER_A,
  UPPER_C,
  UPPER_E,
  UPPER_I,
  UPPER_M,
  UPPER_P,
} from '../../lib/ascii';
import { isLetter } from '../../lib/bytes';
import type { Header } from '../header';
import { createZone, isKnownZone, type ToUtc } from './zone';

const AREAS =
  'Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific US'
    .split(' ')
    .map((area) => `${area}/`);
const LONGEST_NAME = 40;
/** In the place of an offset: the named zone that was met last tells it. */
export const NAMED_ZONE = 10_000;
const MINUTE_MS = 60_000;
/** Zones that logs can make this thread remember. */
const MAX_KNOWN = 64;

const known = new Map<string, ToUtc | null>();
let last: ToUtc | null = null;
let lastName = '';

/** Position after the name, or -1. Sets out.zoneMinutes to NAMED_ZONE. */
export function namedZoneEnd(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (!isAreaLetter(bytes[at])) return -1;
  const stop = Math.min(end, at + LONGEST_NAME);
  let i = at;
  while (i < stop && isLetter(bytes[i])) i++;
  if (i >= stop || bytes[i] !== SLASH || i - at > 10) return -1;
  while (i < stop && isNamePart(bytes[i])) i++;
  const name = String.fromCharCode(...bytes.subarray(at, i));
  if (!AREAS.some((area) => name.startsWith(area))) return -1;
  last = zoneOf(name);
  lastName = name;
  if (last === null) return -1;
  out.zoneMinutes = NAMED_ZONE;
  return i;
}

/** A, B, C, E, I, M, P, U. */
const isAreaLetter = (byte: number): boolean =>
  byte === UPPER_A ||
  byte === 66 ||
  byte === UPPER_C ||
  byte === UPPER_E ||
  byte === UPPER_I ||
  byte === UPPER_M ||
  byte === UPPER_P ||
  byte === 85;

const isNamePart = (byte: number): boolean =>
  isLetter(byte) ||
  byte === SLASH ||
  byte === UNDERSCORE ||
  byte === MINUS ||
  byte === PLUS ||
  (byte >= DIGIT_0 && byte <= DIGIT_9);

function zoneOf(name: string): ToUtc | null {
  if (name === lastName) return last;
  const found = known.get(name);
  if (found !== undefined) return found;
  const zone = isKnownZone(name) ? createZone(name) : null;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, zone);
  return zone;
}

/** Turns NAMED_ZONE into the offset of that zone at the header's time; without a date it is not known. */
export function settleNamedZone(out: Header): void {
  if (out.zoneMinutes !== NAMED_ZONE) return;
  out.zoneMinutes =
    last === null || out.partial !== 0 ? Number.NaN : (out.timeMs - last(out.timeMs)) / MINUTE_MS;
}
