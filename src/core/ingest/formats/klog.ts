/** Kubernetes klog and glog: 'I0317 16:13:38.811000   12345 controller.go:116] message' (no year). */
import { skipBlanks, skipDigits } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfLetter } from '../level';
import { timeParser } from '../time';
import { fixedFormat } from './format';

const monthNumber = timeParser('mm-dd');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const level = levelOfLetter(bytes[begin]);
  if (level === 0 || bytes[begin + 5] !== 32) return false;
  const time = monthNumber(bytes, begin + 1, end, out);
  if (time < 0) return false;
  const thread = skipBlanks(bytes, time, end);
  const place = skipBlanks(bytes, skipDigits(bytes, thread, end), end);
  let close = place;
  while (close < end && bytes[close] !== 93 && bytes[close] !== 32) close++;
  if (bytes[close] !== 93) return false;
  let colon = close;
  while (colon > place && bytes[colon] !== 58) colon--;
  out.level = level;
  out.sourceBegin = place;
  out.sourceEnd = colon > place ? colon : close;
  out.messageBegin = skipBlanks(bytes, close + 1, end);
  return true;
};

export const klogFormat = fixedFormat('klog', 'timed', parse);
