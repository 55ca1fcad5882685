/**
 * Records whose first line is header alone and whose message is the next line: Oracle's alert log, old RabbitMQ and
 * SASL reports, java.util.logging ('Mar 1, 2024 1:00:00 PM a.B run', 'SEVERE: text'), .NET's console
 * ('info: Shop.Cart[0]', '      text'), logcat's long form.
 */
import {
  BLANK,
  CARRIAGE_RETURN,
  CLOSE_BRACKET,
  COLON,
  LINE_FEED,
  OPEN_BRACKET,
  SLASH,
} from '../../lib/ascii';
import {
  asciiBytes,
  decodeRange,
  isBlank,
  isDigit,
  isLetter,
  skipBlanks,
  skipWord,
  startsWithAt,
} from '../../lib/bytes';
import { createHeader, type Header, type HeaderParser, resetHeader } from '../header';
import { type Layout, parserOfLayout } from '../layout/layout';
import { setSource } from '../layout/set-source';
import { levelOfLetter, levelOfWord } from '../level';
import { levelOfMessage } from '../level-message';
import { MAX_RECORD_BYTES } from '../limits';
import type { Sample } from '../sample';
import type { DateOrder } from '../time/date-order';
import { timeParser } from '../time/time';
import type { Block, FormatMatch, LogFormat } from './format';

type Form = 'layout' | 'dotnet' | 'logcat';

interface HeadedParams {
  readonly form: Form;
  /** Header of the first line, for the form 'layout'. */
  readonly layout: Layout | null;
}

/** Share of the heads that must be of the form. */
const MIN_SHARE = 0.8;
const MIN_HEADS = 2;
/** Share of all lines that heads are, where words come before their time. */
const MIN_HEAD_LINES = 0.05;

export const headedFormat: LogFormat = {
  id: 'headed',
  /** Only the forms of their own; see headedMatch. */
  detect(sample, among) {
    if (among && among.length < sample.counted.length) return null;
    return (
      matchOf(sample, { form: 'dotnet', layout: null }, 'dotnet-console') ??
      matchOf(sample, { form: 'logcat', layout: null }, 'android-logcat')
    );
  },
  createParser: (params, order) => createParser(headParser(params as HeadedParams, order)),
  createSplitter: (params) => {
    const head = headParser(params as HeadedParams, null);
    return { split: (bytes, at, end, last) => split(bytes, at, end, last, head), lead: 0 };
  },
};

/** In: the match of the text format. Out: the same header, over records whose message is the next line; or null. */
export function headedMatch(sample: Sample, text: FormatMatch): FormatMatch | null {
  return matchOf(sample, { form: 'layout', layout: text.params as Layout }, text.format);
}

function matchOf(sample: Sample, params: HeadedParams, format: string): FormatMatch | null {
  const head = headParser(params, null);
  const out = createHeader();
  let heads = 0;
  let bare = 0;
  let first = -1;
  for (let i = 0; i < sample.length; i++) {
    if (!head(sample.bytes, sample.begin[i], sample.end[i], out)) continue;
    if (first < 0) first = i;
    heads++;
    const next = i + 1;
    if (next >= sample.length || head(sample.bytes, sample.begin[next], sample.end[next], probe)) continue;
    if (isBare(out) || (out.level === 0 && startsWithLevel(sample, next))) bare++;
  }
  if (heads < MIN_HEADS || bare < heads * MIN_SHARE) return null;
  if (params.layout && params.layout.before.join() !== '0' && isTold(sample, head, heads)) return null;
  const score01 = (sample.length - first) / sample.length;
  return { format, score01, style: 'blocks', params };
}

const probe = createHeader();

/** '[INFO] Finished at: 2024-05-14T09:00:00' now and then is what a line tells, and no head of what follows: heads are few, or other lines begin as they do. */
function isTold(sample: Sample, head: HeaderParser, heads: number): boolean {
  if (heads < sample.length * MIN_HEAD_LINES) return true;
  const { bytes, begin, end } = sample;
  const isHead = Array.from(begin, (from, i) => head(bytes, from, end[i], probe));
  const wordOf = (i: number): string => decodeRange(bytes, begin[i], skipWord(bytes, begin[i], end[i]));
  const words = new Set(isHead.flatMap((found, i) => (found ? [wordOf(i)] : [])));
  return isHead.filter((found, i) => !found && words.has(wordOf(i))).length > heads;
}

/** Nothing is left but marks, or 'Shop.Cart[14]'. */
function isBare({ messageBytes: bytes, messageBegin, messageEnd }: Header): boolean {
  let marks = true;
  for (let i = messageBegin; i < messageEnd && marks; i++) marks = !isLetter(bytes[i]) && !isDigit(bytes[i]);
  return marks || isCategory(bytes, messageBegin, messageEnd);
}

/** A dotted name with a number in brackets, and nothing behind. */
function isCategory(bytes: Uint8Array, begin: number, end: number): boolean {
  let at = end - 1;
  if (bytes[at] !== CLOSE_BRACKET) return false;
  while (at > begin && isDigit(bytes[at - 1])) at--;
  return (
    at < end - 1 &&
    bytes[at - 1] === OPEN_BRACKET &&
    isLetter(bytes[begin]) &&
    skipWord(bytes, begin, end) === end
  );
}

function startsWithLevel(sample: Sample, i: number): boolean {
  const { bytes } = sample;
  const colon = bytes.indexOf(COLON, sample.begin[i]);
  return (
    colon > sample.begin[i] && colon < sample.end[i] && levelOfWord(bytes, sample.begin[i], colon, true) > 0
  );
}

function headParser({ form, layout }: HeadedParams, order: DateOrder | null): HeaderParser {
  if (layout) return parserOfLayout(layout, order);
  return form === 'dotnet' ? parseCategory : parseLong;
}

const monthNumber = timeParser('mm-dd');

/** '[ 03-01 10:00:00.123  712: 802 E/ActivityManager ]'. */
const parseLong: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  if (bytes[begin] !== OPEN_BRACKET || bytes[begin + 1] !== BLANK || bytes[end - 1] !== CLOSE_BRACKET)
    return false;
  if (monthNumber(bytes, begin + 2, end, out) < 0) return false;
  let slash = end - 1;
  while (slash > begin && bytes[slash] !== SLASH) slash--;
  out.level = slash > begin ? levelOfLetter(bytes[slash - 1]) : 0;
  if (out.level === 0 || bytes[slash - 2] !== BLANK) return false;
  out.sourceBegin = slash + 1;
  out.sourceEnd = skipWord(bytes, slash + 1, end);
  out.messageBegin = end;
  return true;
};

/** 'info: Shop.Cart[14]'. */
const parseCategory: HeaderParser = (bytes, begin, end, out) => {
  resetHeader(out, bytes, begin, end);
  const level = bytes[begin + 4] === COLON ? levelOfWord(bytes, begin, begin + 4, true) : 0;
  const name = skipBlanks(bytes, begin + 5, end);
  if (level === 0 || name >= end || !isCategory(bytes, name, end)) return false;
  out.level = level;
  out.messageBegin = name;
  return true;
};

function split(bytes: Uint8Array, at: number, end: number, last: boolean, head: HeaderParser): Block | null {
  const limit = Math.min(end, at + MAX_RECORD_BYTES);
  for (
    let line = bytes.indexOf(LINE_FEED, at) + 1;
    line > 0 && line < limit;
    line = bytes.indexOf(LINE_FEED, line) + 1
  ) {
    const found = bytes.indexOf(LINE_FEED, line);
    if (found < 0 && !last) break;
    const stop = textEnd(bytes, line, found < 0 || found > limit ? limit : found);
    if (head(bytes, line, stop, probe)) return { contentEnd: line, next: line, broken: false };
  }
  if (limit === end && !last) return null;
  return { contentEnd: limit, next: limit, broken: false };
}

function createParser(head: HeaderParser): HeaderParser {
  return (bytes, begin, end, out) => {
    const newline = lineEnd(bytes, begin, end);
    if (!head(bytes, begin, textEnd(bytes, begin, newline), out)) return false;
    if (isCategory(bytes, out.messageBegin, out.messageEnd))
      setSource(bytes, out.messageBegin, out.messageEnd, out);
    let line = newline + 1;
    while (line < end && textEnd(bytes, line, lineEnd(bytes, line, end)) === skipBlanks(bytes, line, end))
      line = lineEnd(bytes, line, end) + 1;
    if (line >= end) return true;
    line = keyedMessage(bytes, line, end);
    out.messageBegin = skipBlanks(bytes, line, end);
    out.messageEnd = textEnd(bytes, out.messageBegin, lineEnd(bytes, line, end));
    if (out.level === 0) takeLevel(bytes, out);
    return true;
  };
}

/** Where the record's lines are 'KEY : value', the value of MESSAGE (DB2); else the line itself. */
function keyedMessage(bytes: Uint8Array, first: number, end: number): number {
  for (let line = first; line < end; line = lineEnd(bytes, line, end) + 1) {
    if (!startsWithAt(bytes, line, end, MESSAGE)) continue;
    const colon = skipBlanks(bytes, line + MESSAGE.length, end);
    return bytes[colon] === COLON ? colon + 1 : first;
  }
  return first;
}

const MESSAGE = asciiBytes('MESSAGE');

/** Behind the letter of the component that SAP's traces begin each line with ('M  *** ERROR => text'). */
function textBegin(bytes: Uint8Array, { messageBegin: at, messageEnd: end }: Header): number {
  return isLetter(bytes[at]) && isBlank(bytes[at + 1]) && isBlank(bytes[at + 2])
    ? skipBlanks(bytes, at + 1, end)
    : at;
}

/** 'SEVERE: text' loses its level word. */
function takeLevel(bytes: Uint8Array, out: Header): void {
  out.level = levelOfMessage(bytes, textBegin(bytes, out), out.messageEnd);
  const word = skipWord(bytes, out.messageBegin, out.messageEnd);
  const config = levelOfWord(bytes, out.messageBegin, word - 1, true);
  if (bytes[word - 1] !== COLON || config === 0) return;
  out.level = config;
  out.messageBegin = skipBlanks(bytes, word, out.messageEnd);
}

function lineEnd(bytes: Uint8Array, at: number, end: number): number {
  const found = bytes.indexOf(LINE_FEED, at);
  return found < 0 || found > end ? end : found;
}

function textEnd(bytes: Uint8Array, begin: number, end: number): number {
  let stop = end;
  while (stop > begin && (bytes[stop - 1] === CARRIAGE_RETURN || isBlank(bytes[stop - 1]))) stop--;
  return stop;
}
