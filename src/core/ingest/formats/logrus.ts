/** What programs with logrus write to a terminal: 'INFO[0012] text  key=value' (seconds since the start: no time), 'ERRO[2024-05-14T09:00:00Z] text'. */
import { CLOSE_BRACKET, OPEN_BRACKET } from '../../lib/ascii';
import { isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { anyTimeEnd } from '../time/any-time';
import { fixedFormat } from './format';

const MAX_WORD = 7;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const stop = Math.min(end, begin + MAX_WORD);
  let open = begin;
  while (open < stop && isLetter(bytes[open])) open++;
  if (open >= end || bytes[open] !== OPEN_BRACKET) return false;
  const level = levelOfWord(bytes, begin, open, true);
  if (level === 0) return false;
  const seconds = skipDigits(bytes, open + 1, end);
  const isCount = seconds > open + 1 && bytes[seconds] === CLOSE_BRACKET;
  const close = isCount ? seconds : anyTimeEnd(bytes, open + 1, end, out);
  if (close < 0 || close >= end || bytes[close] !== CLOSE_BRACKET) return false;
  out.level = level;
  out.messageBegin = skipBlanks(bytes, close + 1, end);
  return true;
};

export const logrusFormat = fixedFormat('logrus', 'timed', parse);
