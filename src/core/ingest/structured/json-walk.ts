/** Finds wanted fields of a JSON object over bytes, at any depth that their paths name, without building it. */
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
import type { ScaleId } from '../level-scale';
import type { WantedRole } from './field-names';

export interface WantedField {
  /** 'level', or 'log.level' for {"log": {"level": ...}} and for the dotted key itself. */
  readonly path: string;
  readonly role: WantedRole;
  /** Of a level field whose values are numbers. */
  readonly scale?: ScaleId;
  /** Path of the time that a date, a fraction or a zone completes. */
  readonly of?: string;
}

/** Value ranges found by the last walk; begin < 0: not there. Strings without their quotes. */
export interface Slots {
  readonly begin: Int32Array;
  readonly end: Int32Array;
  /** First byte of the raw value: 34 for a string, 123 for an object ... */
  readonly type: Uint8Array;
}

/** at[0, length): keyBegin, keyEnd, valueBegin, valueEnd in turn. The list itself only grows: making it shorter is slow. */
export interface Pairs {
  readonly at: number[];
  length: number;
}

export interface JsonWalker {
  readonly slots: Slots;
  /**
   * Scalars that no wanted path took: at the top, and in objects that wanted paths go through.
   */
  readonly rest: Pairs;
  readonly deepRest: Pairs;
  /** Whether bytes[begin, end) is one JSON object (a cheap check: brackets and strings). */
  walk(bytes: Uint8Array, begin: number, end: number): boolean;
}

/** A key and what is wanted of its value: the slots that take it, the keys within it. */
interface KeyNode {
  readonly key: Uint8Array;
  readonly slots: number[];
  readonly children: KeyNode[];
}

interface Walk {
  readonly slots: Slots;
  readonly rest: Pairs;
  readonly deepRest: Pairs;
}

/** Paths of more keys are met as they are nested only, not as dotted keys too. */
const MAX_DOTTED = 4;

export function createJsonWalker(fields: readonly WantedField[]): JsonWalker {
  const roots: KeyNode[] = [];
  fields.forEach(({ path }, slot) => {
    for (const keys of splitsOf(path)) addPath(roots, keys, slot);
  });
  const slots: Slots = {
    begin: new Int32Array(fields.length),
    end: new Int32Array(fields.length),
    type: new Uint8Array(fields.length),
  };
  const walk: Walk = { slots, rest: { at: [], length: 0 }, deepRest: { at: [], length: 0 } };
  return {
    ...walk,
    walk(bytes, begin, end) {
      slots.begin.fill(-1);
      walk.rest.length = 0;
      walk.deepRest.length = 0;
      return walkObject(bytes, begin, end, roots, walk, walk.rest) >= 0;
    },
  };
}

/** All ways in which a dotted path may be nested keys: 'a.b' is [['a.b'], ['a', 'b']]. */
function splitsOf(path: string): string[][] {
  const parts = path.split('.');
  if (parts.length > MAX_DOTTED || parts.includes('')) return parts.includes('') ? [[path]] : [parts];
  const splits = (from: number): string[][] =>
    from === parts.length
      ? [[]]
      : parts
          .slice(from)
          .flatMap((_, i) =>
            splits(from + i + 1).map((rest) => [parts.slice(from, from + i + 1).join('.'), ...rest]),
          );
  return splits(0);
}

function addPath(roots: KeyNode[], keys: readonly string[], slot: number): void {
  let nodes = roots;
  keys.forEach((text, depth) => {
    const key = new TextEncoder().encode(text);
    let node = nodes.find((known) => isKey(key, 0, key.length, known.key));
    if (!node) {
      node = { key, slots: [], children: [] };
      nodes.push(node);
    }
    if (depth === keys.length - 1) node.slots.push(slot);
    nodes = node.children;
  });
}

/** Position after the object at `at`, or -1. */
function walkObject(
  bytes: Uint8Array,
  from: number,
  end: number,
  wanted: readonly KeyNode[],
  walk: Walk,
  rest: Pairs,
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
    const node = nodeOf(bytes, key, keyEnd, wanted);
    const valueEnd =
      node !== null && node.children.length > 0 && bytes[value] === OPEN_BRACE
        ? walkObject(bytes, value, end, node.children, walk, walk.deepRest)
        : skipValue(bytes, value, end);
    if (valueEnd < 0) return -1;
    if (node === null || !take(node, bytes, value, valueEnd, walk.slots))
      keepScalar(bytes[value], key, keyEnd, value, valueEnd, rest);
    at = skipSpace(bytes, valueEnd, end);
    if (at >= end) return -1;
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    if (bytes[at] !== COMMA) return -1;
    at = skipSpace(bytes, at + 1, end);
  }
  return -1;
}

function take(node: KeyNode, bytes: Uint8Array, from: number, to: number, slots: Slots): boolean {
  let value = from;
  let valueEnd = to;
  if (bytes[from] === OPEN_BRACKET) {
    // A list of one text is that text: Elastic answers so.
    const only = skipSpace(bytes, from + 1, to);
    const close = bytes[only] === QUOTE ? stringEnd(bytes, only + 1, to) : -1;
    if (close > 0 && bytes[skipSpace(bytes, close + 1, to)] === CLOSE_BRACKET) {
      value = only;
      valueEnd = close + 1;
    }
  }
  const type = bytes[value];
  const quote = type === QUOTE ? 1 : 0;
  let taken = false;
  for (const slot of node.slots) {
    if (slots.begin[slot] >= 0) continue;
    slots.begin[slot] = value + quote;
    slots.end[slot] = valueEnd - quote;
    slots.type[slot] = type;
    taken = true;
  }
  return taken;
}

function keepScalar(
  type: number,
  key: number,
  keyEnd: number,
  value: number,
  valueEnd: number,
  rest: Pairs,
): void {
  if (type === OPEN_BRACE || type === OPEN_BRACKET) return;
  const quote = type === QUOTE ? 1 : 0;
  rest.at[rest.length++] = key;
  rest.at[rest.length++] = keyEnd;
  rest.at[rest.length++] = value + quote;
  rest.at[rest.length++] = valueEnd - quote;
}

function nodeOf(bytes: Uint8Array, begin: number, end: number, nodes: readonly KeyNode[]): KeyNode | null {
  for (let i = 0; i < nodes.length; i++) if (isKey(bytes, begin, end, nodes[i].key)) return nodes[i];
  return null;
}

function isKey(bytes: Uint8Array, begin: number, end: number, key: Uint8Array): boolean {
  if (end - begin !== key.length) return false;
  for (let i = 0; i < key.length; i++) if (bytes[begin + i] !== key[i]) return false;
  return true;
}

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
export function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (bytes[i] === BACKSLASH) i++;
    else if (bytes[i] === QUOTE) return i;
  }
  return -1;
}

/** Position after the value at `at`, or -1. */
export function skipValue(bytes: Uint8Array, at: number, end: number): number {
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
