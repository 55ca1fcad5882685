/** Apache and nginx access logs (common and combined, also S3's and HAProxy's): 'host ident user [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326 ...'. The message is the request and what follows; 5xx is an error, 4xx a warning. */

import { LEVEL_INFO } from '../../../contracts/units';
import { CLOSE_BRACKET, OPEN_BRACKET } from '../../lib/ascii';
import { isLetter, skipBlanks, skipWord } from '../../lib/bytes';
import { type HeaderParser, resetHeader } from '../header';
import { setStatus, statusClass } from '../http-status';
import { timeParser } from '../time/time';
import { fixedFormat, type LogFormat, shareParsed } from './format';

const clf = timeParser('clf');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = isName(bytes, begin) ? skipBlanks(bytes, skipWord(bytes, begin, end), end) : begin;
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

/** '[httpd] ' before the host. */
const isName = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === OPEN_BRACKET && isLetter(bytes[at + 1]);

const format = fixedFormat('access-log', 'lines', parse);
/** Share of the lines that tell of a response. */
const MIN_STATUSES = 0.5;

export const accessFormat: LogFormat = {
  ...format,
  /** CUPS and others have times like these in what is no access log. */
  detect(sample, among = sample.counted) {
    const match = format.detect(sample, among);
    const told = shareParsed(sample, among, (...line) => parse(...line) && line[3].status > 0);
    return match && told >= match.score01 * MIN_STATUSES ? match : null;
  },
};
