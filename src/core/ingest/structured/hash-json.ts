/** Hashes as Ruby and Python print them, as JSON: '{"log"=>"text"}', '{:level=>:info}', '{level: "info"}', "{'level': None}". In: bytes of one. Out: appended JSON. */
import {
  APOSTROPHE,
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  EQUALS,
  GREATER,
  LESS,
  LOWER_U,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { isDigit, isLetter } from '../../lib/bytes';
import type { Scratch } from '../scratch';

const HASH = 35;
/** What JSON knows behind a backslash. */
const ESCAPED = new Set([...'"\\/bfnrt'].map((char) => char.charCodeAt(0)));

/** Whether anything but JSON was met; what cannot be read is copied, so that the JSON is not valid then. */
export function appendHashAsJson(out: Scratch, bytes: Uint8Array, begin: number, end: number): boolean {
  let isHash = false;
  for (let i = begin; i < end; ) {
    const byte = bytes[i];
    if (byte === QUOTE || byte === APOSTROPHE) {
      isHash ||= byte === APOSTROPHE;
      i = appendString(out, bytes, i, end);
    } else if (byte === EQUALS && bytes[i + 1] === GREATER) {
      isHash = true;
      out.push(COLON);
      i += 2;
    } else if (byte <= BLANK || isStructure(byte)) {
      out.push(byte);
      i++;
    } else if (byte === COLON) {
      // ':name' and ':"name"' are symbols; behind a key it is JSON's own.
      const isSymbol = isLetter(bytes[i + 1]) || bytes[i + 1] === 95 || bytes[i + 1] === QUOTE;
      if (isSymbol && !isBehindKey(bytes, begin, i)) {
        isHash = true;
        i = bytes[i + 1] === QUOTE ? i + 1 : appendWord(out, bytes, i + 1, end);
      } else {
        out.push(byte);
        i++;
      }
    } else {
      const next = appendWord(out, bytes, i, end);
      isHash ||= bytes[next - 1] === COLON;
      i = next;
    }
  }
  return isHash;
}

const isStructure = (byte: number): boolean =>
  byte === OPEN_BRACE ||
  byte === CLOSE_BRACE ||
  byte === OPEN_BRACKET ||
  byte === CLOSE_BRACKET ||
  byte === COMMA;

const isBehindKey = (bytes: Uint8Array, begin: number, at: number): boolean =>
  at > begin && (bytes[at - 1] === QUOTE || bytes[at - 1] === APOSTROPHE);

/** A string in either quotes; returns the position behind it. */
function appendString(out: Scratch, bytes: Uint8Array, at: number, end: number): number {
  const quote = bytes[at];
  out.push(QUOTE);
  let i = at + 1;
  for (; i < end && bytes[i] !== quote; i++) {
    if (bytes[i] === QUOTE) out.push(BACKSLASH);
    if (bytes[i] !== BACKSLASH || i + 1 >= end) {
      out.push(bytes[i]);
      continue;
    }
    i++;
    const isCode = bytes[i] === LOWER_U && bytes[i + 1] !== OPEN_BRACE;
    if (ESCAPED.has(bytes[i]) || isCode) out.push(BACKSLASH);
    out.push(bytes[i]);
  }
  out.push(QUOTE);
  return Math.min(end, i + 1);
}

const WORDS = new Map([
  ['nil', 'null'],
  ['None', 'null'],
  ['True', 'true'],
  ['False', 'false'],
  ['null', 'null'],
  ['true', 'true'],
  ['false', 'false'],
]);

/** A bare key, number, time or name; returns the position behind it. */
function appendWord(out: Scratch, bytes: Uint8Array, at: number, end: number): number {
  const stop = bytes[at] === HASH ? objectEnd(bytes, at, end) : wordEnd(bytes, at, end);
  const isKey = bytes[stop - 1] === COLON;
  const text = new TextDecoder().decode(bytes.subarray(at, isKey ? stop - 1 : stop)).trimEnd();
  const json = isKey ? undefined : (WORDS.get(text) ?? (NUMBER.test(text) ? text : undefined));
  for (const byte of new TextEncoder().encode(json ?? JSON.stringify(text))) out.push(byte);
  if (isKey) out.push(COLON);
  return stop;
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** Behind 'name:' with a blank after it, else before ',' '}' ']' '=>' or a line end. */
function wordEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === COLON && i > at && bytes[i + 1] <= BLANK && !isDigit(bytes[i - 1])) return i + 1;
    if (byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte < BLANK) return i;
    if (byte === EQUALS && bytes[i + 1] === GREATER) return i;
  }
  return end;
}

/** '#<LogStash::Event:0x1 @a=[1]>'. */
function objectEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    if (bytes[i] === LESS) depth++;
    else if (bytes[i] === GREATER && bytes[i - 1] !== EQUALS && --depth === 0) return i + 1;
  }
  return end;
}
