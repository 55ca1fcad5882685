/** Redis and Valkey: '1:M 01 Jan 2024 00:00:00.000 * message'; the mark states the level: . debug, - verbose, * notice, # warning. */
import { isBlank, skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const dayMonth = timeParser('day-month');
const LEVEL_OF_MARK = new Map([
  [46, 2],
  [45, 3],
  [42, 4],
  [35, 5],
]);

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const colon = skipDigits(bytes, begin, end);
  if (colon === begin || bytes[colon] !== 58 || bytes[colon + 2] !== 32) return false;
  const role = bytes[colon + 1];
  if (role !== 77 && role !== 83 && role !== 67 && role !== 88) return false;
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
