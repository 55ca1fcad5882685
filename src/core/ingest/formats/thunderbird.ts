/** Cluster syslogs with a label and an epoch in front: 'LABEL EPOCH DATE host Mon dd HH:MM:SS place tag[pid]: message'. */
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfMessage } from '../level-message';
import { parseTag } from '../syslog-tag';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const epoch = timeParser('epoch');
const monthDay = timeParser('month-day');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = epoch(bytes, skipBlanks(bytes, skipWord(bytes, begin, end), end), end, out);
  if (at < 0) return false;
  const epochMs = out.timeMs;
  at = skipBlanks(bytes, at, end);
  for (let word = 0; word < 2; word++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  const time = monthDay(bytes, at, end, out);
  if (time < 0) return false;
  out.timeMs = epochMs;
  out.zoneMinutes = 0;
  out.partial = 0;
  const place = skipBlanks(bytes, time, end);
  out.messageBegin = parseTag(bytes, skipWord(bytes, place, end), end, out);
  out.level = levelOfMessage(bytes, out.messageBegin, end);
  return true;
};

export const thunderbirdFormat = fixedFormat('thunderbird', 'timed', parse);
