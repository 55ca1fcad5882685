/**
 * Header layouts of text logs: words before the time, the time, then steps over what stands between time and message
 * (level, thread, logger ...). In: a layout learnt by learn.ts. Out: a byte parser. A step that finds nothing of
 * its kind leaves the position where it is, so a line with a shorter header still parses.
 */
import { LEVEL_ERROR, LEVEL_INFO } from '../../../contracts/units';
import { CLOSE_PAREN, EQUALS, MINUS, OPEN_BRACKET, OPEN_PAREN, STAR } from '../../lib/ascii';
import {
  asciiBytes,
  isBlank,
  isLetter,
  isNameByte,
  skipBlanks,
  skipWord,
  startsWithAt,
} from '../../lib/bytes';
import { BY_STATUS, type Header, type HeaderParser, resetHeader } from '../header';
import { setStatus, statusClass } from '../http-status';
import { innerLevel } from '../inner';
import { levelOfToken, levelOfWord } from '../level';
import { levelOfGrade } from '../level-codes';
import { levelBehindWords, levelOfMessage } from '../level-message';
import { statusInText } from '../status-text';
import { kindOfFile } from '../time/any-time';
import type { DateOrder } from '../time/date-order';
import type { TimeKind } from '../time/time';
import { tokenEnd } from '../tokens';
import { codeAfter, codeBefore, signatureOf } from './group';
import { type LevelColumn, levelInColumn } from './level-column';
import { letterEnd, levelOfLetterAt } from './marks';
import { levelOfMessageId } from './message-id';
import { type FieldMark, fieldAt, markAt, timeFinder } from './place';
import { setSource } from './set-source';
import { statusInColumn } from './status-column';
import { compileStep, type LayoutStep, statesLevel } from './steps';

export interface Layout {
  readonly time: TimeKind;
  /** How many words may stand before the time, tried in order. */
  readonly before: readonly number[];
  /** As in TimePlace: fields instead of words. */
  readonly mark?: FieldMark;
  /** Which of the words before the time names the source; -1: none. */
  readonly sourceBefore: number;
  /** Which of the words before the time is a letter that states the level; absent: none. */
  readonly letterBefore?: number;
  readonly steps: readonly LayoutStep[];
  /** Set in files that mix systems: a line behind whose time something else stands is not of this layout. */
  readonly signature: number | null;
  /** Set in files that mix systems: what may stand between time and level, as group.ts codes it. */
  readonly beforeLevel?: readonly number[];
  /** Messages end in the name of the logger: 'text (kafka.log.Log)'. */
  readonly tail?: boolean;
  /** Lines without a level tell of HTTP requests: the status is the level. */
  readonly http?: boolean;
  /** Which word of the message is the status of a response; absent: none. */
  readonly statusColumn?: number;
  /** Some messages tell of a response: its status counts beside the level. */
  readonly statuses?: boolean;
  /** Messages have a header of klog of their own, or pairs one of which states the level. */
  readonly klog?: boolean;
  /** Some messages state a level behind their first words. */
  readonly levelWithin?: boolean;
  /** Messages begin with a number whose last letter states the level: 'ANR0401E text'. */
  readonly messageIds?: boolean;
  /** Messages begin with '<2>' to '<32>': grades that double, as NetBackup writes them, and no priorities of syslog. */
  readonly grades?: boolean;
  /** Messages are columns one of which states the level. */
  readonly levelColumn?: LevelColumn;
}

/** `order`: of the file's dates; null: as the layout was learnt. */
export function parserOfLayout(layout: Layout, order: DateOrder | null): HeaderParser {
  const {
    signature,
    beforeLevel = null,
    tail,
    http,
    statuses,
    statusColumn = -1,
    klog,
    levelColumn,
    levelWithin,
    messageIds,
    grades,
    mark,
    sourceBefore,
    letterBefore = -1,
  } = layout;
  const findTime = timeFinder({ ...layout, time: kindOfFile(layout.time, order) });
  const grouped = signature !== null || beforeLevel !== null;
  const steps = layout.steps.map(compileStep);
  const wordsBefore = Math.max(...layout.before);
  const hasLevel = layout.steps.some(statesLevel);
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    let at = findTime(bytes, begin, end, out);
    if (at < 0 || (grouped && !isOfGroup(signatureOf(bytes, at, end), signature, beforeLevel))) return false;
    if (sourceBefore >= 0)
      if (mark === undefined) wordAsSource(bytes, begin, end, sourceBefore, out);
      else fieldAsSource(bytes, begin, end, mark, sourceBefore, out);
    for (const step of steps) at = step(bytes, at, end, out);
    out.messageBegin = skipBlanks(bytes, at, end);
    if (!hasLevel) {
      const byStatus = (out.status & BY_STATUS) !== 0 ? out.level : 0;
      const inBracket = byStatus === 0 ? out.level : 0;
      if (levelColumn) out.level = levelInColumn(bytes, out.messageBegin, end, levelColumn);
      else if (grades) out.level = levelOfGrade(bytes, out.messageBegin, end);
      else if (messageIds) out.level = levelOfMessageId(bytes, out.messageBegin, end);
      else if (klog) innerLevel(bytes, out);
      else {
        out.level = levelOfMessage(bytes, out.messageBegin, end);
        if (levelWithin && out.level === 0) out.level = levelBehindWords(bytes, out.messageBegin, end);
      }
      if (out.level === 0) out.level = inBracket;
      if (out.level === 0) out.level = byStatus;
      else out.status &= ~BY_STATUS;
    }
    if (out.level === 0 && letterBefore >= 0) out.level = letterAt(bytes, begin, end, letterBefore);
    if (out.level === 0 && wordsBefore > 0)
      out.level =
        mark === undefined
          ? levelAmong(bytes, begin, end, wordsBefore)
          : levelAmongFields(bytes, begin, end, mark, wordsBefore);
    if (http && out.level === 0) setStatus(out, statusClass(bytes, out.messageBegin, end));
    else if (statusColumn >= 0) setStatus(out, statusInColumn(bytes, out.messageBegin, end, statusColumn));
    else if (statuses) setStatus(out, statusInText(bytes, out.messageBegin, end));
    if (tail) tailAsSource(bytes, end, out);
    return true;
  };
}

const REPORTS = (
  [
    ['=PROGRESS REPORT=', LEVEL_INFO],
    ['=SUPERVISOR REPORT=', LEVEL_ERROR],
    ['=CRASH REPORT=', LEVEL_ERROR],
  ] as const
).map(([text, level]) => ({ text: asciiBytes(text), level }));

/** Level that one of the first words states; Erlang's reports state some by what they are of (OTP, kernel's logger). */
export function levelAmong(bytes: Uint8Array, begin: number, end: number, words: number): number {
  if (bytes[begin] === EQUALS)
    for (const { text, level } of REPORTS) if (startsWithAt(bytes, begin, end, text)) return level;
  let at = begin;
  for (let i = 0; i < words; i++) {
    const stop = tokenEnd(bytes, at, end);
    const level = levelOfToken(bytes, at, stop, false) || levelOfDomain(bytes, at, stop, end);
    if (level > 0) return level;
    at = skipBlanks(bytes, stop, end);
  }
  return 0;
}

/** 'Gtk-WARNING **:' of GLib; else 0. */
function levelOfDomain(bytes: Uint8Array, at: number, stop: number, end: number): number {
  if (stop + 2 >= end || bytes[stop + 1] !== STAR || bytes[stop + 2] !== STAR) return 0;
  let word = stop;
  while (word > at && isLetter(bytes[word - 1])) word--;
  return word > at && bytes[word - 1] === MINUS ? levelOfWord(bytes, word, stop, false) : 0;
}

/** Level that one of the first fields states. */
export function levelAmongFields(
  bytes: Uint8Array,
  begin: number,
  end: number,
  mark: FieldMark,
  fields: number,
): number {
  for (let i = 0; i < fields; i++) {
    const at = fieldAt(bytes, begin, end, mark, i);
    const stop = at < 0 ? -1 : markAt(bytes, at, end, mark);
    const level = stop < 0 ? 0 : levelOfToken(bytes, at, trimmed(bytes, at, stop), true);
    if (level > 0) return level;
  }
  return 0;
}

function trimmed(bytes: Uint8Array, begin: number, end: number): number {
  let stop = end;
  while (stop > begin && isBlank(bytes[stop - 1])) stop--;
  return stop;
}

function fieldAsSource(
  bytes: Uint8Array,
  begin: number,
  end: number,
  mark: FieldMark,
  idx: number,
  out: Header,
): void {
  const at = fieldAt(bytes, begin, end, mark, idx);
  const stop = at < 0 ? -1 : markAt(bytes, at, end, mark);
  if (stop > at) setSource(bytes, bytes[at] === OPEN_BRACKET ? at + 1 : at, trimmed(bytes, at, stop), out);
}

function isOfGroup(code: number, signature: number | null, beforeLevel: readonly number[] | null): boolean {
  if (signature !== null && codeAfter(code) !== signature) return false;
  const written = codeBefore(code);
  return beforeLevel === null || written < 0 || beforeLevel.includes(written);
}

/** '... (kafka.log.Log)': the name in the last parentheses, which then is no part of the message. */
function tailAsSource(bytes: Uint8Array, end: number, out: Header): void {
  let close = end;
  while (close > out.messageBegin && isBlank(bytes[close - 1])) close--;
  if (close <= out.messageBegin || bytes[close - 1] !== CLOSE_PAREN) return;
  let open = close - 2;
  while (open > out.messageBegin && isNameByte(bytes[open])) open--;
  if (bytes[open] !== OPEN_PAREN || open + 2 > close - 1 || !isBlank(bytes[open - 1])) return;
  out.sourceBegin = open + 1;
  out.sourceEnd = close - 1;
  while (open > out.messageBegin && isBlank(bytes[open - 1])) open--;
  out.messageEnd = open;
}

/** Level of the word, where it is one capital letter. */
function letterAt(bytes: Uint8Array, begin: number, end: number, idx: number): number {
  const at = wordAt(bytes, begin, end, idx);
  return letterEnd(bytes, at, end) > 0 ? levelOfLetterAt(bytes, at) : 0;
}

function wordAt(bytes: Uint8Array, begin: number, end: number, idx: number): number {
  let at = begin;
  for (let i = 0; i < idx; i++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  return at;
}

function wordAsSource(bytes: Uint8Array, begin: number, end: number, idx: number, out: Header): void {
  const at = wordAt(bytes, begin, end, idx);
  setSource(bytes, at, skipWord(bytes, at, end), out);
}
