/** Redis and Valkey: '1:M 01 Jan 2024 00:00:00.000 * message'; the mark states the level: . debug, - verbose, * notice, # warning. */
import { BLANK, COLON, DOT, HASH, MINUS, STAR, UPPER_C, UPPER_M, UPPER_S, UPPER_X } from '../../lib/ascii';
import { isBlank, skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const dayMonth = timeParser('day-month');
const LEVEL_OF_MARK = new Map([
  [DOT, 2],
  [MINUS, 3],
  [STAR, 4],
  [HASH, 5],
]);

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const colon = skipDigits(bytes, begin, end);
  if (colon === begin || bytes[colon] !== COLON || bytes[colon + 2] !== BLANK) return false;
  const role = bytes[colon + 1];
  if (role !== UPPER_M && role !== UPPER_S && role !== UPPER_C && role !== UPPER_X) return false;
  const time = dayMonth(bytes, colon + 3, end, out);
  if (time < 0) return false;
  const mark = skipBlanks(bytes, time, end);
  const level = LEVEL_OF_MARK.get(bytes[mark]);
  if (level === undefined || (mark + 1 < end && !isBlank(bytes[mark + 1]))) return false;
  out.level = level;
  out.messageBegin = skipBlanks(bytes, Math.min(mark + 1, end), end);
  return true;
};

export const redisFormat = fixedFormat('redis', 'timed', parse);
