/** logfmt: 'time=2024-03-01T00:00:00Z level=info msg="text" key=value ...'. */
import { BACKSLASH, BLANK, EQUALS, OPEN_BRACKET, QUOTE } from '../../lib/ascii';
import { indexOfByte, isBlank, skipBlanks } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfValue } from '../level-scale';
import { appendUnescaped, Scratch } from '../scratch';
import type { Column } from '../structured/column';
import { FIELD_NAMES, type FieldRole, rankOfName, type WantedRole } from '../structured/field-names';
import { createTimeReader } from '../structured/json-time';
import type { Slots, WantedField } from '../structured/json-walk';
import { learnRoles } from '../structured/learn-roles';
import {
  isQuoted,
  keyEnd,
  nextPair,
  type PairMark,
  pairColumnsOf,
  pairMarkOf,
  valueEnd,
} from '../structured/pairs';
import { statusFields, takeStatus } from '../structured/status-fields';
import type { DateOrder } from '../time/date-order';
import { type LogFormat, shareMatching, shareParsed } from './format';

interface LogfmtParams {
  readonly fields: readonly WantedField[];
  /** Keys of the sample that are none of them. */
  readonly others: readonly string[];
  /** Absent: blanks. */
  readonly mark?: PairMark;
}

/** Names that mean other things in logfmt. */
const UNCERTAIN = new Set(
  'errorcode error_code status_code statuscode http_status response_code stringvalue error host name status event thread process s c'.split(
    ' ',
  ),
);
const ROLES = ['time', 'level', 'message', 'source'] as const;
const ROLE_OF_NAME = new Map<string, FieldRole>();
for (const role of [...ROLES].reverse())
  for (const name of FIELD_NAMES[role]) if (!UNCERTAIN.has(name)) ROLE_OF_NAME.set(name, role);

const MAX_OTHERS = 300;
/** Lines of pairs whose values alone tell what they are have hardly another word. */
const MIN_PAIRS = 0.9;
const MARKED = /^\w[\w.]*=("[^"]*"|\S*)( |$).*\b(level|lvl|msg|severity|message)=/;

export const logfmtFormat: LogFormat = {
  id: 'logfmt',
  detect(sample, among = sample.counted) {
    const mark = pairMarkOf(sample, among);
    const { columns, share } = pairColumnsOf(sample, among, mark);
    if (columns.length < 2) return null;
    const certain = learnRoles(namedColumns(columns));
    const fields = [...certain.filter(({ role }) => role !== 'status'), ...statusFields(columns)];
    const taken = new Set(fields.map(({ path }) => path));
    const others = columns.flatMap(({ name }) => (taken.has(name) ? [] : [name])).slice(0, MAX_OTHERS);
    const params: LogfmtParams = { fields, others, ...(mark === 0 ? {} : { mark }) };
    const score01 = shareParsed(sample, among, createParser(params, null));
    const has = (role: FieldRole): boolean => fields.some((field) => field.role === role);
    const isTold = share >= MIN_PAIRS && has('time') && (mark !== 0 || has('level') || has('message'));
    if (score01 === 0 || (!isTold && shareMatching(sample, among, MARKED) <= 0.5 * score01)) return null;
    return { format: 'logfmt', score01, style: 'lines', params };
  },
  createParser: (params, order) => createParser((params as LogfmtParams | null) ?? NOTHING, order),
};

/** Those whose names are sure; where none is the text, structlog's 'event' is, if it holds texts. */
function namedColumns(columns: readonly Column[]): readonly Column[] {
  const sure = columns.filter(({ name }) => !UNCERTAIN.has(name.toLowerCase()));
  const event = columns.find(
    ({ name, values }) => name === 'event' && values.some((text) => text.includes(' ')),
  );
  const hasText = sure.some(({ name }) => rankOfName('message', name) >= 0);
  return event && !hasText ? [...sure, event] : sure;
}

const NOTHING: LogfmtParams = { fields: [], others: [] };

function createParser(params: LogfmtParams, order: DateOrder | null): HeaderParser {
  const { mark = 0 } = params;
  // Keys that the sample does not have may still be named as usual: they come last.
  const fields = [...params.fields, ...ROLES.map((role): WantedField => ({ path: '', role }))];
  const slotOf = slotFinder(params);
  const slots: Slots = {
    begin: new Int32Array(fields.length),
    end: new Int32Array(fields.length),
    type: new Uint8Array(fields.length),
  };
  const readTime = createTimeReader(fields, { slots }, order);
  const slotsOf = (role: WantedRole) => fields.flatMap((field, slot) => (field.role === role ? [slot] : []));
  const [level, message, source, status] = (['level', 'message', 'source', 'status'] as const).map(slotsOf);
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    slots.begin.fill(-1);
    if (!readPairs(bytes, begin, end, slotOf, slots, mark)) return false;
    readTime(bytes, out);
    for (const slot of level) {
      if (slots.begin[slot] >= 0)
        out.level = levelOfValue(bytes, slots.begin[slot], slots.end[slot], fields[slot].scale);
      if (out.level > 0) break;
    }
    takeStatus(slots, status, bytes, out);
    const named = source.find((slot) => slots.begin[slot] >= 0);
    if (named !== undefined) {
      out.sourceBegin = slots.begin[named];
      out.sourceEnd = slots.end[named];
    }
    const text = message.find((slot) => slots.begin[slot] >= 0);
    if (text === undefined) takeOthers(bytes, begin, end, slotOf, mark, scratch, out);
    else takeMessage(bytes, slots.begin[text], slots.end[text], slots.type[text] === QUOTE, scratch, out);
    return true;
  };
}

/** Slot of the key bytes[begin, end); -1: none. */
type SlotOf = (bytes: Uint8Array, begin: number, end: number) => number;

function slotFinder({ fields, others }: LogfmtParams): SlotOf {
  const known = new Map<string, number>(others.map((name) => [name, -1]));
  fields.forEach(({ path }, slot) => {
    known.set(path, slot);
  });
  const cache = new Map<number, number>();
  return (bytes, begin, end) => {
    let hash = end - begin;
    for (let i = begin; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]) | 0;
    const cached = cache.get(hash);
    if (cached !== undefined) return cached;
    const name = String.fromCharCode(...bytes.subarray(begin, Math.min(end, begin + 80)));
    const role = ROLE_OF_NAME.get(name.toLowerCase());
    const slot = known.get(name) ?? (role ? fields.length + ROLES.indexOf(role) : -1);
    if (cache.size < 4096) cache.set(hash, slot);
    return slot;
  };
}

/** Ranges of the wanted values; false: not a line of at least two pairs, one of them wanted. */
function readPairs(
  bytes: Uint8Array,
  begin: number,
  end: number,
  slotOf: SlotOf,
  slots: Slots,
  mark: PairMark,
): boolean {
  let at = skipBlanks(bytes, begin, end);
  let pairs = 0;
  let known = 0;
  while (at < end) {
    const equals = keyEnd(bytes, at, end);
    if (equals === at || bytes[equals] !== EQUALS || equals >= end) {
      if (pairs === 0) return false;
      while (at < end && !isBlank(bytes[at])) at++;
      at = skipBlanks(bytes, at, end);
      continue;
    }
    pairs++;
    const slot = slotOf(bytes, at, equals);
    const value = equals + 1;
    at = valueEnd(bytes, value, end, mark);
    if (slot >= 0 && slots.begin[slot] < 0) {
      const quote = isQuoted(bytes, value, at) ? 1 : 0;
      slots.begin[slot] = value + quote;
      slots.end[slot] = at - quote;
      slots.type[slot] = quote ? QUOTE : bytes[value] === OPEN_BRACKET ? OPEN_BRACKET : 0;
      known++;
    }
    at = nextPair(bytes, at, end, mark);
  }
  return known > 0 && pairs > 1;
}

/** The message of a line that has none: its pairs without time, level and source. */
function takeOthers(
  bytes: Uint8Array,
  begin: number,
  end: number,
  slotOf: SlotOf,
  mark: PairMark,
  scratch: Scratch,
  out: Header,
): void {
  scratch.clear();
  for (let at = skipBlanks(bytes, begin, end); at < end; ) {
    const equals = keyEnd(bytes, at, end);
    const stop = valueEnd(bytes, bytes[equals] === EQUALS ? equals + 1 : equals, end, mark);
    if (bytes[equals] !== EQUALS || slotOf(bytes, at, equals) < 0) {
      if (scratch.length > 0) scratch.push(BLANK);
      scratch.append(bytes, at, stop);
    }
    at = nextPair(bytes, Math.max(stop, at + 1), end, mark);
  }
  if (scratch.length > 0) pointTo(scratch, out);
}

function takeMessage(
  bytes: Uint8Array,
  begin: number,
  end: number,
  quoted: boolean,
  scratch: Scratch,
  out: Header,
): void {
  out.messageBegin = begin;
  out.messageEnd = end;
  if (!quoted || indexOfByte(bytes, BACKSLASH, begin, end) < 0) return;
  scratch.clear();
  appendUnescaped(scratch, bytes, begin, end);
  pointTo(scratch, out);
}

function pointTo(scratch: Scratch, out: Header): void {
  out.messageBytes = scratch.bytes;
  out.messageBegin = 0;
  out.messageEnd = scratch.length;
}
