/** ESP-IDF's console: 'W (4172) wifi: message', with ms since the start, which are no time. What a crash prints between is lines of its own. */
import { BLANK, CLOSE_PAREN, OPEN_PAREN } from '../../lib/ascii';
import { skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfLetter } from '../level';
import { fixedFormat } from './format';
import { tagColon } from './logcat';

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin + 1] !== BLANK || bytes[begin + 2] !== OPEN_PAREN) return false;
  const close = skipDigits(bytes, begin + 3, end);
  const level = levelOfLetter(bytes[begin]);
  const tag = close + 2;
  if (level === 0 || close === begin + 3 || bytes[close] !== CLOSE_PAREN) return false;
  const colon = tagColon(bytes, tag, end);
  if (colon < 0) return false;
  out.level = level;
  out.sourceBegin = tag;
  out.sourceEnd = colon;
  out.messageBegin = skipBlanks(bytes, colon + 1, end);
  return true;
};

export const espIdfFormat = fixedFormat('esp-idf', 'lines', parse);
