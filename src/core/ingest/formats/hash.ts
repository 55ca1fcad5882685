/** Records as Ruby and Python print hashes: Logstash, its rubydebug, Fluent Bit's and Fluentd's stdout, with what Fluent Bit prints before it. */
import { CLOSE_BRACE, OPEN_BRACE, OPEN_BRACKET } from '../../lib/ascii';
import { decodeRange, isDigit } from '../../lib/bytes';
import { createHeader, type Header, type HeaderParser } from '../header';
import type { Sample } from '../sample';
import { Scratch } from '../scratch';
import { appendHashAsJson } from '../structured/hash-json';
import type { JsonObject } from '../structured/json-columns';
import { parseJson } from '../structured/json-containers';
import { createSplit } from '../structured/json-split';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { FormatMatch, LogFormat } from './format';
import { createJsonParser, type JsonParams, learnFields } from './json-lines';

const MAX_PARSED = 300;
const MAX_PREFIX = 200;
/** A hash of a pair at least. */
const MARK = /\{\s*(:\w+\s*=>|"[^"]*"\s*=>|[a-z_]\w*: |'[^']*'\s*: )/;
const AT_TOP = { key: '', lists: false };

export const hashFormat: LogFormat = {
  id: 'hash',
  detect(sample, among = sample.counted) {
    return isPretty(sample, among) ? detectBlocks(sample) : detectLines(sample, among);
  },
  createParser: (params, order) => createParser(params as JsonParams, order),
  createSplitter: () => ({ split: createSplit(AT_TOP), lead: 0 }),
};

/** rubydebug: '{' alone, then a pair a line. */
const isPretty = ({ bytes, begin, end, length }: Sample, among: readonly number[]): boolean =>
  length > 2 && among[0] === 0 && end[0] - begin[0] === 1 && bytes[begin[0]] === OPEN_BRACE;

function detectBlocks(sample: Sample): FormatMatch | null {
  const { bytes } = sample;
  const split = createSplit(AT_TOP);
  const objects: JsonObject[] = [];
  let num = 0;
  let at = sample.begin[0];
  for (; num < MAX_PARSED && at < bytes.length; num++) {
    const block = split(bytes, at, bytes.length, true);
    if (!block) break;
    const object = objectOf(bytes, at, block.contentEnd);
    if (object) objects.push(object);
    at = block.next;
  }
  if (objects.length < 2) return null;
  const params: JsonParams = { ...learnFields(objects), docker: false };
  return { format: 'ruby-hash', score01: objects.length / num, style: 'blocks', params };
}

function detectLines(sample: Sample, among: readonly number[]): FormatMatch | null {
  const stride = Math.max(1, among.length / MAX_PARSED);
  const objects: JsonObject[] = [];
  let num = 0;
  let isRuby = false;
  let isBare = true;
  for (let k = 0; k < among.length; k += stride, num++) {
    const i = among[Math.floor(k)];
    const brace = braceIn(sample.bytes, sample.begin[i], sample.end[i]);
    const object =
      brace < 0 ? null : objectOf(sample.bytes, brace, hashEnd(sample.bytes, brace, sample.end[i]));
    if (object) objects.push(object);
    isBare &&= brace === sample.begin[i];
    isRuby ||= object !== null && sample.bytes.subarray(brace, sample.end[i]).includes(62);
  }
  if (objects.length === 0) return null;
  const params: JsonParams = { ...learnFields(objects), docker: false };
  const format = isRuby ? 'ruby-hash' : 'python-dict';
  const timeless = isBare && !params.fields.some(({ role }) => role === 'time');
  return { format, score01: objects.length / num, style: 'lines', params, timeless };
}

const scratch = new Scratch();

/** Null: it is JSON, or cannot be read. */
function objectOf(bytes: Uint8Array, begin: number, end: number): JsonObject | null {
  if (!MARK.test(decodeRange(bytes, begin, Math.min(end, begin + MAX_PREFIX)))) return null;
  scratch.clear();
  if (!appendHashAsJson(scratch, bytes, begin, end)) return null;
  return parseJson(decodeRange(scratch.bytes, 0, scratch.length)) as JsonObject | null;
}

/** The brace that begins a line, or is behind what Fluent Bit prints before it; -1: none. */
function braceIn(bytes: Uint8Array, begin: number, end: number): number {
  if (bytes[begin] === OPEN_BRACE) return begin;
  if (bytes[begin] !== OPEN_BRACKET || !isDigit(bytes[begin + 1])) return -1;
  const stop = Math.min(end, begin + MAX_PREFIX);
  let opens = 0;
  for (let i = begin; i < stop; i++) {
    if (bytes[i] === OPEN_BRACKET && isDigit(bytes[i + 1])) opens++;
    if (bytes[i] === OPEN_BRACE && bytes[i + 1] !== CLOSE_BRACE) return opens > 1 ? i : -1;
  }
  return -1;
}

/** Behind the last brace. */
function hashEnd(bytes: Uint8Array, brace: number, end: number): number {
  let stop = end;
  while (stop > brace && bytes[stop - 1] !== CLOSE_BRACE) stop--;
  return stop;
}

function createParser(params: JsonParams, order: DateOrder | null): HeaderParser {
  const parse = createJsonParser(params, order);
  const parseTime = anyTimeParser(order);
  const json = new Scratch();
  return (bytes, begin, end, out) => {
    const brace = braceIn(bytes, begin, end);
    if (brace < 0) return false;
    json.clear();
    if (!appendHashAsJson(json, bytes, brace, hashEnd(bytes, brace, end))) return false;
    if (!parse(json.bytes, 0, json.length, out)) return false;
    if (Number.isNaN(out.timeMs) && brace > begin) timeBefore(parseTime, bytes, begin, brace, out);
    return true;
  };
}

const probe = createHeader();

/** '[0] tag: [1715677200.042, {', '[0] tag: [[1715677200.042, {}], {'. */
function timeBefore(
  parseTime: ParseAnyTime,
  bytes: Uint8Array,
  begin: number,
  brace: number,
  out: Header,
): void {
  let at = -1;
  for (let i = begin + 1; i < brace; i++)
    if (bytes[i] === OPEN_BRACKET && isDigit(bytes[i + 1]) && isDigit(bytes[i + 9])) at = i + 1;
  if (at < 0 || !parseTime(bytes, at, brace, probe)) return;
  out.timeMs = probe.timeMs;
  out.zoneMinutes = probe.zoneMinutes;
  out.partial = probe.partial;
}
