/** journalctl -o verbose: 'Tue 2024-05-14 09:00:00.123456 CEST [s=...;i=...]' and the record's fields, indented, below it. */
import { BLANK, CLOSE_BRACKET, LINE_FEED } from '../../lib/ascii';
import { asciiBytes, indexOfByte, isLetter, startsWithAt } from '../../lib/bytes';
import { createHeader, type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { timeParser } from '../time/time';
import type { Block, LogFormat } from './format';
import { keyBlocksFormat } from './key-blocks';

const CURSOR = asciiBytes(' [s=');
/** Bytes of 'Tue '. */
const WEEKDAY = 4;
const iso = timeParser('iso');
const parseKeys = keyBlocksFormat.createParser(null, null);
const head = createHeader();
const MIN_HEADS = 2;

export const journalVerboseFormat: LogFormat = {
  id: 'journal-verbose',
  detect(sample, among) {
    if (sample.length === 0 || (among && among.length < sample.counted.length)) return null;
    const { bytes, begin, end } = sample;
    const heads = sample.counted.filter((i) => headEnd(bytes, begin[i], end[i]) > 0);
    if (heads.length < MIN_HEADS || heads[0] !== 0) return null;
    const score01 = heads.length / sample.counted.length;
    return { format: 'journald-verbose', score01, style: 'blocks', params: null };
  },
  createParser: () => parse,
  createSplitter: () => ({ split, lead: 0 }),
};

/** Position of the bracket that ends the first line; -1: it is none. The time is in `head`. */
function headEnd(bytes: Uint8Array, begin: number, end: number): number {
  if (begin + WEEKDAY >= end || !isLetter(bytes[begin]) || bytes[begin + WEEKDAY - 1] !== BLANK) return -1;
  const time = iso(bytes, begin + WEEKDAY, end, head);
  if (time < 0 || !startsWithAt(bytes, time, end, CURSOR)) return -1;
  return indexOfByte(bytes, CLOSE_BRACKET, time, end);
}

const parse: HeaderParser = (bytes, begin, end, out) => {
  const found = indexOfByte(bytes, LINE_FEED, begin, end);
  if (found < 0 || headEnd(bytes, begin, found) < 0 || !parseKeys(bytes, found + 1, end, out)) {
    resetHeader(out, bytes, begin, end);
    return false;
  }
  out.timeMs = head.timeMs;
  out.zoneMinutes = head.zoneMinutes;
  return true;
};

/** A record goes on to the next line that is not indented. */
function split(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  for (
    let line = indexOfByte(bytes, LINE_FEED, at, limit);
    line >= 0;
    line = indexOfByte(bytes, LINE_FEED, line + 1, limit)
  ) {
    const next = line + 1;
    if (next < limit && bytes[next] > BLANK) return { contentEnd: next, next, broken: false };
  }
  if (limit === end && !last) return null;
  return { contentEnd: limit, next: limit, broken: limit < end };
}
