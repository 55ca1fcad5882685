/** JSON objects that are no lines: pretty-printed one after another, in an array, or in the array of a wrapper ({"Records": [...]}). */
import {
  BACKSLASH,
  BLANK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COMMA,
  LINE_FEED,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from '../../lib/ascii';
import { MAX_RECORD_BYTES } from '../limits';
import type { Sample } from '../sample';
import type { Block, LogFormat, Splitter } from './format';
import { createJsonParser, type JsonParams, learnFields } from './json-lines';

interface JsonBlockParams extends JsonParams {
  readonly lead: number;
}

const HEAD_BYTES = 262_144;
const MAX_OBJECTS = 200;
/** Share of the looked-at bytes that has to be JSON. */
const MIN_SHARE = 0.6;

export const jsonBlocksFormat: LogFormat = {
  id: 'json-blocks',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    const end = Math.min(sample.bytes.length, HEAD_BYTES);
    const lead = leadOf(sample.bytes, sample.begin[0], end);
    if (lead < 0) return null;
    const { objects, share } = objectsFrom(sample, lead, end);
    if (objects.length === 0 || share < MIN_SHARE) return null;
    const fields = learnFields(objects);
    if (objects.length < 2 && !fields.fields.some(({ role }) => role === 'time')) return null;
    const params: JsonBlockParams = { ...fields, docker: false, lead };
    return { format: 'json', score01: Math.max(0.99, share), style: 'blocks', params };
  },
  createParser: (params, order) => createJsonParser(params as JsonParams, order),
  createSplitter: (params): Splitter => ({ split: splitJson, lead: (params as JsonBlockParams).lead }),
};

/** Where the first object begins; -1: this is no such file, or one object a line, which json-lines reads. */
function leadOf(bytes: Uint8Array, begin: number, end: number): number {
  const at = skipSpace(bytes, begin, end);
  if (bytes[at] === OPEN_BRACKET) {
    const next = skipSpace(bytes, at + 1, end);
    return bytes[next] === OPEN_BRACE ? next : -1;
  }
  if (bytes[at] !== OPEN_BRACE) return -1;
  const wrapped = wrapperLead(bytes, at, end);
  if (wrapped >= 0) return wrapped;
  const close = objectEnd(bytes, at, end);
  const lineEnd = bytes.indexOf(LINE_FEED, at);
  return close > 0 && lineEnd >= 0 && lineEnd < close ? at : -1;
}

/** Scalars, then an array of objects with times, where the scalars state no time: the objects are the records. */
function wrapperLead(bytes: Uint8Array, at: number, end: number): number {
  const text = String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 2000)));
  const found = /^\{[^{}[\]]*"[^"]+"\s*:\s*\[\s*(?=\{)/.exec(text);
  if (!found) return -1;
  const lead = at + found[0].length;
  const close = objectEnd(bytes, lead, end);
  if (close < 0) return -1;
  const outer = parseJson(`${found[0]}]}`);
  const inner = parseJson(new TextDecoder().decode(bytes.subarray(lead, close)));
  if (!outer || !inner) return -1;
  const hasTime = (object: Record<string, unknown>): boolean =>
    learnFields([object]).fields.some(({ role }) => role === 'time');
  return hasTime(inner) && !hasTime(outer) ? lead : -1;
}

function objectsFrom(sample: Sample, lead: number, end: number) {
  const { bytes } = sample;
  const objects: Record<string, unknown>[] = [];
  let at = lead;
  let good = 0;
  while (at < end && objects.length < MAX_OBJECTS) {
    const block = splitJson(bytes, at, end, false) ?? splitJson(bytes, at, end, end === bytes.length);
    if (!block) break;
    const object = parseJson(new TextDecoder().decode(bytes.subarray(at, block.contentEnd)));
    if (object) {
      objects.push(object);
      good += block.next - at;
    }
    at = block.next;
  }
  return { objects, share: at > lead ? good / (at - lead) : 0 };
}

function parseJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** One object with the commas and brackets behind it; text between objects goes line by line. */
function splitJson(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  const whole = limit === end && last;
  if (bytes[at] === OPEN_BRACE) {
    const close = objectEnd(bytes, at, limit);
    if (close > 0) return behind(bytes, close, end, last, false);
    if (close === OPEN && limit === end && !last) return null;
    const stop = close === OPEN ? lastLine(bytes, at, limit, whole) : -close;
    return { contentEnd: stop, next: stop, broken: true };
  }
  const found = bytes.indexOf(LINE_FEED, at);
  if (found >= 0 && found < limit) return behind(bytes, found + 1, end, last, true);
  if (limit === end && !last) return null;
  return { contentEnd: limit, next: limit, broken: true };
}

function behind(bytes: Uint8Array, at: number, end: number, last: boolean, broken: boolean): Block | null {
  let next = at;
  while (next < end && isBetween(bytes[next])) next++;
  return next === end && !last ? null : { contentEnd: at, next, broken };
}

/** Blanks, line ends, ',' ']' '}'. */
const isBetween = (byte: number): boolean =>
  byte <= BLANK || byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE;

/** Position after the last line end in (at, limit), or `limit`. */
function lastLine(bytes: Uint8Array, at: number, limit: number, whole: boolean): number {
  if (whole) return limit;
  const found = bytes.lastIndexOf(LINE_FEED, limit - 1);
  return found > at ? found + 1 : limit;
}

const OPEN = 0;

/** Position after the object at `at`; OPEN: it is not closed before `end`; below 0: it breaks off at minus this position. */
function objectEnd(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < end && bytes[i] !== QUOTE; i++) {
        if (bytes[i] === BACKSLASH) i++;
        else if (bytes[i] === LINE_FEED) return -(i + 1);
      }
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      // An object at the very start of a line is the next record.
      if (byte === OPEN_BRACE && i > at && bytes[i - 1] === LINE_FEED) return -i;
      depth++;
    } else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return i + 1;
  }
  return OPEN;
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] <= BLANK) i++;
  return i;
}
