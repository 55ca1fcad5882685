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
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { asciiBytes, indexOfByte } from '../../lib/bytes';
import { BY_STATUS, type Header, type HeaderParser, resetHeader } from '../header';
import { innerHeader } from '../inner';
import { levelOfStatus } from '../level';
import { levelOfValue, type ScaleId } from '../level-scale';
import type { Sample } from '../sample';
import { appendUnescaped, Scratch } from '../scratch';
import type { WantedRole } from '../structured/field-names';
import { columnsOf, type JsonObject } from '../structured/json-columns';
import { createTimeReader } from '../structured/json-time';
import { createJsonWalker, type JsonWalker, type Slots, type WantedField } from '../structured/json-walk';
import { ERROR_CODE_NAME, learnRoles, STATUS_NAME } from '../structured/learn-roles';
import { appendByteList } from '../structured/split-time';
import { takeStatus } from '../structured/status-fields';
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

/** Paths of the sample per role, best first. */
export function learnFields(objects: readonly JsonObject[]): JsonParams {
  const columns = columnsOf(objects);
  const docker = ['log', 'stream', 'time'].every((key) =>
    columns.some(({ name, coverage }) => name === key && coverage > 0.9),
  );
  return { fields: learnRoles(columns), docker };
}

export function createJsonParser(params: JsonParams, order: DateOrder | null): HeaderParser {
  const { docker, raw = false, strict = false, fields } = params;
  const walker = createJsonWalker(fields);
  const readTime = createTimeReader(fields, walker, order);
  const slotsOf = (role: WantedRole) => fields.flatMap((field, slot) => (field.role === role ? [slot] : []));
  const [level, message, source, status] = (['level', 'message', 'source', 'status'] as const).map(slotsOf);
  const kinds = fields.map(({ path }) => kindOf(path));
  const scales = fields.map(({ scale }) => scale ?? null);
  // Where failures carry a code, a record without one tells of no failure.
  const coded = level.some((slot) => kinds[slot] === 'error-code');
  const kept = level.flatMap((slot) =>
    kinds[slot] === 'word' ? [] : [{ slot, name: asciiBytes(`${fields[slot].path}=`) }],
  );
  const failure = message.find((slot) => /^(error|err)$/i.test(fields[slot].path)) ?? -1;
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (bytes[begin] !== OPEN_BRACE || !walker.walk(bytes, begin, end)) return false;
    const { slots } = walker;
    readTime(bytes, out);
    let byStatus = false;
    for (const slot of level) {
      if (slots.begin[slot] < 0) continue;
      byStatus = kinds[slot] === 'status';
      out.level = levelOfSlot(kinds[slot], bytes, slots.begin[slot], slots.end[slot], scales[slot]);
      if (out.level > 0) break;
    }
    if (out.level === 0 && coded) out.level = LEVEL_INFO;
    takeStatus(slots, status, bytes, out);
    if (byStatus && out.status > 0) out.status |= BY_STATUS;
    for (const slot of source) {
      if (slots.begin[slot] < 0 || slots.type[slot] !== QUOTE || slots.end[slot] === slots.begin[slot])
        continue;
      out.sourceBegin = slots.begin[slot];
      out.sourceEnd = slots.end[slot];
      break;
    }
    if (!setMessage(walker, message, kept, bytes, scratch, raw, out) && strict) return false;
    if (out.level === 0 && failure >= 0 && slots.begin[failure] === out.messageBegin) out.level = LEVEL_ERROR;
    if (docker && !raw) unwrap(out);
    return true;
  };
}

type LevelKind = 'word' | 'status' | 'error-code';

const kindOf = (path: string): LevelKind =>
  ERROR_CODE_NAME.test(path) ? 'error-code' : STATUS_NAME.test(path) ? 'status' : 'word';

/** A level by word or number; by HTTP status in a field of that name; a code of an error that is set is an error. */
export function levelOfSlot(
  kind: LevelKind,
  bytes: Uint8Array,
  begin: number,
  end: number,
  scale: ScaleId | null = null,
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
  wanted: readonly number[],
  kept: readonly KeptField[],
  bytes: Uint8Array,
  scratch: Scratch,
  raw: boolean,
  out: Header,
): boolean {
  const { slots } = walker;
  const slot = messageSlot(slots, wanted);
  scratch.clear();
  if (slot < 0) appendRest(walker, kept, bytes, scratch);
  else {
    const begin = slots.begin[slot];
    const end = slots.end[slot];
    out.messageBegin = begin;
    out.messageEnd = end;
    if (slots.type[slot] !== QUOTE) appendByteList(scratch, bytes, begin, end);
    else if (indexOfByte(bytes, BACKSLASH, begin, end) < 0) return true;
    else appendUnescaped(scratch, bytes, begin, end);
    if (!raw) while (scratch.length > 0 && isLineEnd(scratch.bytes[scratch.length - 1])) scratch.length--;
  }
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
  return slot >= 0;
}

/** The first text, or list of its bytes, that says something; else the first that says nothing; -1: there is none. */
function messageSlot({ begin, end, type }: Slots, wanted: readonly number[]): number {
  let empty = -1;
  for (const slot of wanted) {
    if (begin[slot] < 0 || (type[slot] !== QUOTE && type[slot] !== OPEN_BRACKET)) continue;
    if (end[slot] > begin[slot]) return slot;
    if (empty < 0) empty = slot;
  }
  return empty;
}

/** 'key=value' of what no field took. */
function appendRest(
  { slots, rest, deepRest }: JsonWalker,
  kept: readonly KeptField[],
  bytes: Uint8Array,
  scratch: Scratch,
): void {
  const pairs = rest.length > 0 ? rest : deepRest;
  for (let i = 0; i < pairs.length; i += 4) {
    if (i > 0) scratch.push(BLANK);
    scratch.append(bytes, pairs[i], pairs[i + 1]);
    scratch.push(EQUALS);
    appendUnescaped(scratch, bytes, pairs[i + 2], pairs[i + 3]);
  }
  for (const { slot, name } of kept) {
    if (slots.begin[slot] < 0) continue;
    if (scratch.length > 0) scratch.push(BLANK);
    scratch.append(name, 0, name.length);
    appendUnescaped(scratch, bytes, slots.begin[slot], slots.end[slot]);
  }
}

const isLineEnd = (byte: number): boolean => byte === 10 || byte === 13;

function unwrap(out: Header): void {
  const bytes = out.messageBytes;
  while (out.messageEnd > out.messageBegin && bytes[out.messageEnd - 1] <= BLANK) out.messageEnd--;
  innerHeader(bytes, out.messageBegin, out.messageEnd, out);
}
