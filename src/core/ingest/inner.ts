/** Header inside a message that a container runtime or syslog wrapped: a time and a level at its start are stepped over. */

import { LEVEL_INFO } from '../../contracts/units';
import { BLANK, CLOSE_BRACE, CLOSE_BRACKET, EQUALS, OPEN_BRACE, OPEN_BRACKET, QUOTE } from '../lib/ascii';
import {
  asciiBytes,
  indexOfByte,
  indexOfBytes,
  isLetter,
  skipBlanks,
  skipWord,
  startsWithAt,
} from '../lib/bytes';
import { createHeader, type Header } from './header';
import { levelOfLetter, levelOfToken, levelOfWord } from './level';
import { levelOfMessage } from './level-message';
import { timeParser } from './time/time';

const LEVEL_NOTICE = 4;
const monthNumber = timeParser('mm-dd');
const KEY = asciiBytes('level=');
const AT = asciiBytes('at=');
const MAX_KEY = 240;
const MAX_PLACE = 120;

/**
 * Level of a message behind a syslog tag: its own word, klog's letter ('I0301 10:00:00.123456  12 kubelet.go:99] text',
 * which is stepped over), or a 'level=' pair near its beginning.
 */
export function innerLevel(bytes: Uint8Array, out: Header): void {
  const { messageBegin: begin, messageEnd: end } = out;
  out.level = levelOfMessage(bytes, begin, end);
  if (out.level > 0 || end - begin < 12) return;
  if (bytes[begin + 5] === BLANK && levelOfLetter(bytes[begin]) > 0) {
    const time = monthNumber(bytes, begin + 1, end, scratch);
    const close = time < 0 ? -1 : indexOfByte(bytes, CLOSE_BRACKET, time, Math.min(end, time + MAX_PLACE));
    if (close < 0) return;
    out.level = levelOfLetter(bytes[begin]);
    out.messageBegin = skipBlanks(bytes, close + 1, end);
  } else if (startsWithPair(bytes, begin, end)) out.level = levelOfPair(bytes, begin, end);
  else {
    // Firewalls write 'fw1 date=... level=...', logcli '{app="shop", pod="a"} level=...'.
    const next = skipBlanks(bytes, labelsEnd(bytes, begin, end), end);
    if (startsWithPair(bytes, next, end)) out.level = levelOfPair(bytes, next, end);
  }
}

const MAX_LABELS = 400;

/** Behind labels in braces, or a word. */
function labelsEnd(bytes: Uint8Array, begin: number, end: number): number {
  const close =
    bytes[begin] === OPEN_BRACE
      ? indexOfByte(bytes, CLOSE_BRACE, begin, Math.min(end, begin + MAX_LABELS))
      : -1;
  return close < 0 ? skipWord(bytes, begin, end) : close + 1;
}

/** The same where the level so far may be a default: what programs that state none write with (information, notice). */
export function statedLevel(bytes: Uint8Array, out: Header): void {
  const { level } = out;
  if (level !== 0 && level !== LEVEL_INFO && level !== LEVEL_NOTICE) return;
  innerLevel(bytes, out);
  if (out.level === 0) out.level = level;
}

/** 'ts=', 'time=', 'level='. */
function startsWithPair(bytes: Uint8Array, begin: number, end: number): boolean {
  let at = begin;
  while (at < end && at < begin + 6 && isLetter(bytes[at])) at++;
  return at > begin && bytes[at] === EQUALS;
}

function levelOfPair(bytes: Uint8Array, begin: number, end: number): number {
  // Heroku's router begins with 'at=error'.
  if (startsWithAt(bytes, begin, end, AT)) return levelOfPairValue(bytes, begin + AT.length, end);
  const key = indexOfBytes(bytes, KEY, begin, Math.min(end, begin + MAX_KEY));
  if (key < 0 || (key > begin && bytes[key - 1] !== BLANK)) return 0;
  return levelOfPairValue(bytes, key + KEY.length, end);
}

function levelOfPairValue(bytes: Uint8Array, value: number, end: number): number {
  const word = value + (bytes[value] === QUOTE ? 1 : 0);
  let stop = word;
  while (stop < end && isLetter(bytes[stop])) stop++;
  return levelOfWord(bytes, word, stop, false);
}

const iso = timeParser('iso');
const scratch = createHeader();

/** Moves out.messageBegin over a time of its own and takes the level found within the next three words. */
export function innerHeader(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  const bracket = bytes[begin] === OPEN_BRACKET ? 1 : 0;
  const time = iso(bytes, begin + bracket, end, scratch);
  let at = skipBlanks(bytes, time < 0 ? begin : time + (bytes[time] === CLOSE_BRACKET ? 1 : 0), end);
  if (time >= 0) out.messageBegin = at;
  for (let word = 0; word < 3 && at < end; word++) {
    const stop = skipWord(bytes, at, end);
    const level = levelOfToken(bytes, at, stop, false);
    if (level > 0 && (word === 0 || time >= 0)) {
      out.level = level;
      if (word === 0) out.messageBegin = skipBlanks(bytes, stop, end);
      return;
    }
    at = skipBlanks(bytes, stop, end);
  }
}
