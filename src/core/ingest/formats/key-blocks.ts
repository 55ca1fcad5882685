/** Records of 'Key: value' or 'KEY=value' lines: journald's export format, Windows event text, apt's history, documents of YAML ('gcloud logging read'). */
import { APOSTROPHE, BLANK, CARRIAGE_RETURN, COLON, EQUALS, LINE_FEED, QUOTE } from '../../lib/ascii';
import { asciiBytes, decodeRange, indexOfByte, skipBlanks, startsWithAt } from '../../lib/bytes';
import { createHeader, type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfValue } from '../level-scale';
import { MAX_RECORD_BYTES } from '../limits';
import { Scratch } from '../scratch';
import { FIELD_NAMES, type FieldRole } from '../structured/field-names';
import { anyTimeParser, type ParseAnyTime } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { Block, LogFormat } from './format';

interface KeyParams {
  /** What every record begins with ('__CURSOR=', 'Event[', 'Start-Date:', '---'). */
  readonly first: string;
  /** Documents of YAML: indented lines are parts of what the keys at the margin name, and values may be quoted. */
  readonly yaml?: boolean;
  /** journald: a field without '=' is followed by its length as 8 bytes and that many bytes. */
  readonly sized: boolean;
}

const HEAD_BYTES = 65_536;
const KEY = /^[ \t]*[A-Za-z_][\w .\-/]{0,40}(\[\d+\])?[:=]/;
const FIRST = /^[A-Za-z_][\w .\-/]{0,40}?(\[|[:=])|^---(?=\r?\n)/;

export const keyBlocksFormat: LogFormat = {
  id: 'key-blocks',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    const begin = sample.begin[0];
    const text = decodeRange(sample.bytes, begin, Math.min(sample.bytes.length, begin + HEAD_BYTES));
    const first = FIRST.exec(text)?.[0];
    if (!first) return null;
    const yaml = first === '---';
    const params: KeyParams = { first, sized: first.startsWith('__'), ...(yaml ? { yaml } : {}) };
    const blocks = blocksOf(sample.bytes, begin, params);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const keyed = lines.filter((line) => KEY.test(line)).length / lines.length;
    // Values that are no text may have any lines.
    if (blocks.length < 2 || lines.length < blocks.length * 3 || (keyed < 0.6 && !params.sized)) return null;
    const parse = createParser(params, null);
    const timed =
      blocks.filter(([at, stop]) => hasTime(sample.bytes, at, stop, parse)).length / blocks.length;
    if (timed < 0.8) return null;
    return {
      format: params.sized ? 'journald-export' : yaml ? 'yaml-documents' : 'key-value-blocks',
      score01: timed,
      style: 'blocks',
      params,
    };
  },
  createParser,
  createSplitter: (params) => {
    const { first, sized } = params as KeyParams;
    const mark = asciiBytes(first);
    return { split: (bytes, at, end, last) => split(bytes, at, end, last, mark, sized), lead: 0 };
  },
};

/** Whole blocks of the head. */
function blocksOf(bytes: Uint8Array, begin: number, { first, sized }: KeyParams): [number, number][] {
  const mark = asciiBytes(first);
  const end = Math.min(bytes.length, begin + HEAD_BYTES);
  const blocks: [number, number][] = [];
  for (let at = begin; at < end; ) {
    const block = split(bytes, at, end, true, mark, sized);
    if (!block || block.next <= at) break;
    blocks.push([at, block.contentEnd]);
    at = block.next;
  }
  return blocks.length > 2 && end < bytes.length ? blocks.slice(0, -1) : blocks;
}

const found = createHeader();

const hasTime = (bytes: Uint8Array, begin: number, end: number, parse: HeaderParser): boolean =>
  parse(bytes, begin, end, found) && !Number.isNaN(found.timeMs);

function split(
  bytes: Uint8Array,
  at: number,
  end: number,
  last: boolean,
  mark: Uint8Array,
  sized: boolean,
): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  let line = at;
  while (line < limit) {
    const found = bytes.indexOf(LINE_FEED, line);
    if (found < 0 || found >= limit) break;
    line = sized ? afterSized(bytes, line, found, limit) : found + 1;
    if (line < 0 || line + mark.length > limit) break;
    if (startsWithAt(bytes, line, limit, mark)) return { contentEnd: line, next: line, broken: false };
  }
  if (limit === end) return last ? { contentEnd: end, next: end, broken: false } : null;
  const found = bytes.lastIndexOf(LINE_FEED, limit - 1);
  const stop = found > at ? found + 1 : limit;
  return { contentEnd: stop, next: stop, broken: true };
}

/** Position after the field whose first line is bytes[line, newline): with its sized data where it has some; -1: they go on beyond `limit`. */
function afterSized(bytes: Uint8Array, line: number, newline: number, limit: number): number {
  if (newline === line || indexOfByte(bytes, EQUALS, line, newline) >= 0) return newline + 1;
  if (newline + 9 > limit) return -1;
  const size = sizeAfter(bytes, line, newline);
  const stop = newline + 9 + size;
  if (size >= 0 && size < MAX_RECORD_BYTES && stop >= limit) return -1;
  return size >= 0 && stop < limit && bytes[stop] === LINE_FEED ? stop + 1 : newline + 1;
}

function sizeAfter(bytes: Uint8Array, line: number, newline: number): number {
  if (newline === line || indexOfByte(bytes, EQUALS, line, newline) >= 0) return -1;
  for (let i = newline + 5; i < newline + 9; i++) if (bytes[i] !== 0) return -1;
  const [a, b, c, d] = bytes.subarray(newline + 1, newline + 5);
  return a + b * 256 + c * 65_536 + d * 16_777_216;
}

const RANK = new Map<string, { role: FieldRole; rank: number }>();
for (const role of ['time', 'level', 'message', 'source'] as const)
  FIELD_NAMES[role].forEach((name, rank) => {
    if (!/error|status|response_code|stringvalue/.test(name) && name.length > 1)
      RANK.set(name, { role, rank });
  });

function createParser(params: unknown, order: DateOrder | null): HeaderParser {
  const { yaml = false } = (params ?? {}) as Partial<KeyParams>;
  const parseTime = anyTimeParser(order);
  const rest = new Scratch();
  const best = { time: 0, level: 0, message: 0, source: 0 };
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    rest.clear();
    best.time = best.level = best.message = best.source = 1000;
    let keys = 0;
    for (let line = begin; line < end; ) {
      const found = indexOfByte(bytes, LINE_FEED, line, end);
      const lineEnd = found < 0 ? end : found;
      const size = sizeAfter(bytes, line, lineEnd);
      const data = lineEnd + 9;
      if (size >= 0 && data + size <= end) {
        take(bytes, line, lineEnd, data, data + size, best, rest, parseTime, out);
        line = data + size + 1;
        continue;
      }
      const at = skipBlanks(bytes, line, lineEnd);
      const mark = yaml && at > line ? -1 : keyEnd(bytes, at, lineEnd);
      if (mark > at) {
        keys++;
        let value = skipBlanks(bytes, mark + 1, lineEnd);
        let stop = lineEnd > value && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
        if (yaml && stop - value > 1 && bytes[stop - 1] === bytes[value] && isQuote(bytes[value])) {
          value++;
          stop--;
        }
        // 'Description:' has its text on the next line.
        if (value >= stop && roleOf(bytes, at, mark)?.role === 'message') {
          value = Math.min(lineEnd + 1, end);
          stop = lineAfter(bytes, value, end);
        }
        take(bytes, at, mark, value, stop, best, rest, parseTime, out);
      }
      line = lineEnd + 1;
    }
    if (best.message === 1000) {
      out.messageBytes = rest.bytes;
      out.messageBegin = 0;
      out.messageEnd = rest.length;
    }
    return keys > 1;
  };
}

const isQuote = (byte: number): boolean => byte === QUOTE || byte === APOSTROPHE;

function lineAfter(bytes: Uint8Array, at: number, end: number): number {
  const found = indexOfByte(bytes, LINE_FEED, at, end);
  const stop = found < 0 ? end : found;
  return stop > at && bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop;
}

function keyEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end && i < at + 60; i++) if (bytes[i] === COLON || bytes[i] === EQUALS) return i;
  return -1;
}

const roleOf = (bytes: Uint8Array, begin: number, end: number) =>
  RANK.get(decodeRange(bytes, begin, end).trim().toLowerCase());

function take(
  bytes: Uint8Array,
  key: number,
  keyStop: number,
  begin: number,
  end: number,
  best: Record<FieldRole, number>,
  rest: Scratch,
  parseTime: ParseAnyTime,
  out: Header,
): void {
  const known = roleOf(bytes, key, keyStop);
  if (!known) {
    keep(bytes, key, begin, end, rest);
    return;
  }
  if (known.rank >= best[known.role]) return;
  if (known.role === 'time' && !parseTime(bytes, begin, end, out)) return;
  best[known.role] = known.rank;
  if (known.role === 'level') out.level = levelOfValue(bytes, begin, end);
  if (known.role === 'source') {
    out.sourceBegin = begin;
    out.sourceEnd = end;
  }
  if (known.role === 'message') {
    out.messageBegin = begin;
    out.messageEnd = end;
  }
}

/** 'Key: value' as it stands, for records without a message. */
function keep(bytes: Uint8Array, key: number, begin: number, end: number, rest: Scratch): void {
  if (end <= begin) return;
  if (rest.length > 0) rest.push(BLANK);
  rest.append(bytes, key, end);
}
