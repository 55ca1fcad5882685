/** Records as elements of XML: events of Windows (wevtutil, Get-WinEvent), java.util.logging's files, log4j's and NLog's layouts. What holds them may be there or not. */
import { BLANK, EXCLAMATION, GREATER, LESS, SLASH } from '../../lib/ascii';
import { decodeRange, indexOfByte, startsWithAt } from '../../lib/bytes';
import { createHeader, type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { Scratch } from '../scratch';
import type { JsonObject } from '../structured/json-columns';
import { parseJson } from '../structured/json-containers';
import { skipSpace } from '../structured/json-split';
import { appendXmlAsJson, nextLess, tagAt } from '../structured/xml-json';
import type { DateOrder } from '../time/date-order';
import type { Block, LogFormat } from './format';
import { createJsonParser, type JsonParams, learnFields } from './json-lines';

interface XmlParams extends JsonParams {
  /** Of the records' elements, with its prefix: 'Event', 'log4j:event'. */
  readonly name: string;
  readonly lead: number;
}

const HEAD_BYTES = 262_144;
const MAX_OBJECTS = 200;
const MIN_OBJECTS = 2;
/** Share of the records that state a time. */
const MIN_TIMED = 0.8;

export const xmlBlocksFormat: LogFormat = {
  id: 'xml-blocks',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    const { bytes } = sample;
    const end = Math.min(bytes.length, HEAD_BYTES);
    const begin = skipSpace(bytes, sample.begin[0], end);
    const found = bytes[begin] === LESS ? recordsIn(bytes, begin, end) : null;
    if (!found) return null;
    const { name, lead } = found;
    const split = createSplit(name);
    const objects: JsonObject[] = [];
    const times: [number, number][] = [];
    for (let at = lead; at < end && objects.length < MAX_OBJECTS; ) {
      const block = split(bytes, at, end, end === bytes.length);
      if (!block) break;
      const object = objectOf(bytes, at, block.contentEnd);
      if (object) {
        objects.push(object);
        times.push([at, block.contentEnd]);
      }
      at = block.next;
    }
    if (objects.length < MIN_OBJECTS) return null;
    const params: XmlParams = { ...learnFields(objects), docker: false, name, lead };
    const parse = createParser(params, null);
    const out = createHeader();
    const timed = times.filter(([at, stop]) => parse(bytes, at, stop, out) && !Number.isNaN(out.timeMs));
    const score01 = timed.length / objects.length;
    return score01 < MIN_TIMED ? null : { format: 'xml', score01, style: 'blocks', params };
  },
  createParser: (params, order) => createParser(params as XmlParams, order),
  createSplitter: (params) => {
    const { name, lead } = params as XmlParams;
    return { split: createSplit(name), lead };
  },
};

/** The shallowest elements that come more than once, and where the first begins; null: none does. */
function recordsIn(bytes: Uint8Array, begin: number, end: number): { name: string; lead: number } | null {
  const first = new Map<string, number>();
  const names: string[] = [];
  let depth = 0;
  for (let at = begin; at >= 0 && at < end; at = nextLess(bytes, at, end)) {
    const next = bytes[at + 1];
    if (next === SLASH) depth--;
    const close =
      next === EXCLAMATION || next === SLASH || next === QUESTION ? indexOfByte(bytes, GREATER, at, end) : -1;
    if (close >= 0) {
      at = close;
      continue;
    }
    const tag = tagAt(bytes, at, end);
    if (!tag) return null;
    const path = `${depth} ${decodeRange(bytes, at + 1, tag.nameEnd)}`;
    if (depth <= 1 && first.has(path)) names.push(path);
    else if (depth <= 1) first.set(path, at);
    // Of elements at the top two tell; of those within another one the first that comes again does.
    if (names.length > 0 && (depth === 0 || at - begin > ENOUGH)) break;
    if (!tag.isEmpty) depth++;
    at = tag.contentBegin;
  }
  const path = [...names].sort()[0];
  return path === undefined ? null : { name: path.slice(2), lead: first.get(path)! };
}

const QUESTION = 63;
const ENOUGH = 65_536;

const text = new Scratch();

function objectOf(bytes: Uint8Array, begin: number, end: number): JsonObject | null {
  text.clear();
  if (!appendXmlAsJson(text, bytes, begin, end)) return null;
  return parseJson(decodeRange(text.bytes, 0, text.length)) as JsonObject | null;
}

function createParser(params: XmlParams, order: DateOrder | null): HeaderParser {
  const parse = createJsonParser(params, order);
  const json = new Scratch();
  return (bytes, begin, end, out) => {
    json.clear();
    if (appendXmlAsJson(json, bytes, begin, end) && parse(json.bytes, 0, json.length, out)) return true;
    resetHeader(out, bytes, begin, end);
    return false;
  };
}

function createSplit(
  name: string,
): (bytes: Uint8Array, at: number, end: number, last: boolean) => Block | null {
  const open = new TextEncoder().encode(`<${name}`);
  const close = new TextEncoder().encode(`</${name}`);
  return (bytes, at, end, last) => {
    const limit = Math.min(end, at + MAX_RECORD_BYTES);
    const isWhole = limit < end || last;
    const stop = isTag(bytes, at, limit, open) ? elementEnd(bytes, at, limit, open, close) : -limit;
    if (stop === -limit && !isWhole) return null;
    const found = nextTag(bytes, open, Math.max(at + 1, Math.abs(stop)), limit);
    if (found < 0 && !isWhole) return null;
    // What closes the container belongs to its last record.
    const next = found < 0 ? limit : found;
    return stop < 0 ? { contentEnd: next, next, broken: true } : { contentEnd: stop, next, broken: false };
  };
}

/** Behind '</name>' or '<name .../>'; below 0: the element breaks off at minus this position, where another one begins or at `end`. */
function elementEnd(bytes: Uint8Array, at: number, end: number, open: Uint8Array, close: Uint8Array): number {
  const tag = tagAt(bytes, at, end);
  if (!tag) return -end;
  if (tag.isEmpty) return tag.contentBegin;
  for (let i = nextLess(bytes, tag.contentBegin, end); i >= 0; i = nextLess(bytes, i + 1, end)) {
    if (isTag(bytes, i, end, open)) return -i;
    if (!isTag(bytes, i, end, close)) continue;
    const stop = indexOfByte(bytes, GREATER, i, end);
    return stop < 0 ? -end : stop + 1;
  }
  return -end;
}

/** '<name' or '</name' at `at`, and no longer name. */
function isTag(bytes: Uint8Array, at: number, end: number, mark: Uint8Array): boolean {
  if (!startsWithAt(bytes, at, end, mark)) return false;
  const byte = bytes[at + mark.length];
  return byte <= BLANK || byte === GREATER || byte === SLASH;
}

function nextTag(bytes: Uint8Array, mark: Uint8Array, from: number, end: number): number {
  let at = nextLess(bytes, from, end);
  while (at >= 0 && !isTag(bytes, at, end, mark)) at = nextLess(bytes, at + 1, end);
  return at;
}
