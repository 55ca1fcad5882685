/** Linux audit: '[node=NAME ]type=TYPE msg=audit(EPOCH.ms:SERIAL): fields'. The type is the source. */
import { CLOSE_PAREN, COLON } from '../../lib/ascii';
import { asciiBytes, skipBlanks, skipDigits, skipWord, startsWithAt } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const epoch = timeParser('epoch');
const NODE = asciiBytes('node=');
const TYPE = asciiBytes('type=');
const MSG = asciiBytes('msg=audit(');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = begin;
  if (startsWithAt(bytes, at, end, NODE)) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  if (!startsWithAt(bytes, at, end, TYPE)) return false;
  const type = at + TYPE.length;
  const typeEnd = skipWord(bytes, type, end);
  at = skipBlanks(bytes, typeEnd, end);
  if (!startsWithAt(bytes, at, end, MSG)) return false;
  const colon = epoch(bytes, at + MSG.length, end, out);
  if (colon < 0 || bytes[colon] !== COLON) return false;
  const close = skipDigits(bytes, colon + 1, end);
  if (bytes[close] !== CLOSE_PAREN) return false;
  out.sourceBegin = type;
  out.sourceEnd = typeEnd;
  out.messageBegin = skipBlanks(bytes, Math.min(end, close + (bytes[close + 1] === COLON ? 2 : 1)), end);
  return true;
};

export const auditFormat = fixedFormat('auditd', 'timed', parse);
