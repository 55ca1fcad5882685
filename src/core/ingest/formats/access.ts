/** Apache and nginx access logs (common and combined): 'host ident user [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326 ...'. The message is the request and what follows; 5xx is an error, 4xx a warning. */
import { skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { timeParser } from '../time';
import { digitsAt } from '../time-parts';
import { fixedFormat } from './format';

const clf = timeParser('clf');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = begin;
  for (let word = 0; word < 8 && bytes[at] !== 91; word++)
    at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  if (at >= end || bytes[at] !== 91 || at === begin) return false;
  const time = clf(bytes, at + 1, end, out);
  if (time < 0 || bytes[time] !== 93) return false;
  const request = skipBlanks(bytes, time + 1, end);
  out.messageBegin = request;
  out.level = 3;
  if (bytes[request] !== 34) return true;
  let close = request + 1;
  while (close < end && bytes[close] !== 34) close += bytes[close] === 92 ? 2 : 1;
  const status = digitsAt(bytes, skipBlanks(bytes, close + 1, end), 3);
  out.level = status >= 500 ? 6 : status >= 400 ? 5 : 3;
  return true;
};

export const accessFormat = fixedFormat('access-log', 'lines', parse);
