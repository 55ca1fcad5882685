/** Kernel ring buffer: '[12345.678901] message', '<6>[    0.000000] message', 'kern  :err   : [   12.345678] message'. Seconds since boot are no wall clock: no time. */
import { BLANK, CLOSE_BRACKET, COLON, DIGIT_0, DOT, GREATER, LESS, OPEN_BRACKET } from '../../lib/ascii';
import { isDigit, isLetter, skipBlanks, skipDigits } from '../../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from '../header';
import { LEVEL_OF_SEVERITY, levelOfWord } from '../level';
import { levelOfMessage } from '../level-message';
import { timeParser } from '../time/time';
import { fixedFormat } from './format';

const asctime = timeParser('asctime');
const iso = timeParser('iso');

const parse: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  let at = afterFacility(bytes, begin, end, out);
  const isDecoded = at > begin;
  if (bytes[at] === LESS && isDigit(bytes[at + 1])) {
    const close = skipDigits(bytes, at + 1, Math.min(end, at + 4));
    if (bytes[close] !== GREATER) return false;
    out.level = LEVEL_OF_SEVERITY[(bytes[close - 1] - DIGIT_0) & 7];
    at = close + 1;
  }
  if (isDecoded && isDigit(bytes[at])) {
    const stop = iso(bytes, at, end, out);
    out.messageBegin = skipBlanks(bytes, Math.max(at, stop), end);
    return stop > 0;
  }
  if (bytes[at] !== OPEN_BRACKET || at >= end) return false;
  const close = isDecoded ? timeClose(bytes, at + 1, end, out) : secondsClose(bytes, at + 1, end);
  if (close < 0) return false;
  out.messageBegin = skipBlanks(bytes, Math.min(close + 1, end), end);
  if (out.level === 0) out.level = levelOfMessage(bytes, out.messageBegin, end);
  return true;
};

/** Behind 'kern  :err   : ' of dmesg --decode, which states the level; `begin`: it is not there. */
function afterFacility(bytes: Uint8Array, begin: number, end: number, out: Header): number {
  const colon = wordColon(bytes, begin, end);
  const stop = colon < 0 ? -1 : wordColon(bytes, colon + 1, end);
  if (stop < 0 || bytes[stop + 1] !== BLANK) return begin;
  if (bytes[stop + 2] !== OPEN_BRACKET && !isDigit(bytes[stop + 2])) return begin;
  const level = levelOfWord(bytes, colon + 1, lettersEnd(bytes, colon + 1, stop), true);
  if (level === 0) return begin;
  out.level = level;
  return stop + 2;
}

/** Position of the colon behind letters and the blanks that fill their column, or -1. */
function wordColon(bytes: Uint8Array, at: number, end: number): number {
  const letters = lettersEnd(bytes, at, end);
  const colon = skipBlanks(bytes, letters, end);
  return letters > at && bytes[colon] === COLON && colon < end ? colon : -1;
}

function lettersEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && isLetter(bytes[i])) i++;
  return i;
}

/** Position of the ']' behind seconds since boot, or -1. */
function secondsClose(bytes: Uint8Array, at: number, end: number): number {
  const seconds = skipBlanks(bytes, at, end);
  const dot = skipDigits(bytes, seconds, end);
  const close = skipDigits(bytes, dot + 1, end);
  return dot > seconds && bytes[dot] === DOT && close - dot === 7 && bytes[close] === CLOSE_BRACKET
    ? close
    : -1;
}

/** As secondsClose; with --ctime a date stands there. */
function timeClose(bytes: Uint8Array, at: number, end: number, out: Header): number {
  const close = isLetter(bytes[at]) ? asctime(bytes, at, end, out) : secondsClose(bytes, at, end);
  return close >= 0 && bytes[close] === CLOSE_BRACKET ? close : -1;
}

export const dmesgFormat = fixedFormat('dmesg', 'timed', parse);
