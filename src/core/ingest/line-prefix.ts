/**
 * What tools put before the lines of other programs: 'web-1  | ' (docker compose), '[pod/web/app] ' (kubectl --prefix),
 * 'app.log:12:' and '12:' (grep), 'web-7c9 app ' (stern), '<187>' (syslog without its header). In: a sample, or a line. Out: where the program's own line begins.
 */
import { BAR, BLANK, CLOSE_BRACKET, COLON, DOT, GREATER, LESS, OPEN_BRACKET, SLASH } from '../lib/ascii';
import { decodeRange, isBlank, isDigit, isNameByte, skipBlanks, skipDigits, skipWord } from '../lib/bytes';
import type { HeaderParser } from './header';
import { levelOfToken } from './level';
import { levelOfPriority } from './level-message';
import { looksLikeContinuation, type Sample } from './sample';

export type PrefixKind = 'bar' | 'path' | 'file' | 'word' | 'words' | 'priority';

/** These are so particular that lines which nothing else explains are still of a named program. */
export const isNamed = (kind: PrefixKind): boolean => kind === 'bar' || kind === 'path';

const MAX_NAME = 200;
const MIN_SHARE = 0.9;
const KINDS: readonly PrefixKind[] = ['bar', 'path', 'priority', 'file', 'words', 'word'];

/** Kinds that nearly all lines have, the most particular first. */
export function prefixesOf(sample: Sample): readonly PrefixKind[] {
  return KINDS.filter((kind) => {
    const names = new Set<string>();
    let num = 0;
    for (let i = 0; i < sample.length; i++) {
      if (prefixEnd(kind, sample.bytes, sample.begin[i], sample.end[i]) < 0) continue;
      num++;
      if (kind === 'bar') names.add(decodeRange(sample.bytes, nameBegin, nameEnd));
    }
    // What differs from line to line is no name of a program.
    return (
      sample.length > 1 && num >= sample.length * MIN_SHARE && names.size <= Math.max(MIN_NAMES, num / 2)
    );
  });
}

const MIN_NAMES = 8;

/** The sample without its prefixes. */
export function withoutPrefix(sample: Sample, kind: PrefixKind): Sample {
  const { bytes, end } = sample;
  const begin = sample.begin.map((from, i) => Math.max(from, prefixEnd(kind, bytes, from, end[i])));
  return { ...sample, begin, continues: begin.map((from, i) => looksLikeContinuation(bytes, from, end[i])) };
}

/** End of the name that the last prefixEnd found; it begins at `nameBegin`. */
let nameBegin = 0;
let nameEnd = 0;

/** Where the program's own line begins, or -1. */
export function prefixEnd(kind: PrefixKind, bytes: Uint8Array, begin: number, end: number): number {
  nameBegin = begin;
  switch (kind) {
    case 'bar':
      return barEnd(bytes, begin, end);
    case 'path':
      return pathEnd(bytes, begin, end);
    case 'file':
      return fileEnd(bytes, begin, end);
    case 'priority':
      return priorityEnd(bytes, begin, end);
    case 'word':
      return wordEnd(bytes, begin, end);
    case 'words': {
      const first = wordEnd(bytes, begin, end);
      const after = first < 0 ? -1 : wordEnd(bytes, first, end);
      nameBegin = Math.max(begin, first);
      return after;
    }
  }
}

/** 'web-1  | ': no level, which other logs part by bars. */
function barEnd(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_NAME);
  let at = begin;
  while (at < stop && isNameByte(bytes[at])) at++;
  nameEnd = at;
  const bar = skipBlanks(bytes, at, end);
  if (at === begin || isDigit(bytes[begin]) || bytes[bar] !== BAR || bar >= end) return -1;
  if (levelOfToken(bytes, begin, at, true) > 0) return -1;
  return bar + 1 < end && bytes[bar + 1] === BLANK ? bar + 2 : bar + 1;
}

/** '[pod/web-7c9/app] '; '[2024/05/14-09:00:00] ' begins with a date. */
function pathEnd(bytes: Uint8Array, begin: number, end: number): number {
  if (bytes[begin] !== OPEN_BRACKET || isDigit(bytes[begin + 1])) return -1;
  const stop = skipWord(bytes, begin, Math.min(end, begin + MAX_NAME));
  let slashes = 0;
  for (let i = begin; i < stop; i++) if (bytes[i] === SLASH) slashes++;
  if (slashes < 2 || bytes[stop - 1] !== CLOSE_BRACKET) return -1;
  nameBegin = begin + 1;
  nameEnd = stop - 1;
  return Math.min(end, stop + 1);
}

/** '<187>', whose program is not named. */
function priorityEnd(bytes: Uint8Array, begin: number, end: number): number {
  nameEnd = begin;
  if (bytes[begin] !== LESS) return -1;
  const close = skipDigits(bytes, begin + 1, Math.min(end, begin + 4));
  return close > begin + 1 && bytes[close] === GREATER ? close + 1 : -1;
}

/** 'app.log:', 'app.log:12:', '12:'. */
function fileEnd(bytes: Uint8Array, begin: number, end: number): number {
  const stop = Math.min(end, begin + MAX_NAME);
  let at = begin;
  let isName = false;
  while (at < stop && bytes[at] !== COLON && !isBlank(bytes[at])) {
    if (bytes[at] === DOT || bytes[at] === SLASH) isName = true;
    at++;
  }
  nameEnd = isName ? at : begin;
  if (at === begin || at >= stop || bytes[at] !== COLON) return -1;
  if (!isName) return skipDigits(bytes, begin, at) === at ? at + 1 : -1;
  const number = skipDigits(bytes, at + 1, end);
  return number > at + 1 && bytes[number] === COLON ? number + 1 : at + 1;
}

/** A word that begins with a letter, is no pair and no level. */
function wordEnd(bytes: Uint8Array, begin: number, end: number): number {
  let at = begin;
  while (at < end && isNameByte(bytes[at])) at++;
  nameEnd = at;
  if (at === begin || isDigit(bytes[begin]) || at >= end || !isBlank(bytes[at])) return -1;
  return levelOfToken(bytes, begin, at, false) > 0 ? -1 : skipBlanks(bytes, at, end);
}

/** The parser behind the prefix, whose name is the source where the line states none, and whose priority the level. */
export function withPrefix(parse: HeaderParser, kind: PrefixKind): HeaderParser {
  return (bytes, begin, end, out) => {
    const own = prefixEnd(kind, bytes, begin, end);
    if (own < 0) return parse(bytes, begin, end, out);
    const [name, nameStop] = [nameBegin, nameEnd];
    if (!parse(bytes, own, end, out)) return false;
    if (kind === 'priority' && out.level === 0) out.level = levelOfPriority(bytes, begin, end);
    if (out.sourceEnd > out.sourceBegin) return true;
    out.sourceBytes = bytes;
    out.sourceBegin = name;
    out.sourceEnd = nameStop;
    return true;
  };
}
