/** Slow query log of MySQL, MariaDB and Percona: blocks of '# User@Host: ...', '# Query_time: ...', 'SET timestamp=...;' and the statement, which is the message together with its figures. */
import { BLANK, CARRIAGE_RETURN, HASH, LINE_FEED, OPEN_BRACKET, SEMICOLON } from '../../lib/ascii';
import { asciiBytes, indexOfByte, skipBlanks, startsWithAt } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { MAX_RECORD_BYTES } from '../limits';
import { Scratch } from '../scratch';
import { timeParser } from '../time/time';
import { type Block, type LogFormat, lineText } from './format';

const TIME = asciiBytes('# Time:');
const USER = asciiBytes('# User@Host:');
const FIGURES = asciiBytes('# Query_time:');
const STAMP = asciiBytes('SET timestamp=');
const USE = asciiBytes('use ');
/** Last words of the line that a server begins its log with. */
const STARTED = asciiBytes('started with:');
const BETWEEN = asciiBytes(' # ');

const epoch = timeParser('epoch');
const iso = timeParser('iso');

export const mysqlSlowFormat: LogFormat = {
  id: 'mysql-slow',
  detect(sample, among) {
    if (among && among.length < sample.counted.length) return null;
    const texts = Array.from({ length: Math.min(sample.length, 2000) }, (_, i) => lineText(sample, i));
    const users = texts.filter((text) => text.startsWith('# User@Host:')).length;
    const figures = texts.filter((text) => text.startsWith('# Query_time:')).length;
    if (users < 2 || figures < users * 0.8 || users * 200 < texts.length) return null;
    return { format: 'mysql-slow', score01: 0.99, style: 'blocks', params: null };
  },
  createParser,
  createSplitter: () => ({ split, lead: 0 }),
};

function split(bytes: Uint8Array, at: number, end: number, last: boolean): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  let hasUser = startsWithAt(bytes, at, end, USER);
  for (let line = at; ; ) {
    const found = bytes.indexOf(LINE_FEED, line);
    if (found < 0 || found >= limit) break;
    line = found + 1;
    // What the next line is must be known whole.
    const next = bytes.indexOf(LINE_FEED, line);
    if ((next < 0 || next >= limit) && !(last && limit === end)) break;
    const stop = next < 0 ? limit : next;
    const isUser = startsWithAt(bytes, line, limit, USER);
    if (startsWithAt(bytes, line, limit, TIME) || (isUser && hasUser) || isStart(bytes, line, stop))
      return { contentEnd: line, next: line, broken: false };
    hasUser ||= isUser;
  }
  if (limit === end) return last ? { contentEnd: end, next: end, broken: false } : null;
  return { contentEnd: limit, next: limit, broken: true };
}

function isStart(bytes: Uint8Array, line: number, stop: number): boolean {
  const end = bytes[stop - 1] === CARRIAGE_RETURN ? stop - 1 : stop;
  return end - line > STARTED.length && startsWithAt(bytes, end - STARTED.length, end, STARTED);
}

function createParser(): HeaderParser {
  const text = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    text.clear();
    let figures = -1;
    let figuresEnd = -1;
    for (let line = begin; line < end; ) {
      const found = indexOfByte(bytes, LINE_FEED, line, end);
      let stop = found < 0 ? end : found;
      const next = stop + 1;
      if (stop > line && bytes[stop - 1] === CARRIAGE_RETURN) stop--;
      if (startsWithAt(bytes, line, stop, TIME)) {
        if (iso(bytes, skipBlanks(bytes, line + TIME.length, stop), stop, out) < 0) out.timeMs = Number.NaN;
      } else if (startsWithAt(bytes, line, stop, STAMP)) {
        // A time that states its zone is finer.
        if (Number.isNaN(out.zoneMinutes)) epochUpToSemicolon(bytes, line + STAMP.length, stop, out);
      } else if (startsWithAt(bytes, line, stop, USER)) {
        out.sourceBegin = skipBlanks(bytes, line + USER.length, stop);
        const bracket = indexOfByte(bytes, OPEN_BRACKET, out.sourceBegin, stop);
        out.sourceEnd = bracket < 0 ? stop : bracket;
      } else if (startsWithAt(bytes, line, stop, FIGURES)) {
        figures = line + 2;
        figuresEnd = stop;
      } else if (bytes[line] !== HASH && !startsWithAt(bytes, line, stop, USE) && stop > line) {
        if (text.length > 0) text.push(BLANK);
        text.append(bytes, line, stop);
      }
      line = next;
    }
    if (figures < 0) return false;
    text.append(BETWEEN, 0, BETWEEN.length);
    text.append(bytes, figures, figuresEnd);
    out.messageBytes = text.bytes;
    out.messageBegin = 0;
    out.messageEnd = text.length;
    return true;
  };
}

function epochUpToSemicolon(
  bytes: Uint8Array,
  at: number,
  end: number,
  out: Parameters<HeaderParser>[3],
): void {
  const semicolon = indexOfByte(bytes, SEMICOLON, at, end);
  epoch(bytes, at, semicolon < 0 ? end : semicolon, out);
}
