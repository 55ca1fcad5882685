/**
 * Windows Installer's verbose log: 'MSI (s) (A4:B0) [09:00:00:123]: text', and its first and last line, which alone state the date:
 * '=== Verbose logging started: 5/14/2024  8:59:59  Build type: ...' (as the machine's settings write it).
 */
import { CLOSE_BRACKET, COLON, OPEN_BRACKET, OPEN_PAREN } from '../../lib/ascii';
import { asciiBytes, indexOfByte, skipBlanks, startsWithAt } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { anyTimeParser } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import { timeParser } from '../time/time';
import { type LogFormat, shareParsed } from './format';

const LINE = asciiBytes('MSI (');
const RULE = asciiBytes('=== ');
const LOGGING = asciiBytes('logging st');
const MAX_HEAD = 60;
const clock = timeParser('clock');

const parserOf = (order: DateOrder | null): HeaderParser => {
  const anyTime = anyTimeParser(order);
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    const stop = Math.min(end, begin + MAX_HEAD);
    if (startsWithAt(bytes, begin, end, LINE) && bytes[begin + LINE.length - 1] === OPEN_PAREN) {
      const open = indexOfByte(bytes, OPEN_BRACKET, begin, stop);
      const at = open < 0 ? -1 : clock(bytes, open + 1, end, out);
      if (at < 0 || bytes[at] !== CLOSE_BRACKET) return false;
      out.messageBegin = skipBlanks(bytes, bytes[at + 1] === COLON ? at + 2 : at + 1, end);
      return true;
    }
    if (!startsWithAt(bytes, begin, end, RULE)) return false;
    const colon = indexOfByte(bytes, COLON, begin, stop);
    const word = indexOfByte(bytes, LOGGING[0], begin, stop);
    if (colon < 0 || word < 0 || !startsWithAt(bytes, word, end, LOGGING)) return false;
    return anyTime(bytes, colon + 1, end, out);
  };
};

export const msiFormat: LogFormat = {
  id: 'windows-installer',
  detect(sample, among = sample.counted) {
    const score01 = shareParsed(sample, among, parserOf(null));
    return score01 > 0 ? { format: 'windows-installer', score01, style: 'timed', params: null } : null;
  },
  createParser: (_, order) => parserOf(order),
};
