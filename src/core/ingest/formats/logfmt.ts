/** logfmt: 'time=2024-03-01T00:00:00Z level=info msg="text" key=value ...'. */
import { BACKSLASH, BLANK, DOT, EQUALS, LOWER_T, LOWER_Z, MINUS, PLUS, QUOTE } from '../../lib/ascii';
import { indexOfByte, isBlank, isWordByte, skipBlanks } from '../../lib/bytes';
import { createHeader, type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfValue, type ScaleId } from '../level-scale';
import { appendUnescaped, Scratch } from '../scratch';
import { FIELD_NAMES, type FieldRole } from '../structured/field-names';
import { scaleOfPairs } from '../structured/pair-scale';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import { timeParser } from '../time/time';
import { dateMs, digitsAt } from '../time/time-parts';
import { parseZone } from '../time/zone-at';
import { countedLines, fixedFormat, type LogFormat, lineText, shareMatching } from './format';

const ROLE_OF_NAME = new Map<string, FieldRole>();
for (const role of ['source', 'message', 'level', 'time'] as const)
  for (const name of FIELD_NAMES[role]) ROLE_OF_NAME.set(name, role);
for (const name of [
  'errorcode',
  'error_code',
  'status_code',
  'statuscode',
  'http_status',
  'response_code',
  'stringvalue',
  'error',
  'host',
  'name',
  'status',
  'event',
  'thread',
  'process',
  's',
  'c',
])
  ROLE_OF_NAME.delete(name);

interface PairParams {
  /** Of levels that are numbers. */
  readonly scale: ScaleId | null;
}

const MAX_LOOKED = 300;
const scratch = new Scratch();

function createParser({ scale }: PairParams, order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    let at = skipBlanks(bytes, begin, end);
    let pairs = 0;
    dateAlone = false;
    let known = 0;
    let hasMessage = false;
    while (at < end) {
      const equals = keyEnd(bytes, at, end);
      if (equals === at || bytes[equals] !== EQUALS || equals >= end) {
        if (pairs === 0) return false;
        while (at < end && !isBlank(bytes[at])) at++;
        at = skipBlanks(bytes, at, end);
        continue;
      }
      pairs++;
      const role = roleOf(bytes, at, equals);
      const isZone = isZoneName(bytes, at, equals);
      at = valueEnd(bytes, equals + 1, end);
      if (isZone) takeZone(bytes, equals + 1, at, out);
      else if (role) {
        known++;
        hasMessage ||= role === 'message';
        take(role, parseTime, scale, bytes, equals + 1, at, out);
      }
      at = skipBlanks(bytes, at, end);
    }
    if (!hasMessage && known > 0) takeOthers(bytes, begin, end, out);
    return known > 0 && pairs > 1;
  };
}

function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (isWordByte(bytes[i]) || bytes[i] === DOT || bytes[i] === MINUS)) i++;
  return i;
}

/** The message of a line that has none: its pairs without time, level and source. */
function takeOthers(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  scratch.clear();
  for (let at = skipBlanks(bytes, begin, end); at < end; ) {
    const equals = keyEnd(bytes, at, end);
    const stop = valueEnd(bytes, bytes[equals] === EQUALS ? equals + 1 : equals, end);
    if (bytes[equals] !== EQUALS || roleOf(bytes, at, equals) === null) {
      if (scratch.length > 0) scratch.push(BLANK);
      scratch.append(bytes, at, stop);
    }
    at = skipBlanks(bytes, Math.max(stop, at + 1), end);
  }
  if (scratch.length === 0) return;
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
}

const NAME_CACHE = new Map<number, FieldRole | null>();
function roleOf(bytes: Uint8Array, begin: number, end: number): FieldRole | null {
  if (end - begin > 16) return null;
  let key = end - begin;
  for (let i = begin; i < end; i++) key = (Math.imul(key, 31) + bytes[i]) | 0;
  const cached = NAME_CACHE.get(key);
  if (cached !== undefined) return cached;
  const role = ROLE_OF_NAME.get(String.fromCharCode(...bytes.subarray(begin, end)).toLowerCase()) ?? null;
  if (NAME_CACHE.size < 4096) NAME_CACHE.set(key, role);
  return role;
}

function valueEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[at] === QUOTE) {
    for (i = at + 1; i < end && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    return Math.min(i + 1, end);
  }
  while (i < end && !isBlank(bytes[i])) i++;
  return i;
}

function take(
  role: FieldRole,
  parseTime: ParseAnyTime,
  scale: ScaleId | null,
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
): void {
  const quoted = bytes[begin] === QUOTE && end - begin > 1 && bytes[end - 1] === QUOTE;
  const b = quoted ? begin + 1 : begin;
  const e = quoted ? end - 1 : end;
  if (role === 'time') takeTime(parseTime, bytes, b, e, out);
  else if (role === 'level' && out.level === 0) out.level = levelOfValue(bytes, b, e, scale);
  else if (role === 'source' && out.sourceEnd === out.sourceBegin) {
    out.sourceBegin = b;
    out.sourceEnd = e;
  } else if (role === 'message') takeMessage(bytes, b, e, quoted, out);
}

/** 'date=2024-03-01 time=10:00:00' are one time. */
function takeTime(parseTime: ParseAnyTime, bytes: Uint8Array, begin: number, end: number, out: Header): void {
  if (Number.isNaN(out.timeMs)) {
    if (!parseTime(bytes, begin, end, out) && isDate(bytes, begin, end)) keepDate(bytes, begin, out);
  } else if (out.partial === 0 && dateAlone && clock(bytes, begin, end, probe) >= 0) {
    out.timeMs += probe.timeMs;
    dateAlone = false;
  }
}

/** 'tz="+0100"' of firewalls. */
const isZoneName = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end - begin === 2 && bytes[begin] === LOWER_T && bytes[begin + 1] === LOWER_Z;

function takeZone(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  const isQuoted = bytes[begin] === QUOTE;
  const at = isQuoted ? begin + 1 : begin;
  if (Number.isNaN(out.zoneMinutes) && (bytes[at] === PLUS || bytes[at] === MINUS))
    parseZone(bytes, at, isQuoted ? end - 1 : end, out);
}

const probe = createHeader();
const clock = timeParser('clock');
let dateAlone = false;

const isDate = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end - begin === 10 && bytes[begin + 4] === MINUS && bytes[begin + 7] === MINUS;

function keepDate(bytes: Uint8Array, at: number, out: Header): void {
  const ms = dateMs(digitsAt(bytes, at, 4), digitsAt(bytes, at + 5, 2), digitsAt(bytes, at + 8, 2));
  if (Number.isNaN(ms)) return;
  out.timeMs = ms;
  out.partial = 0;
  dateAlone = true;
}

function takeMessage(bytes: Uint8Array, begin: number, end: number, quoted: boolean, out: Header): void {
  out.messageBytes = bytes;
  out.messageBegin = begin;
  out.messageEnd = end;
  if (!quoted || indexOfByte(bytes, BACKSLASH, begin, end) < 0) return;
  scratch.clear();
  appendUnescaped(scratch, bytes, begin, end);
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
}

const base = fixedFormat('logfmt', 'lines', createParser({ scale: null }, null));

export const logfmtFormat: LogFormat = {
  ...base,
  detect(sample, among = countedLines(sample)) {
    const match = base.detect(sample, among);
    const marked = shareMatching(
      sample,
      among,
      /^\w[\w.]*=("[^"]*"|\S*)( |$).*\b(level|lvl|msg|severity|message)=/,
    );
    if (!match || marked <= 0.5 * match.score01) return null;
    const lines = among.slice(0, MAX_LOOKED).map((i) => lineText(sample, i));
    return { ...match, params: { scale: scaleOfPairs(lines) } };
  },
  createParser: (params, order) => createParser({ scale: null, ...(params as PairParams | null) }, order),
};
