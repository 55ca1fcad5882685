/** One JSON object a line: structured loggers (bunyan, pino, zap, logback, serilog, ECS, journald export) and docker's json-file. */
import { LEVEL_ERROR, LEVEL_INFO } from '../../../contracts/units';
import {
  BACKSLASH,
  BLANK,
  DIGIT_0,
  EQUALS,
  LOWER_N,
  LOWER_U,
  MINUS,
  OPEN_BRACE,
  QUOTE,
} from '../../lib/ascii';
import { asciiBytes, indexOfByte } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { innerHeader } from '../inner';
import { levelOfStatus } from '../level';
import { levelOfValue, type ScaleId } from '../level-scale';
import type { Sample } from '../sample';
import { appendUnescaped, Scratch } from '../scratch';
import { dateAlone } from '../structured/date-alone';
import { FIELD_NAMES, type FieldRole, rankOfName } from '../structured/field-names';
import { createJsonWalker, type JsonWalker, type WantedField } from '../structured/json-walk';
import { withScales } from '../structured/level-fields';
import { anyTimeParser } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import { digitsAt } from '../time/time-parts';
import { countedLines, type LogFormat, lineText } from './format';

export interface JsonParams {
  readonly fields: readonly WantedField[];
  /** docker json-file: the message is a line of another program. */
  readonly docker: boolean;
  readonly raw?: boolean;
  /** Objects without any of the message fields are refused. */
  readonly strict?: boolean;
}

const MAX_PARSED = 300;
const ROLES: readonly FieldRole[] = ['time', 'level', 'message', 'source'];

export const jsonLinesFormat: LogFormat = {
  id: 'json-lines',
  detect(sample, among = countedLines(sample)) {
    const objects = parsedObjects(sample, among);
    if (objects.length === 0) return null;
    const params = learnFields(objects);
    const share = objects.length / Math.min(among.length, MAX_PARSED);
    const format = params.docker ? 'docker-json' : 'json-lines';
    const timeless = !params.fields.some(({ role }) => role === 'time');
    return { format, score01: share, style: 'lines', params, timeless };
  },
  createParser: (params, order) => createJsonParser(params as JsonParams, order),
};

function parsedObjects(sample: Sample, among: readonly number[]): Record<string, unknown>[] {
  const stride = Math.max(1, among.length / MAX_PARSED);
  const objects: Record<string, unknown>[] = [];
  for (let k = 0; k < among.length; k += stride) {
    const i = among[Math.floor(k)];
    if (sample.bytes[sample.begin[i]] !== OPEN_BRACE) continue;
    try {
      objects.push(JSON.parse(lineText(sample, i)));
    } catch {
      // Not JSON: it does not count.
    }
  }
  return objects;
}

/** Paths of the sample per role, best names first, top level before nested. */
export function learnFields(objects: readonly Record<string, unknown>[]): JsonParams {
  const paths = new Map<string, number>();
  for (const object of objects)
    for (const path of pathsOf(object)) paths.set(path, (paths.get(path) ?? 0) + 1);
  const fields = ROLES.flatMap((role) => {
    const ranked = [...paths.keys()]
      .map((path) => ({ path, rank: rankOfPath(role, path) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank);
    return ranked.slice(0, 3).map(({ path }): WantedField => ({ path, role }));
  });
  const docker = ['log', 'stream', 'time'].every((key) => (paths.get(key) ?? 0) > objects.length * 0.9);
  return { fields: withScales(fields, objects), docker };
}

function pathsOf(object: Record<string, unknown>): string[] {
  return Object.entries(object).flatMap(([key, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value)
          .filter(([, inner]) => inner === null || typeof inner !== 'object')
          .map(([inner]) => `${key}.${inner}`)
      : Array.isArray(value)
        ? []
        : [key],
  );
}

function rankOfPath(role: FieldRole, path: string): number {
  const whole = rankOfName(role, path);
  if (whole >= 0) return whole;
  const dot = path.indexOf('.');
  if (dot < 0) return -1;
  const inner = rankOfName(role, path.slice(dot + 1));
  return inner < 0 ? -1 : inner + FIELD_NAMES[role].length;
}

export function createJsonParser(params: JsonParams, order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  const { docker, raw = false, strict = false } = params;
  const walker = createJsonWalker(params.fields);
  const slotsOf = (role: FieldRole) =>
    params.fields.flatMap((field, slot) => (field.role === role ? [slot] : []));
  const [time, level, message, source] = ROLES.map(slotsOf);
  const kinds = params.fields.map(({ path }) => kindOf(path));
  const scales = params.fields.map(({ scale }) => scale ?? null);
  // Where failures carry a code, a record without one tells of no failure.
  const coded = kinds.some((kind, slot) => kind === 'error-code' && params.fields[slot].role === 'level');
  const kept = level.flatMap((slot) =>
    kinds[slot] === 'word' ? [] : [{ slot, name: asciiBytes(`${params.fields[slot].path}=`) }],
  );
  const failure = message.find((slot) => /^(error|err)$/i.test(params.fields[slot].path)) ?? -1;
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (bytes[begin] !== OPEN_BRACE || !walker.walk(bytes, begin, end)) return false;
    const { slots } = walker;
    for (const slot of time)
      if (slots.begin[slot] >= 0 && parseTime(bytes, slots.begin[slot], slots.end[slot], out)) break;
    if (out.partial === 2) addDate(walker, time, bytes, out);
    for (const slot of level) {
      if (slots.begin[slot] < 0) continue;
      out.level = levelOfSlot(kinds[slot], scales[slot], bytes, slots.begin[slot], slots.end[slot]);
      if (out.level > 0) break;
    }
    if (out.level === 0 && coded) out.level = LEVEL_INFO;
    const named = source.find((slot) => slots.begin[slot] >= 0 && slots.type[slot] === QUOTE);
    if (named !== undefined) {
      out.sourceBegin = slots.begin[named];
      out.sourceEnd = slots.end[named];
    }
    if (!setMessage(walker, message, kept, bytes, scratch, raw, out) && strict) return false;
    if (out.level === 0 && failure >= 0 && slots.begin[failure] === out.messageBegin) out.level = LEVEL_ERROR;
    if (docker && !raw) unwrap(out);
    return true;
  };
}

/** The date that another field states beside a clock. */
function addDate({ slots }: JsonWalker, time: readonly number[], bytes: Uint8Array, out: Header): void {
  for (const slot of time) {
    const ms = slots.begin[slot] < 0 ? Number.NaN : dateAlone(bytes, slots.begin[slot], slots.end[slot]);
    if (Number.isNaN(ms)) continue;
    out.timeMs += ms;
    out.partial = 0;
    return;
  }
}

type LevelKind = 'word' | 'status' | 'error-code';

const kindOf = (path: string): LevelKind =>
  /error[_.-]?code$/i.test(path) ? 'error-code' : /status|response_?code/i.test(path) ? 'status' : 'word';

/** A level by word or number; by HTTP status in a field of that name; a code of an error that is set is an error. */
function levelOfSlot(
  kind: LevelKind,
  scale: ScaleId | null,
  bytes: Uint8Array,
  begin: number,
  end: number,
): number {
  if (kind === 'error-code') return isNothing(bytes, begin, end) ? 0 : LEVEL_ERROR;
  if (kind === 'status' && end - begin === 3) return Math.max(0, levelOfStatus(digitsAt(bytes, begin, 3)));
  return levelOfValue(bytes, begin, end, scale);
}

/** '', '0', 'null', '-'. */
function isNothing(bytes: Uint8Array, begin: number, end: number): boolean {
  if (end - begin < 2) return end === begin || bytes[begin] === DIGIT_0 || bytes[begin] === MINUS;
  return end - begin === 4 && bytes[begin] === LOWER_N && bytes[begin + 1] === LOWER_U;
}

/** A status or code that states the level and tells of the event too; `name` with its '='. */
interface KeptField {
  readonly slot: number;
  readonly name: Uint8Array;
}

function setMessage(
  walker: JsonWalker,
  wanted: number[],
  kept: readonly KeptField[],
  bytes: Uint8Array,
  scratch: Scratch,
  raw: boolean,
  out: Header,
): boolean {
  const { slots, rest } = walker;
  const slot = wanted.find((candidate) => slots.begin[candidate] >= 0 && slots.type[candidate] === QUOTE);
  if (slot !== undefined) {
    const begin = slots.begin[slot];
    const end = slots.end[slot];
    out.messageBegin = begin;
    out.messageEnd = end;
    if (indexOfByte(bytes, BACKSLASH, begin, end) < 0) return true;
    scratch.clear();
    appendUnescaped(scratch, bytes, begin, end);
    if (!raw) while (scratch.length > 0 && isLineEnd(scratch.bytes[scratch.length - 1])) scratch.length--;
  } else {
    scratch.clear();
    for (let i = 0; i < rest.length; i += 4) {
      if (i > 0) scratch.push(BLANK);
      scratch.append(bytes, rest[i], rest[i + 1]);
      scratch.push(EQUALS);
      appendUnescaped(scratch, bytes, rest[i + 2], rest[i + 3]);
    }
    for (const { slot, name } of kept) {
      if (slots.begin[slot] < 0) continue;
      if (scratch.length > 0) scratch.push(BLANK);
      scratch.append(name, 0, name.length);
      appendUnescaped(scratch, bytes, slots.begin[slot], slots.end[slot]);
    }
  }
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
  return slot !== undefined;
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13;

function unwrap(out: Header): void {
  const bytes = out.messageBytes;
  while (out.messageEnd > out.messageBegin && bytes[out.messageEnd - 1] <= BLANK) out.messageEnd--;
  innerHeader(bytes, out.messageBegin, out.messageEnd, out);
}
