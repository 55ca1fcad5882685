/**
 * Container runtime logs (CRI): '2016-10-06T00:17:09.669794202Z stdout F message'. The message may have a header of its
 * own. A long message is written as several lines with P and a last one with F: files that have such are read in blocks.
 */
import {
  BLANK,
  CARRIAGE_RETURN,
  LINE_FEED,
  LOWER_D,
  LOWER_S,
  LOWER_T,
  UPPER_F,
  UPPER_P,
} from '../../lib/ascii';
import { type HeaderParser, resetHeader } from '../header';
import { innerHeader } from '../inner';
import { MAX_RECORD_BYTES } from '../limits';
import { Scratch } from '../scratch';
import { timeParser } from '../time/time';
import { type Block, type LogFormat, shareParsed } from './format';

interface CriParams {
  /** The file has partial lines. */
  readonly joined: boolean;
  readonly raw?: boolean;
}

const iso = timeParser('iso');
const FULL = UPPER_F;
const PARTIAL = UPPER_P;
/** From behind the time: ' stdout F '; stdout and stderr are equally long. */
const FLAG_AT = 8;
const MESSAGE_AT = 10;

const parseRaw: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const at = timeEnd(bytes, begin, end, out);
  if (at < 0) return false;
  out.messageBegin = Math.min(at + MESSAGE_AT, end);
  return true;
};

const parse: HeaderParser = (bytes, begin, end, out) => {
  if (!parseRaw(bytes, begin, end, out)) return false;
  innerHeader(bytes, out.messageBegin, end, out);
  return true;
};

/** Position after the time where stream and flag follow, or -1. */
function timeEnd(bytes: Uint8Array, begin: number, end: number, out: Parameters<HeaderParser>[3]): number {
  const at = iso(bytes, begin, end, out);
  if (
    at < 0 ||
    bytes[at] !== BLANK ||
    bytes[at + 1] !== LOWER_S ||
    bytes[at + 2] !== LOWER_T ||
    bytes[at + 3] !== LOWER_D
  )
    return -1;
  const flag = bytes[at + FLAG_AT];
  return bytes[at + FLAG_AT - 1] !== BLANK || (flag !== FULL && flag !== PARTIAL) ? -1 : at;
}

/** Where ' stdout P ' begins in the line, without looking at its time; -1: it is no such line. */
function streamAt(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && bytes[at] !== BLANK) at++;
  if (
    at + FLAG_AT >= end ||
    bytes[at + 1] !== LOWER_S ||
    bytes[at + 2] !== LOWER_T ||
    bytes[at + 3] !== LOWER_D
  )
    return -1;
  const flag = bytes[at + FLAG_AT];
  return flag === FULL || flag === PARTIAL ? at : -1;
}

export const criFormat: LogFormat = {
  id: 'cri',
  detect(sample, among = sample.counted) {
    const score01 = shareParsed(sample, among, parse);
    if (score01 === 0) return null;
    const joined = among.some((i) => {
      const at = streamAt(sample.bytes, sample.begin[i], sample.end[i]);
      return at >= 0 && sample.bytes[at + FLAG_AT] === PARTIAL;
    });
    // Together with other formats only lines can be read.
    const blocks = joined && score01 > MIN_BLOCKS;
    return { format: 'cri', score01, style: blocks ? 'blocks' : 'lines', params: { joined: blocks } };
  },
  createParser: (params) => {
    const { joined = false, raw = false } = (params ?? {}) as Partial<CriParams>;
    const own = raw ? parseRaw : parse;
    return joined ? createJoiningParser(own) : own;
  },
  createSplitter: () => ({ split, lead: 0 }),
};

const MIN_BLOCKS = 0.9;

/** A line with F, or lines with P of one stream and the line with F that ends them. */
function split(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  let stream = -1;
  for (let line = at; line < limit; ) {
    const found = bytes.indexOf(LINE_FEED, line);
    const next = found < 0 || found >= limit ? limit : found + 1;
    const head = streamAt(bytes, line, next);
    // What another stream writes between is a record of its own, and so is the rest.
    if (line > at && (head < 0 || bytes[head + 4] !== stream))
      return { contentEnd: line, next: line, broken: false };
    if (next === limit && bytes[limit - 1] !== LINE_FEED) break;
    if (head < 0 || bytes[head + FLAG_AT] === FULL) return { contentEnd: next, next, broken: false };
    stream = bytes[head + 4];
    line = next;
  }
  if (limit === end && !last) return null;
  return { contentEnd: limit, next: limit, broken: false };
}

/** The message is what the lines of the record hold, one after the other. */
function createJoiningParser(parse: HeaderParser): HeaderParser {
  const joined = new Scratch();
  return (bytes, begin, end, out) => {
    const first = lineEnd(bytes, begin, end);
    if (!parse(bytes, begin, textEnd(bytes, begin, first), out)) return false;
    if (first >= end - 1) return true;
    joined.clear();
    joined.append(bytes, out.messageBegin, out.messageEnd);
    for (let line = first + 1; line < end; ) {
      const stop = lineEnd(bytes, line, end);
      const head = streamAt(bytes, line, stop);
      if (head >= 0) joined.append(bytes, Math.min(head + MESSAGE_AT, stop), textEnd(bytes, line, stop));
      line = stop + 1;
    }
    out.messageBytes = joined.bytes;
    out.messageBegin = 0;
    out.messageEnd = joined.length;
    return true;
  };
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  const found = bytes.indexOf(LINE_FEED, at);
  return found < 0 || found > end ? end : found;
}

const textEnd = (bytes: Uint8Array, begin: number, end: number): number =>
  end > begin && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
