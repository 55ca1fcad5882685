/** Syslog as files hold it: RFC 3164 ('<34>Jun  9 06:06:20 host tag[pid]: message', no year) and its ISO-dated form. */
import { BLANK, COLON, COMMA, DIGIT_0, DOT, GREATER, LESS, PERCENT } from '../../lib/ascii';
import { indexOfByte, isDigit, isLetter, isWordByte, skipBlanks, skipWord } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { statedLevel } from '../inner';
import { LEVEL_OF_SEVERITY, levelOfToken } from '../level';
import { levelOfMessage } from '../level-message';
import { afterOctets, parseTag } from '../syslog-tag';
import { timeParser } from '../time/time';
import { fixedFormat, type LogFormat, shareMatching } from './format';

const monthDay = timeParser('month-day');
const iso = timeParser('iso');
const epoch = timeParser('epoch');

/** '<13>' at the start: sets the level, returns the position after it. */
function parsePriority(bytes: Uint8Array, at: number, end: number, out: Header): number {
  if (bytes[at] !== LESS) return at;
  let i = at + 1;
  let value = 0;
  while (i < end && i < at + 4 && isDigit(bytes[i])) value = value * 10 + bytes[i++] - DIGIT_0;
  if (bytes[i] !== GREATER || i === at + 1 || value > 191) return at;
  out.level = LEVEL_OF_SEVERITY[value & 7];
  return i + 1;
}

/** Logs that were pasted may be indented. */
const MAX_INDENT = 4;

const parseRaw: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const first = skipBlanks(bytes, begin, Math.min(end, begin + MAX_INDENT));
  const start = parsePriority(bytes, afterOctets(bytes, first, end), end, out);
  let at = monthDay(bytes, start, end, out);
  const dated = at < 0;
  if (dated) at = iso(bytes, afterWeekday(bytes, start, end), end, out);
  if (at < 0 && bytes[start + 10] === DOT) at = epoch(bytes, start, end, out);
  if (at < 0) return false;
  if (bytes[at] === COLON || bytes[at] === COMMA) at++;
  const host = skipBlanks(bytes, at, end);
  const afterHost = skipWord(bytes, host, end);
  // A host that ends in a colon is the tag of a line without a host.
  const tag = bytes[afterHost - 1] === COLON && !isDevice(bytes, host, afterHost) ? host : afterHost;
  out.messageBegin = parseTag(bytes, tag, end, out);
  // Any log may begin with an ISO time: then only host and tag make it syslog.
  if (dated && (!isTagged(bytes, out) || !isHost(bytes, host, afterHost))) return false;
  return true;
};

/** 'U7PG2,f09fc2aabbcc,v4.3.28:': model, address and version of an access point in the place of its name. */
function isDevice(bytes: Uint8Array, begin: number, end: number): boolean {
  const comma = indexOfByte(bytes, COMMA, begin, end);
  return comma > begin && comma < end - 2;
}

/** 'Tue 2024-05-14 09:00:00 CEST host tag[12]: text', as journalctl writes with units. */
function afterWeekday(bytes: Uint8Array, at: number, end: number): number {
  return at + 4 < end && isLetter(bytes[at]) && bytes[at + 3] === BLANK && isDigit(bytes[at + 4])
    ? at + 4
    : at;
}

/** A tag, or the code of a switch ('%ETHPORT-5-IF_UP: '), which is part of the message. */
const isTagged = (bytes: Uint8Array, out: Header): boolean =>
  out.sourceEnd > out.sourceBegin ||
  (bytes[out.messageBegin] === PERCENT && levelOfMessage(bytes, out.messageBegin, out.messageEnd) > 0);

const parse: HeaderParser = (bytes, begin, end, out) => {
  if (!parseRaw(bytes, begin, end, out)) return false;
  statedLevel(bytes, out);
  return true;
};

function isHost(bytes: Uint8Array, begin: number, end: number): boolean {
  return end - begin > 1 && isWordByte(bytes[begin]) && levelOfToken(bytes, begin, end, true) === 0;
}

const base = fixedFormat('syslog-rfc3164', 'timed', parse);
const LEVEL_WORD = '(?:trace|debug|info|notice|warn(?:ing)?|error|fatal|critical)';
const HOST = `(?!${LEVEL_WORD} )(?:[^\\s[\\]:]+|[^\\s[\\]:]+,[^\\s[\\]:]+:)`;
const BSD_TIME =
  '[\\w\\u00c0-\\uffff]{3,4}\\.? +\\d+ (\\d{4} )?[\\d:.]+([+-]\\d\\d:?\\d\\d)?|\\d{4}-\\d\\d-\\d\\dT\\S+';
/** Other logs have these too: only the number of a process behind the tag, or a switch's code, tells. */
const ANY_TIME =
  '(\\w{3} )?\\d{4}[-/:]\\d\\d[-/:]\\d\\d[ T-][\\d:.,]+( ?[+-]\\d\\d(:?\\d\\d)?| [A-Z]{3,5})?|\\d{4} \\w{3} +\\d+ [\\d:.]+( [A-Z]{3,5})?|\\d{10}\\.\\d{3,6}';
const TAG = '[\\w./()-]+( [\\w.]+)*';
/** What a switch begins its messages with. */
const CODE = '%%?\\w\\S*[-/]\\d[-/]\\w\\S*:';
/** Time, a host that is no level word, a tag with its colon. */
const SHAPE = new RegExp(
  `^ {0,${MAX_INDENT}}(?:\\d+ (?=<))?(<\\d+>)?(?:(?:${BSD_TIME}) +${HOST} (?:${TAG}(\\[\\d+\\])?( \\(\\S+\\)| <\\w+>)?:|${CODE})|(?:${ANY_TIME}) ${HOST} (?:${TAG}\\[\\d+\\]:|${CODE}))`,
  'i',
);

export const syslogFormat: LogFormat = {
  ...base,
  createParser: (params) => ((params as { raw?: boolean } | null)?.raw ? parseRaw : parse),
  detect(sample, among = sample.counted) {
    const match = base.detect(sample, among);
    if (!match || shareMatching(sample, among, SHAPE) < 0.6 * match.score01) return null;
    return match;
  },
};
