/** TeamCity's build logs: '[09:00:03]W:	 [Step 1/2] text', with a letter for what is said (W, E, F, i) or a blank. Lines above them state the day. */
import { BLANK, CLOSE_BRACKET, COLON, LOWER_D, OPEN_BRACKET } from '../../lib/ascii';
import { skipBlanks } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfColumnLetter } from '../level';
import { levelOfMessage } from '../level-message';
import { timeParser } from '../time/time';
import { fixedFormat, type LogFormat } from './format';

const clock = timeParser('clock');
const LOWER_I = 105;
/** Some lines have a letter, and most have none. */
const MARKS = new Set([...' WEFid'].map((mark) => mark.charCodeAt(0)));
/** The head of a log, and lines of steps that go on. */
const MIN_SHARE = 0.5;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin] !== OPEN_BRACKET) return false;
  const close = clock(bytes, begin + 1, end, out);
  if (close < 0 || close + 2 >= end || bytes[close] !== CLOSE_BRACKET || bytes[close + 2] !== COLON)
    return false;
  const mark = bytes[close + 1];
  if (!MARKS.has(mark)) return false;
  out.messageBegin = skipBlanks(bytes, close + 3, end);
  if (mark === BLANK) out.level = levelOfMessage(bytes, out.messageBegin, end);
  else
    out.level =
      mark === LOWER_I || mark === LOWER_D ? levelOfColumnLetter(mark - BLANK) : levelOfColumnLetter(mark);
  return true;
};

const format = fixedFormat('teamcity', 'timed', parse);

export const teamcityFormat: LogFormat = {
  ...format,
  detect(sample, among = sample.counted) {
    const match = format.detect(sample, among);
    return match && match.score01 >= MIN_SHARE ? match : null;
  },
};
