/**
 * Times in hex digits. TAI64N labels ('@400000006643...'), as multilog, svlogd and qmail write them. In: bytes from a position. Out: header's time, position
 * after it; as time.ts. Labels count ten seconds beyond UTC, as tai64nlocal undoes them (D. J. Bernstein, libtai).
 */
import { AT_SIGN, CASE_BIT, DIGIT_0, DIGIT_9, DOT } from '../../lib/ascii';
import { isBlank, isHex } from '../../lib/bytes';
import type { Header } from '../header';

const NUM_SECONDS = 16;
const NUM_NANOS = 8;
const BIAS_SECONDS = 10;
/** Hex digits of 2^62: the label of 1970. */
const EPOCH = 0x40000000;

/** '@', 16 digits of seconds, and as a rule 8 of nanoseconds (and 8 more of attoseconds). */
export function parseTai64(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (bytes[at] !== AT_SIGN || at + 1 + NUM_SECONDS > end) return -1;
  if (hexAt(bytes, at + 1, 8) !== EPOCH) return -1;
  const seconds = hexAt(bytes, at + 9, 8);
  let stop = at + 1 + NUM_SECONDS;
  while (stop < end && stop <= at + 1 + NUM_SECONDS + 2 * NUM_NANOS && isHex(bytes[stop])) stop++;
  const rest = stop - at - 1 - NUM_SECONDS;
  if (seconds < BIAS_SECONDS || (rest !== 0 && rest !== NUM_NANOS && rest !== 2 * NUM_NANOS)) return -1;
  const nanos = rest > 0 ? hexAt(bytes, at + 1 + NUM_SECONDS, NUM_NANOS) : 0;
  if (nanos < 0 || nanos >= 1e9) return -1;
  out.timeMs = (seconds - BIAS_SECONDS) * 1000 + Math.round(nanos / 1000) / 1000;
  out.zoneMinutes = 0;
  out.partial = 0;
  return stop;
}

/** Seconds since 1970 in 8 hex digits, a point, nanoseconds in 8 more, as OpenLDAP's slapd writes them; from 2001 to 2038. */
export function parseHexEpoch(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const stop = at + NUM_NANOS + 1 + NUM_NANOS;
  if (stop >= end || bytes[at + NUM_NANOS] !== DOT || !isBlank(bytes[stop])) return -1;
  const seconds = hexAt(bytes, at, NUM_NANOS);
  const nanos = hexAt(bytes, at + NUM_NANOS + 1, NUM_NANOS);
  if (seconds < 978_307_200 || seconds >= 2 ** 31 || nanos < 0 || nanos >= 1e9) return -1;
  out.timeMs = seconds * 1000 + Math.round(nanos / 1000) / 1000;
  out.zoneMinutes = 0;
  out.partial = 0;
  return stop;
}

/** Number of `count` hex digits; -1: there are fewer. */
function hexAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    if (!isHex(bytes[i])) return -1;
    value = value * 16 + (bytes[i] <= DIGIT_9 ? bytes[i] - DIGIT_0 : (bytes[i] | CASE_BIT) - 87);
  }
  return value;
}
