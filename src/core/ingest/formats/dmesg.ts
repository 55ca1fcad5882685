/** Kernel ring buffer: '[12345.678901] message', '<6>[    0.000000] message'. Seconds since boot are no wall clock: no time. */
import { CLOSE_BRACKET, DIGIT_0, DOT, GREATER, LESS, OPEN_BRACKET } from '../../lib/ascii';
import { isDigit, skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { LEVEL_OF_SEVERITY } from '../level';
import { levelOfMessage } from '../level-message';
import { fixedFormat } from './format';

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = begin;
  if (bytes[at] === LESS && isDigit(bytes[at + 1])) {
    const close = skipDigits(bytes, at + 1, Math.min(end, at + 4));
    if (bytes[close] !== GREATER) return false;
    out.level = LEVEL_OF_SEVERITY[(bytes[close - 1] - DIGIT_0) & 7];
    at = close + 1;
  }
  if (bytes[at] !== OPEN_BRACKET || at >= end) return false;
  const seconds = skipBlanks(bytes, at + 1, end);
  const dot = skipDigits(bytes, seconds, end);
  const close = skipDigits(bytes, dot + 1, end);
  if (dot === seconds || bytes[dot] !== DOT || close - dot !== 7 || bytes[close] !== CLOSE_BRACKET)
    return false;
  out.messageBegin = skipBlanks(bytes, Math.min(close + 1, end), end);
  if (out.level === 0) out.level = levelOfMessage(bytes, out.messageBegin, end);
  return true;
};

export const dmesgFormat = fixedFormat('dmesg', 'timed', parse);
