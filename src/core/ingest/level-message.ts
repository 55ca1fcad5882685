/** Levels that a message itself states at its beginning, by a word or by a mark. In: bytes of the message. Out: index into LEVELS (0: it states none). */
import { LEVEL_WARN } from '../../contracts/units';
import {
  BAR,
  BLANK,
  CASE_BIT,
  CLOSE_BRACKET,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DIGIT_0,
  DIGIT_9,
  DOT,
  EQUALS,
  EXCLAMATION,
  GREATER,
  HASH,
  LESS,
  MAX_ASCII,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  OPEN_PAREN,
  PERCENT,
  PLUS,
  SLASH,
  STAR,
  UNDERSCORE,
  UPPER_E,
  UPPER_I,
  UPPER_N,
  UPPER_W,
} from '../lib/ascii';
import {
  asciiBytes,
  indexOfBytes,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
  startsWithAt,
} from '../lib/bytes';
import { type Header, resetHeader } from './header';
import { LEVEL_OF_SEVERITY, levelOfSign, levelOfToken, levelOfWord, MAX_WORD } from './level';
import { levelBehindCounters, levelOfCode, levelOfMnemonic } from './level-codes';

/**
 * 'error: ...', 'Warning: ...', '<warn> ...', '<3>...', '<local0.err> ...', '[error] ...', '[ID 800047 auth.error] ...', '[!] ...', '(EE) ...', '##[error]...', '::error::...', and
 * network gear's '%ASA-4-106023: ...', behind its counters too ('82: 00:20:10: %LINK-3-UPDOWN: ...'): for formats without a level.
 */
export function levelOfMessage(bytes: Uint8Array, begin: number, end: number): number {
  switch (bytes[begin]) {
    case LESS:
      return (
        levelInMarks(bytes, begin, end, GREATER) ||
        levelOfPriority(bytes, begin, end) ||
        levelOfFacility(bytes, begin + 1, end, GREATER)
      );
    case OPEN_BRACKET:
      return (
        levelInMarks(bytes, begin, end, CLOSE_BRACKET) ||
        levelOfSign(bytes, begin, end) ||
        levelOfFacility(bytes, afterNumber(bytes, begin + 1, end), end, CLOSE_BRACKET)
      );
    case OPEN_PAREN:
      return levelOfPair(bytes, begin, end);
    case PERCENT:
      return levelOfCode(bytes, begin, end);
    case STAR:
      return levelInStars(bytes, begin, end);
    case HASH:
      return levelOfCommand(bytes, begin, end);
    case COLON:
      return bytes[begin + 1] === COLON ? levelOfCommandWord(bytes, begin + 2, end) : 0;
    default:
      return isDigit(bytes[begin])
        ? levelBehindCounters(bytes, begin, end)
        : levelBeforeColon(bytes, begin, end);
  }
}

/** A line that no parser takes: it is all message, and may state a level as one does, or by its first word. */
export function takeAsMessage(out: Header, bytes: Uint8Array, begin: number, end: number): void {
  resetHeader(out, bytes, begin, end);
  out.level =
    levelOfMessage(bytes, begin, end) || levelOfToken(bytes, begin, skipWord(bytes, begin, end), false);
}

const MAX_WORDS_BEFORE = 3;

/** 'ProtocolTalker  WARNING: text', 'qemu: warning: text', 'stream [ERROR] text': a word before a colon, in capitals or behind another word with a colon, or in a bracket of its own. */
export function levelBehindWords(bytes: Uint8Array, begin: number, end: number): number {
  let at = skipBlanks(bytes, begin, end);
  let isNamed = false;
  for (let word = 0; word <= MAX_WORDS_BEFORE && at < end; word++) {
    const stop = skipWord(bytes, at, end);
    const hasColon = bytes[stop - 1] === COLON;
    const code = hasColon ? levelOfMnemonic(bytes, at, stop) : 0;
    if (code > 0) return code;
    const isLoud = (bytes[at] & CASE_BIT) === 0 && (bytes[at + 1] & CASE_BIT) === 0;
    const level =
      word > 0 && bytes[at] === OPEN_BRACKET
        ? levelInMarks(bytes, at, stop, CLOSE_BRACKET)
        : hasColon && (isLoud || isNamed)
          ? levelOfWord(bytes, at, stop - 1, false)
          : 0;
    if (level > 0) return level;
    isNamed = hasColon;
    at = skipBlanks(bytes, stop, end);
  }
  return 0;
}

/** End of the letters at `begin`, of as many as a level word has. */
function lettersEnd(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_WORD);
  let at = begin;
  while (at < stop && (isLetter(bytes[at]) || bytes[at] > MAX_ASCII)) at++;
  return at;
}

/** 'error:', and in capitals 'ALERT:' too, which as a first word names no event, and 'ERROR (version 9.1) : text'. */
function levelBeforeColon(bytes: Uint8Array, begin: number, end: number): number {
  const stop = lettersEnd(bytes, begin, end);
  if (stop < end && bytes[stop] === BLANK && bytes[stop + 1] === OPEN_PAREN)
    return isInCapitals(bytes, begin, stop) ? levelOfWord(bytes, begin, stop, false) : 0;
  if (stop >= end || bytes[stop] !== COLON) return 0;
  return levelOfWord(bytes, begin, stop, false) || loudLevel(bytes, begin, stop);
}

const isInCapitals = (bytes: Uint8Array, begin: number, end: number): boolean =>
  end > begin && (bytes[begin] & CASE_BIT) === 0 && (bytes[end - 1] & CASE_BIT) === 0;

/** A shy word in capitals that warns or worse; 0: it is none. */
function loudLevel(bytes: Uint8Array, begin: number, end: number): number {
  if (!isInCapitals(bytes, begin, end)) return 0;
  const shy = levelOfWord(bytes, begin, end, true);
  return shy >= LEVEL_WARN ? shy : 0;
}

/** '*** ERROR => text', '** WARNING: text': in capitals, since stars stand around all kinds of headings. */
function levelInStars(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && bytes[at] === STAR) at++;
  at = skipBlanks(bytes, at, end);
  const stop = lettersEnd(bytes, at, end);
  const isMarked = at > begin + 1 && stop < end && (bytes[stop] === BLANK || bytes[stop] === COLON);
  return isMarked && isInCapitals(bytes, at, stop) ? levelOfWord(bytes, at, stop, false) : 0;
}

/** '<warn>', '[error]' and nothing else within the marks; in capitals '[ALERT]' and '[FAIL]' too. */
function levelInMarks(bytes: Uint8Array, begin: number, end: number, close: number): number {
  const stop = lettersEnd(bytes, begin + 1, end);
  if (stop >= end || (bytes[stop] !== close && (bytes[stop] !== BAR || close !== CLOSE_BRACKET))) return 0;
  return levelOfWord(bytes, begin + 1, stop, false) || loudLevel(bytes, begin + 1, stop);
}

/** '<3>' as programs write it for journald, and '<187>' of syslog. */
export function levelOfPriority(bytes: Uint8Array, begin: number, end: number): number {
  let value = 0;
  let at = begin + 1;
  while (at < end && at < begin + 4 && isDigit(bytes[at])) value = value * 10 + bytes[at++] - DIGIT_0;
  return at > begin + 1 && at < end && bytes[at] === GREATER && value <= 191
    ? LEVEL_OF_SEVERITY[value & 7]
    : 0;
}

const ID = asciiBytes('ID ');

/** Behind the number of a message in Solaris' '[ID 800047 auth.error]'; else `at`. */
function afterNumber(bytes: Uint8Array, at: number, end: number): number {
  if (!startsWithAt(bytes, at, end, ID)) return at;
  return skipBlanks(bytes, skipWord(bytes, at + ID.length, end), end);
}

/** 'kern.notice>', 'local0.err]': facility and severity of syslog up to the mark that closes them. */
function levelOfFacility(bytes: Uint8Array, begin: number, end: number, close: number): number {
  let dot = begin;
  const stop = Math.min(end, begin + MAX_FACILITY);
  while (dot < stop && (isLetter(bytes[dot]) || isDigit(bytes[dot]))) dot++;
  if (dot === begin || dot >= stop || bytes[dot] !== DOT) return 0;
  const word = lettersEnd(bytes, dot + 1, end);
  return word < end && bytes[word] === close ? levelOfWord(bytes, dot + 1, word, true) : 0;
}

const MAX_FACILITY = 12;

/** Xorg's '(EE)', '(WW)', '(II)', '(!!)', '(NI)'; '(--)', '(**)', '(==)', '(++)' tell where a value is from. */
function levelOfPair(bytes: Uint8Array, begin: number, end: number): number {
  if (begin + 3 >= end || bytes[begin + 3] !== CLOSE_PAREN) return 0;
  const first = bytes[begin + 1];
  if (first === UPPER_N && bytes[begin + 2] === UPPER_I) return 5;
  if (first !== bytes[begin + 2]) return 0;
  if (first === UPPER_E) return 6;
  if (first === UPPER_W) return 5;
  if (first === EXCLAMATION) return 4;
  return first === UPPER_I || first === MINUS || first === STAR || first === EQUALS || first === PLUS ? 3 : 0;
}

const ISSUE = asciiBytes('##vso[task.logissue');
const TYPE = asciiBytes('type=');
const MAX_PLACE = 60;

/** '##[error]text' of build services, '##vso[task.logissue type=warning]text'. */
function levelOfCommand(bytes: Uint8Array, begin: number, end: number): number {
  if (bytes[begin + 1] !== HASH) return 0;
  if (bytes[begin + 2] === OPEN_BRACKET) return levelInMarks(bytes, begin + 2, end, CLOSE_BRACKET);
  if (!startsWithAt(bytes, begin, end, ISSUE)) return 0;
  const type = indexOfBytes(bytes, TYPE, begin + ISSUE.length, Math.min(end, begin + MAX_PLACE));
  return type < 0 ? 0 : levelOfCommandWord(bytes, type + TYPE.length, end);
}

/** '::error::', '::warning file=a.js,line=1::'. */
function levelOfCommandWord(bytes: Uint8Array, begin: number, end: number): number {
  const stop = lettersEnd(bytes, begin, end);
  return stop < end && !isDigit(bytes[stop]) ? levelOfWord(bytes, begin, stop, false) : 0;
}

const MAX_JOINT = 60;
const isClosing = (byte: number): boolean => byte === GREATER || byte === CLOSE_BRACKET;
const isJoint = (byte: number): boolean => byte === SLASH || byte === DOT || byte === COMMA || byte === COLON;

/**
 * Level in capitals that a '/', '.', '[' or ')' parts from another word: 'ERROR/MainProcess]', '[main/INFO]', 'prod.ERROR:', 'WARNING[69]';
 * `quiet`: in small letters too ('critical/checker:', 'daemon.err', 'system,error,account'), the gravest.
 */
export function levelOfJoint(bytes: Uint8Array, begin: number, end: number, quiet = false): number {
  // An object states its level under a name.
  if (bytes[begin] === OPEN_BRACE) return 0;
  const stop = Math.min(end, begin + MAX_JOINT);
  let gravest = 0;
  let from = begin;
  while (from < stop && !isLetter(bytes[from])) from++;
  for (let i = from; i <= stop; i++) {
    const byte = i === stop ? 0 : bytes[i];
    if (isLetter(byte) || (byte >= DIGIT_0 && byte <= DIGIT_9) || byte === MINUS || byte === UNDERSCORE)
      continue;
    if (quiet && i < stop && !isJoint(byte) && (i !== end - 1 || !isClosing(byte))) return 0;
    const loud = quiet || ((bytes[from] & CASE_BIT) === 0 && (bytes[i - 1] & CASE_BIT) === 0);
    // '...:[8120]:LOG:': a colon that ends the token makes a level of words that prove nothing alone.
    const isLast = !quiet && byte === COLON && i === end - 1;
    const level = loud && i - from > 2 ? levelOfWord(bytes, from, i, isLast) : 0;
    if (level > 0 && i - from < end - begin) {
      if (!quiet) return level;
      gravest = Math.max(gravest, level);
    }
    from = i + 1;
  }
  return gravest;
}
