/** What programs with logrus write to a terminal: 'INFO[0012] text  key=value' (seconds since the start: no time), 'ERRO[2024-05-14T09:00:00Z] text', and others that put the level right before the time: 'E[2024-05-14|09:00:00.137] text', 'INFO [05-14|09:00:00.137]' beside 'ERROR[...', '<W>2024-05-14 09:00:00.137 text'. */
import { BLANK, CLOSE_BRACKET, GREATER, LESS, OPEN_BRACKET } from '../../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfLetter, levelOfWord } from '../level';
import { anyTimeEnd } from '../time/any-time';
import { fixedFormat, type LogFormat, shareParsed } from './format';

const MAX_WORD = 7;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const stop = Math.min(end, begin + MAX_WORD);
  let open = begin;
  while (open < stop && isLetter(bytes[open])) open++;
  if (open === begin && bytes[begin] === LESS) return parseMarked(bytes, begin, end, out);
  const level = open - begin === 1 ? levelOfLetter(bytes[begin]) : levelOfWord(bytes, begin, open, true);
  // Short words may be filled to the width of the longest.
  if (bytes[open] === BLANK) open++;
  if (open >= end || bytes[open] !== OPEN_BRACKET) return false;
  if (level === 0) return false;
  const seconds = skipDigits(bytes, open + 1, end);
  const isCount = seconds > open + 1 && bytes[seconds] === CLOSE_BRACKET;
  const close = isCount ? seconds : anyTimeEnd(bytes, open + 1, end, out);
  if (close < 0 || close >= end || bytes[close] !== CLOSE_BRACKET) return false;
  out.level = level;
  out.messageBegin = skipBlanks(bytes, close + 1, end);
  return true;
};

/** '<W>2024-05-14 09:00:00.137 text'. */
function parseMarked(bytes: Uint8Array, begin: number, end: number, out: Header): boolean {
  const isMarked = bytes[begin + 2] === GREATER && isLetter(bytes[begin + 1]) && isDigit(bytes[begin + 3]);
  const close = isMarked ? anyTimeEnd(bytes, begin + 3, end, out) : -1;
  if (close < 0) return false;
  // A letter that states no level is one of the program's own.
  out.level = levelOfLetter(bytes[begin + 1]);
  out.messageBegin = skipBlanks(bytes, close, end);
  return true;
}

/** Between the word and the bracket stands nothing. */
const isGlued: HeaderParser = (bytes, begin, end, out) => {
  let at = begin;
  while (at < end && isLetter(bytes[at])) at++;
  return (bytes[at] === OPEN_BRACKET || bytes[at] === LESS) && parse(bytes, begin, end, out);
};

const format = fixedFormat('logrus', 'timed', parse);

export const logrusFormat: LogFormat = {
  ...format,
  /** Without times what others write between its lines is records of its own. */
  detect(sample, among = sample.counted) {
    const match = format.detect(sample, among);
    if (!match || shareParsed(sample, among, isGlued) === 0) return null;
    const timed = shareParsed(sample, among, (...line) => parse(...line) && !Number.isNaN(line[3].timeMs));
    return timed > 0 ? match : { ...match, style: 'lines' };
  },
};
