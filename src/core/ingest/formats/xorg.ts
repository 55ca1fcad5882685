/** Xorg's log: '[    12.345] (EE) text'. Seconds since the start are no wall clock: no time. */
import { CLOSE_BRACKET, DOT, OPEN_BRACKET, OPEN_PAREN } from '../../lib/ascii';
import { skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfMessage } from '../level-message';
import { fixedFormat, type LogFormat, shareMatching } from './format';

/** '(EE) '. */
const MARK = 5;
const MIN_MARKED = 0.3;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin] !== OPEN_BRACKET) return false;
  const seconds = skipBlanks(bytes, begin + 1, end);
  const dot = skipDigits(bytes, seconds, end);
  const close = skipDigits(bytes, dot + 1, end);
  if (dot === seconds || bytes[dot] !== DOT || close - dot !== 4 || bytes[close] !== CLOSE_BRACKET)
    return false;
  const text = skipBlanks(bytes, Math.min(close + 1, end), end);
  out.level = bytes[text] === OPEN_PAREN ? levelOfMessage(bytes, text, end) : 0;
  out.messageBegin = out.level > 0 ? skipBlanks(bytes, Math.min(end, text + MARK - 1), end) : text;
  return true;
};

const base = fixedFormat('xorg', 'timed', parse);

export const xorgFormat: LogFormat = {
  ...base,
  detect: (sample, among = sample.counted) =>
    shareMatching(sample, among, /^\[ *\d+\.\d{3}\] \((EE|WW|II|--|\*\*|==|\+\+|!!|NI)\)/) > MIN_MARKED
      ? base.detect(sample, among)
      : null,
};
