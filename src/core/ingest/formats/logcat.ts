/** Android logcat, threadtime: '03-17 16:13:38.811  1702  2395 D WindowManager: message'; also with a year, seconds since 1970, a zone and a user, and without ids ('time'); 'brief' has no time. */
import { BAR, BLANK, CLOSE_PAREN, COLON, DOT, MINUS, OPEN_PAREN, SLASH } from '../../lib/ascii';
import { isBlank, isDigit, skipBlanks, skipDigits } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { levelOfLetter } from '../level';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const monthNumber = timeParser('mm-dd');
const iso = timeParser('iso');
const epoch = timeParser('epoch');

/** Digits of a second since 1970, before the point. */
const EPOCH_DIGITS = 10;

/** User, process and thread. */
const MAX_IDS = 3;

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin + 1] === SLASH) return parseBrief(bytes, begin, end, out);
  const stamp = skipBlanks(bytes, begin, end);
  const time = bytes[begin + 4] === MINUS ? iso : bytes[stamp + EPOCH_DIGITS] === DOT ? epoch : monthNumber;
  let at = time(bytes, stamp, end, out);
  if (at < 0) return false;
  for (let id = 0; id < MAX_IDS; id++) {
    at = skipBlanks(bytes, at, end);
    if (isDigit(bytes[at])) at = skipDigits(bytes, at, end);
  }
  at = skipBlanks(bytes, at, end);
  out.level = levelOfLetter(bytes[at]);
  if (out.level === 0 || at + 2 >= end) return false;
  if (bytes[at + 1] !== BLANK && bytes[at + 1] !== SLASH) return false;
  const tag = at + 2;
  if (bytes[tag] === BAR || bytes[tag] === COLON) return false;
  const colon = tagColon(bytes, tag, end);
  if (colon < 0) return false;
  let tagEnd = colon;
  while (tagEnd > tag && isBlank(bytes[tagEnd - 1])) tagEnd--;
  // 'Tag( 123)': the older form has the process behind the tag.
  let paren = bytes[tagEnd - 1] === CLOSE_PAREN ? tagEnd - 2 : tag;
  while (paren > tag && bytes[paren] !== OPEN_PAREN) paren--;
  out.sourceBegin = tag;
  out.sourceEnd = paren > tag ? paren : tagEnd;
  out.messageBegin = skipBlanks(bytes, colon + 1, end);
  return true;
};

/** 'E/ActivityManager( 4172): message', without a time. */
function parseBrief(bytes: Uint8Array, begin: number, end: number, out: Header): boolean {
  const level = levelOfLetter(bytes[begin]);
  const colon = level === 0 ? -1 : tagColon(bytes, begin + 2, end);
  if (colon < 0 || bytes[colon - 1] !== CLOSE_PAREN) return false;
  let open = colon - 2;
  while (open > begin && isDigit(bytes[open])) open--;
  if (open === colon - 2) return false;
  while (open > begin && isBlank(bytes[open])) open--;
  if (bytes[open] !== OPEN_PAREN) return false;
  out.level = level;
  out.sourceBegin = begin + 2;
  out.sourceEnd = open;
  out.messageBegin = skipBlanks(bytes, colon + 1, end);
  return true;
}

/** The first colon that a blank (or the end) follows: tags hold colons of their own ('chatty:x'). */
export function tagColon(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end && i < at + 120; i++) {
    if (bytes[i] === COLON && (i + 1 >= end || isBlank(bytes[i + 1]))) return i;
  }
  return -1;
}

export const logcatFormat = fixedFormat('android-logcat', 'timed', parse);
