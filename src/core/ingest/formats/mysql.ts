/** MySQL 8 error log: 'ISO THREAD [Level] [MY-000000] [Subsystem] message', entries of several lines. */
import { BLANK, MINUS, OPEN_BRACKET, UPPER_M, UPPER_Y } from '../../lib/ascii';
import { isDigit, skipBlanks, skipBracket, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const iso = timeParser('iso');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = iso(bytes, begin, end, out);
  if (at < 0) return false;
  at = skipBlanks(bytes, at, end);
  const thread = skipDigits(bytes, at, end);
  if (thread === at || bytes[thread] !== BLANK || bytes[thread + 1] !== OPEN_BRACKET) return false;
  const level = skipBracket(bytes, thread + 1, end, 20);
  if (level < 0) return false;
  // [System] marks starts and stops of the server: informational.
  out.level = levelOfWord(bytes, thread + 2, level - 1, true) || 3;
  at = skipBlanks(bytes, level, end);
  if (
    bytes[at] !== OPEN_BRACKET ||
    bytes[at + 1] !== UPPER_M ||
    bytes[at + 2] !== UPPER_Y ||
    bytes[at + 3] !== MINUS ||
    !isDigit(bytes[at + 4])
  )
    return false;
  const code = skipBracket(bytes, at, end, 20);
  if (code < 0) return false;
  at = skipBlanks(bytes, code, end);
  const subsystem = bytes[at] === OPEN_BRACKET ? skipBracket(bytes, at, end, 60) : -1;
  if (subsystem > 0) {
    out.sourceBegin = at + 1;
    out.sourceEnd = subsystem - 1;
    at = skipBlanks(bytes, subsystem, end);
  }
  out.messageBegin = at;
  return true;
};

export const mysqlFormat = fixedFormat('mysql', 'timed', parse);
