/** 'sshd(pam_unix)[19939]: message' behind a syslog host. Sets the source (tag without pid) and returns where the message begins. */
import {
  BLANK,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  DOT,
  GREATER,
  LESS,
  MINUS,
  OPEN_PAREN,
  PERCENT,
  SLASH,
  UNDERSCORE,
} from '../lib/ascii';
import { isBlank, isDigit, isLetter, skipBlanks, skipDigits, skipWord } from '../lib/bytes';
import type { Header } from './header';
import { setSource } from './layout/set-source';
import { levelOfToken, levelOfWord } from './level';

const MAX_TAG = 64;

const MAX_OCTETS = 6;

/** Syslog over TCP puts the length before each record: '76 <14>1 ...'. Position after it. */
export function afterOctets(bytes: Uint8Array, at: number, end: number): number {
  const stop = isDigit(bytes[at]) ? skipDigits(bytes, at, Math.min(end, at + MAX_OCTETS)) : at;
  return stop > at && bytes[stop] === BLANK && bytes[stop + 1] === LESS ? stop + 1 : at;
}

/** In: position after the host. A line without a tag ('last message repeated 3 times') is all message. */
export function parseTag(bytes: Uint8Array, from: number, end: number, out: Header): number {
  const at = skipBlanks(bytes, from, end);
  // '%LINK-3-UPDOWN:' states the level and is part of the message.
  const stop = bytes[at] === PERCENT ? -1 : tagEnd(bytes, at, end);
  if (stop < 0) return at;
  const name = afterLevelWord(bytes, at, stop, out);
  setSource(bytes, name, nameEnd(bytes, name, stop, out), out);
  return skipBlanks(bytes, stop + 1, end);
}

/** 'notice mcpd[12]:' and 'daemon.err hostapd:' state a level before the tag. */
function afterLevelWord(bytes: Uint8Array, at: number, stop: number, out: Header): number {
  const level = levelOfFacility(bytes, at, stop);
  if (level === 0) return at;
  if (out.level === 0) out.level = level;
  return skipBlanks(bytes, skipWord(bytes, at, stop), stop);
}

/** Level of the word at `at` ('notice', 'daemon.err') before another one; 0: it states none. */
function levelOfFacility(bytes: Uint8Array, at: number, stop: number): number {
  const word = skipWord(bytes, at, stop);
  return word < stop ? levelOfWord(bytes, afterFacility(bytes, at, word), word, false) : 0;
}

/** Position after the dot of 'daemon.err'. */
function afterFacility(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isLetter(bytes[i])) i++;
  return i < end && i > at && bytes[i] === DOT ? i + 1 : at;
}

/** End of the name within the tag: before the partner of 'launchd[1] (com.apple.x[20]):' and the level of 'locationd[7] <Notice>:'. */
function nameEnd(bytes: Uint8Array, at: number, stop: number, out: Header): number {
  const close = bytes[stop - 1];
  if (close !== CLOSE_PAREN && close !== GREATER) return stop;
  const word = skipWord(bytes, at, stop);
  if (word === stop) return stop;
  if (close === GREATER && out.level === 0)
    out.level = levelOfToken(bytes, skipBlanks(bytes, word, stop), stop, false);
  return word;
}

/** Position of the colon that ends the tag, or -1. */
function tagEnd(bytes: Uint8Array, at: number, end: number): number {
  let word = at;
  const limit = Math.min(end, at + MAX_TAG);
  for (let words = 0; words < 4 && word < limit; words++) {
    const stop = skipWord(bytes, word, end);
    const colon = colonOfWord(bytes, word, stop);
    const isNamed = words === 0 || (words === 1 && levelOfFacility(bytes, at, end) > 0);
    if (colon > at && (isNamed || isLateTag(bytes, word, colon))) return colon;
    if (
      words === 0 &&
      !isLetter(bytes[at]) &&
      bytes[at] !== SLASH &&
      bytes[at] !== OPEN_PAREN &&
      bytes[at] !== UNDERSCORE &&
      bytes[at] !== MINUS
    )
      return -1;
    word = skipBlanks(bytes, stop, end);
  }
  return -1;
}

/** 'kernel:', 'sshd[12]:', and 'prog[12]:msg' without a blank behind. */
function colonOfWord(bytes: Uint8Array, begin: number, stop: number): number {
  if (stop > begin && bytes[stop - 1] === COLON) return stop - 1;
  for (let i = begin; i + 1 < stop; i++)
    if (bytes[i] === CLOSE_BRACKET && bytes[i + 1] === COLON) return i + 1;
  return -1;
}

/** A tag of several words ends in a process id ('Google Chrome[123]:'), a version ('syslogd 1.4.1:'), '(partner):' or '<level>:'. */
function isLateTag(bytes: Uint8Array, begin: number, colon: number): boolean {
  const last = bytes[colon - 1];
  if (
    last === CLOSE_BRACKET ||
    (last === CLOSE_PAREN && bytes[begin] === OPEN_PAREN) ||
    (last === GREATER && bytes[begin] === LESS)
  )
    return true;
  for (let i = begin; i < colon; i++) if (!isDigit(bytes[i]) && bytes[i] !== DOT) return false;
  return !isBlank(bytes[begin]);
}
