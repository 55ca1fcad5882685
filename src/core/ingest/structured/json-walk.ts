/** Finds wanted fields of a JSON object over bytes, one level of nesting deep, without building it. */
import {
  BACKSLASH,
  BLANK,
  CARRIAGE_RETURN,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  TAB,
} from '../../lib/ascii';
import { asciiBytes, startsWithAt } from '../../lib/bytes';
import type { ScaleId } from '../level-scale';
import type { FieldRole } from './field-names';

export interface WantedField {
  /** 'level', or 'log.level' for {"log": {"level": ...}} and for the dotted key itself. */
  readonly path: string;
  readonly role: FieldRole;
  /** Of a level field whose values are numbers. */
  readonly scale?: ScaleId;
}

interface Wanted {
  readonly slot: number;
  /** The key as a whole, and where the path is nested its two halves. */
  readonly key: Uint8Array;
  readonly outer: Uint8Array | null;
  readonly inner: Uint8Array | null;
}

/** Value ranges found by the last walk; begin < 0: not there. Strings without their quotes. */
export interface Slots {
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** First byte of the raw value: 34 for a string, 123 for an object ... */
  readonly type: Uint8Array;
}

export interface JsonWalker {
  readonly slots: Slots;
  /** Scalars at the top that no wanted path took: [keyBegin, keyEnd, valueBegin, valueEnd] in turn. */
  readonly rest: number[];
  /** Whether bytes[begin, end) is one JSON object (a cheap check: brackets and strings). */
  walk(bytes: Uint8Array, begin: number, end: number): boolean;
}

export function createJsonWalker(fields: readonly WantedField[]): JsonWalker {
  // One array for each outer key: walkValue compares them by identity.
  const outers = new Map<string, Uint8Array>();
  const wanted = fields.map((field, slot): Wanted => {
    const dot = field.path.indexOf('.');
    const key = asciiBytes(field.path);
    if (dot <= 0) return { slot, key, outer: null, inner: null };
    const name = field.path.slice(0, dot);
    const outer = outers.get(name) ?? asciiBytes(name);
    outers.set(name, outer);
    return { slot, key, outer, inner: asciiBytes(field.path.slice(dot + 1)) };
  });
  const slots: Slots = {
    begin: new Int32Array(fields.length),
    end: new Int32Array(fields.length),
    type: new Uint8Array(fields.length),
  };
  const rest: number[] = [];
  return {
    slots,
    rest,
    walk(bytes, begin, end) {
      slots.begin.fill(-1);
      rest.length = 0;
      return walkObject(bytes, begin, end, wanted, slots, rest, null) >= 0;
    },
  };
}

/** Position after the object at `at`, or -1. `outer`: the key that it is the value of. */
function walkObject(
  bytes: Uint8Array,
  from: number,
  end: number,
  wanted: readonly Wanted[],
  slots: Slots,
  rest: number[],
  outer: Uint8Array | null,
): number {
  let at = skipSpace(bytes, from, end);
  if (at >= end || bytes[at] !== OPEN_BRACE) return -1;
  at = skipSpace(bytes, at + 1, end);
  if (bytes[at] === CLOSE_BRACE && at < end) return at + 1;
  while (at < end) {
    if (bytes[at] !== QUOTE) return -1;
    const key = at + 1;
    const keyEnd = stringEnd(bytes, key, end);
    if (keyEnd < 0) return -1;
    at = skipSpace(bytes, keyEnd + 1, end);
    if (at >= end || bytes[at] !== COLON) return -1;
    const value = skipSpace(bytes, at + 1, end);
    const valueEnd = walkValue(bytes, key, keyEnd, value, end, wanted, slots, rest, outer);
    if (valueEnd < 0) return -1;
    at = skipSpace(bytes, valueEnd, end);
    if (at >= end) return -1;
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    if (bytes[at] !== COMMA) return -1;
    at = skipSpace(bytes, at + 1, end);
  }
  return -1;
}

function walkValue(
  bytes: Uint8Array,
  key: number,
  keyEnd: number,
  value: number,
  end: number,
  wanted: readonly Wanted[],
  slots: Slots,
  rest: number[],
  outer: Uint8Array | null,
): number {
  const type = bytes[value];
  if (type === 123 && outer === null) {
    const parent = wanted.find((field) => field.outer !== null && sameKey(bytes, key, keyEnd, field.outer));
    if (parent) return walkObject(bytes, value, end, wanted, slots, [], parent.outer);
  }
  const valueEnd = skipValue(bytes, value, end);
  if (valueEnd < 0) return -1;
  const quote = type === 34 ? 1 : 0;
  let taken = false;
  for (const field of wanted) {
    const same =
      outer === null
        ? sameKey(bytes, key, keyEnd, field.key)
        : field.inner !== null && field.outer === outer && sameKey(bytes, key, keyEnd, field.inner);
    if (!same || slots.begin[field.slot] >= 0) continue;
    slots.begin[field.slot] = value + quote;
    slots.end[field.slot] = valueEnd - quote;
    slots.type[field.slot] = type;
    taken = true;
  }
  if (!taken && outer === null && type !== 123 && type !== 91)
    rest.push(key, keyEnd, value + quote, valueEnd - quote);
  return valueEnd;
}

const sameKey = (bytes: Uint8Array, begin: number, end: number, key: Uint8Array): boolean =>
  end - begin === key.length && startsWithAt(bytes, begin, end, key);

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (
    i < end &&
    (bytes[i] === BLANK || bytes[i] === TAB || bytes[i] === CARRIAGE_RETURN || bytes[i] === LINE_FEED)
  )
    i++;
  return i;
}

/** Position of the quote that ends a string whose inside begins at `at`, or -1. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return -1;
}

function skipValue(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  if (bytes[at] === QUOTE) {
    const close = stringEnd(bytes, at + 1, end);
    return close < 0 ? -1 : close + 1;
  }
  if (bytes[at] !== OPEN_BRACE && bytes[at] !== OPEN_BRACKET) {
    let i = at;
    while (
      i < end &&
      bytes[i] !== COMMA &&
      bytes[i] !== CLOSE_BRACE &&
      bytes[i] !== CLOSE_BRACKET &&
      bytes[i] > BLANK
    )
      i++;
    return i > at ? i : -1;
  }
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      i = stringEnd(bytes, i + 1, end);
      if (i < 0) return -1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return i + 1;
  }
  return -1;
}
