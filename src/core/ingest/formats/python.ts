/** Python's logging.basicConfig: 'LEVEL:logger:message', without a time; tracebacks continue the record. */
import { COLON, LOWER_A } from '../../lib/ascii';
import { isBlank, isLetter } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { levelOfWord } from '../level';
import { fixedFormat } from './format';

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = begin;
  while (at < end && isLetter(bytes[at]) && bytes[at] < LOWER_A) at++;
  const level = bytes[at] === COLON && at < end ? levelOfWord(bytes, begin, at, false) : 0;
  if (level === 0) return false;
  const name = at + 1;
  let stop = name;
  while (stop < end && bytes[stop] !== COLON && !isBlank(bytes[stop])) stop++;
  if (stop === name || stop >= end || bytes[stop] !== COLON) return false;
  out.level = level;
  out.sourceBegin = name;
  out.sourceEnd = stop;
  out.messageBegin = stop + 1;
  return true;
};

export const pythonFormat = fixedFormat('python-logging', 'timed', parse);
