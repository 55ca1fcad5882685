/** Chromium and what is built on it (Electron, CEF): '[1234:5678:0101/000000.123456:ERROR:gpu_init.cc(440)] message', also without the ids (no year). */
import { CLOSE_BRACKET, COLON, OPEN_BRACKET, OPEN_PAREN } from '../../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const monthNumber = timeParser('mm-dd');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin] !== OPEN_BRACKET || !isDigit(bytes[begin + 1])) return false;
  let at = begin + 1;
  for (let id = 0; id < 2; id++) {
    const stop = skipDigits(bytes, at, end);
    if (bytes[stop] === COLON) at = stop + 1;
  }
  const time = monthNumber(bytes, at, end, out);
  if (time < 0 || bytes[time] !== COLON) return false;
  let word = time + 1;
  while (word < end && isLetter(bytes[word])) word++;
  out.level = levelOfWord(bytes, time + 1, word, true);
  // VERBOSE1 and the like.
  const place = skipDigits(bytes, word, end) + 1;
  let close = place;
  while (close < end && bytes[close] !== CLOSE_BRACKET) close++;
  if (out.level === 0 || bytes[place - 1] !== COLON || close >= end) return false;
  let paren = close;
  while (paren > place && bytes[paren] !== OPEN_PAREN) paren--;
  out.sourceBegin = place;
  out.sourceEnd = paren > place ? paren : close;
  out.messageBegin = skipBlanks(bytes, close + 1, end);
  return true;
};

export const chromiumFormat = fixedFormat('chromium', 'timed', parse);
