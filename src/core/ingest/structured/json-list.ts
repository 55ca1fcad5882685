/** Records that are lists: '["1715677200000000000", "text", {...}]', as Loki answers. In: bytes of one. Out: header with time and message. */
import { BACKSLASH, COMMA, OPEN_BRACKET, QUOTE } from '../../lib/ascii';
import { indexOfByte } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { appendUnescaped, Scratch } from '../scratch';
import { anyTimeParser } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import { skipSpace } from './json-split';
import { skipValue } from './json-walk';

/** The first element is the time, the second the message. */
export function createListParser(order: DateOrder | null): HeaderParser {
  const parseTime = anyTimeParser(order);
  const scratch = new Scratch();
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    if (bytes[begin] !== OPEN_BRACKET) return false;
    const time = skipSpace(bytes, begin + 1, end);
    const timeEnd = skipValue(bytes, time, end);
    const comma = timeEnd < 0 ? end : skipSpace(bytes, timeEnd, end);
    if (bytes[comma] !== COMMA || comma >= end) return false;
    const text = skipSpace(bytes, comma + 1, end);
    const textEnd = bytes[text] === QUOTE ? skipValue(bytes, text, end) : -1;
    const quote = bytes[time] === QUOTE ? 1 : 0;
    if (textEnd < 0 || !parseTime(bytes, time + quote, timeEnd - quote, out)) return false;
    out.messageBegin = text + 1;
    out.messageEnd = textEnd - 1;
    if (indexOfByte(bytes, BACKSLASH, out.messageBegin, out.messageEnd) < 0) return true;
    scratch.clear();
    appendUnescaped(scratch, bytes, out.messageBegin, out.messageEnd);
    out.messageBytes = scratch.bytes;
    out.messageBegin = 0;
    out.messageEnd = scratch.length;
    return true;
  };
}
