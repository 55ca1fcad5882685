/** Apache and nginx access logs (common and combined, also S3's and HAProxy's): 'host ident user [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326 ...'. The message is the request and what follows; 5xx is an error, 4xx a warning. */

import { LEVEL_INFO } from '../../../contracts/units';
import { CLOSE_BRACKET, OPEN_BRACKET } from '../../lib/ascii';
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { setStatus, statusClass } from '../http-status';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const clf = timeParser('clf');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = begin;
  for (let word = 0; word < 8 && bytes[at] !== OPEN_BRACKET; word++)
    at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  if (at >= end || bytes[at] !== OPEN_BRACKET || at === begin) return false;
  const time = clf(bytes, at + 1, end, out);
  if (time < 0 || bytes[time] !== CLOSE_BRACKET) return false;
  out.messageBegin = skipBlanks(bytes, time + 1, end);
  setStatus(out, statusClass(bytes, out.messageBegin, end));
  if (out.level === 0) out.level = LEVEL_INFO;
  return true;
};

export const accessFormat = fixedFormat('access-log', 'lines', parse);
