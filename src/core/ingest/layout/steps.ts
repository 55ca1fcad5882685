/** Steps of header layouts: each finds one thing behind the time (level, thread, logger ...) and returns the position after it, or the one where it began. */

import { LEVEL_ERROR } from '../../../contracts/units';
import { AT_SIGN, COLON, DOT, MINUS, OPEN_BRACKET, UPPER_A, UPPER_Z } from '../../lib/ascii';
import {
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  isNameByte,
  skipBlanks,
  skipDigits,
  skipWord,
} from '../../lib/bytes';
import type { Header } from '../header';
import { settleNamedZone } from '../time/named-zone';
import { zoneWordEnd } from '../time/zone-at';
import { isPunctToken, tokenEnd } from '../tokens';
import { bracketLevelStep, bracketNumberStep, bracketSourceStep, bracketStep } from './bracket-step';
import { fieldsStep } from './fields-step';
import { type LevelPlace, levelStep } from './level-step';
import {
  closingBracket,
  colonNameEnd,
  hexIdEnd,
  isEmptyName,
  letterEnd,
  levelOfAgentSign,
  levelOfLetterAt,
  verbosityEnd,
} from './marks';
import { type Step, setSource } from './set-source';

export type LayoutStep =
  /** A word that names a zone, though elsewhere it may mean other things ('IST', 'CAT'). */
  | { readonly step: 'zone' }
  | ({ readonly step: 'level' } & LevelPlace)
  /** A level as one capital letter, in brackets or not. */
  | { readonly step: 'letter' }
  /** A letter with a mark or in brackets, behind so many tokens: 'main/103/init.lua box.cc:12 E> text'. */
  | { readonly step: 'letter-behind'; readonly tokens: number }
  /** '?', '+' or '!' before a bracket, as SQL Server's agent marks information, warnings and errors. */
  | { readonly step: 'sign' }
  /** '000a1f40', '0x7fde0241f200': an id in hex digits, always as wide. */
  | { readonly step: 'hex-id'; readonly width: number }
  /** Up to the ']' of a bracket that the time opened; `source`: what stands before it names the source. */
  | { readonly step: 'close'; readonly source: boolean }
  /** '[thread]'; `source`: it names the logger; `level`: some hold a level ('[CRITICAL]' among '[LOGON]'); `numbers`: a level of Python's ('[20]'). */
  | {
      readonly step: 'bracket';
      readonly source?: boolean;
      readonly level?: boolean;
      readonly numbers?: boolean;
    }
  | { readonly step: 'number' }
  /** Ceph's number behind the id of a thread: how fine a record is, -1 for an error. */
  | { readonly step: 'verbosity' }
  /** A lone '-', '---', ':', '|'. */
  | { readonly step: 'punct' }
  | { readonly step: 'name'; readonly source: boolean }
  /** 'dfs.DataNode:'. */
  | { readonly step: 'colon-name' }
  /** Up to max tokens and a lone mark (' - ' or ' : '); `source`: which of them names the source (-1: none). */
  | { readonly step: 'to-mark'; readonly mark: number; readonly max: number; readonly source: number }
  /** Fields between marks ('|', ',', ';'), the message after the last. */
  | {
      readonly step: 'fields';
      readonly mark: number;
      readonly count: number;
      readonly level: number;
      readonly source: number;
      /** Of a response; absent: none. */
      readonly status?: number;
      /** Of the time's offset from UTC; absent: none. */
      readonly zone?: number;
      /** Which field is the message; absent: what stands behind the last. */
      readonly message?: number;
    };

export const statesLevel = (step: LayoutStep): boolean =>
  step.step === 'level' ||
  step.step === 'letter' ||
  step.step === 'letter-behind' ||
  step.step === 'sign' ||
  (step.step === 'fields' && step.level >= 0);

export function compileStep(step: LayoutStep): Step {
  switch (step.step) {
    case 'zone':
      return zoneStep;
    case 'level':
      return levelStep(step);
    case 'letter':
      return letterStep;
    case 'letter-behind':
      return letterBehindStep(step.tokens);
    case 'sign':
      return signStep;
    case 'hex-id':
      return hexIdStep(step.width);
    case 'close':
      return closeStep(step.source);
    case 'bracket':
      if (step.numbers) return bracketNumberStep;
      return step.source ? bracketSourceStep : step.level ? bracketLevelStep : bracketStep;
    case 'number':
      return numberStep;
    case 'verbosity':
      return verbosityStep;
    case 'punct':
      return punctStep;
    case 'name':
      return nameStep(step.source);
    case 'colon-name':
      return colonNameStep;
    case 'to-mark':
      return markStep(step.mark, step.max, step.source);
    case 'fields':
      return fieldsStep(step);
  }
}

const zoneStep: Step = (bytes, from, end, out) => {
  const at = skipBlanks(bytes, from, end);
  const stop = bytes[at] >= UPPER_A && bytes[at] <= UPPER_Z ? zoneWordEnd(bytes, at, end, out, true) : -1;
  settleNamedZone(out);
  return stop < 0 ? from : stop;
};

const letterStep: Step = (bytes, from, end, out) => {
  const at = skipBlanks(bytes, from, end);
  const stop = letterEnd(bytes, at, end);
  if (stop < 0) return from;
  out.level = levelOfLetterAt(bytes, at);
  return stop;
};

const letterBehindStep =
  (tokens: number): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    for (let i = 0; i < tokens; i++) at = skipBlanks(bytes, tokenEnd(bytes, at, end), end);
    const stop = letterStep(bytes, at, end, out);
    return stop === at ? from : stop;
  };

const signStep: Step = (bytes, from, end, out) => {
  const at = skipBlanks(bytes, from, end);
  const level = levelOfAgentSign(bytes, at, end);
  if (level === 0) return from;
  out.level = level;
  return at + 1;
};

const hexIdStep =
  (width: number): Step =>
  (bytes, from, end) => {
    const at = skipBlanks(bytes, from, end);
    return hexIdEnd(bytes, at, end) === at + width ? at + width : from;
  };

const closeStep =
  (source: boolean): Step =>
  (bytes, from, end, out) => {
    const close = closingBracket(bytes, from, end);
    if (close < 0) return from;
    const at = skipBlanks(bytes, from, close);
    if (source && at < close) setSource(bytes, at, close, out);
    return close + 1 < end && bytes[close + 1] === COLON ? close + 2 : close + 1;
  };

const numberStep: Step = (bytes, from, end) => {
  const at = skipBlanks(bytes, from, end);
  const stop = skipDigits(bytes, at, end);
  return stop > at && (stop === end || isBlank(bytes[stop])) ? stop : from;
};

const verbosityStep: Step = (bytes, from, end, out) => {
  const at = skipBlanks(bytes, from, end);
  const stop = verbosityEnd(bytes, at, end);
  if (stop < 0) return from;
  if (bytes[at] === MINUS) out.level = LEVEL_ERROR;
  return stop;
};

const punctStep: Step = (bytes, from, end) => {
  const at = skipBlanks(bytes, from, end);
  const stop = skipWord(bytes, at, end);
  return isPunctToken(bytes, at, stop) ? stop : from;
};

const nameStep =
  (source: boolean): Step =>
  (bytes, from, end, out) => {
    const at = skipBlanks(bytes, from, end);
    if (isEmptyName(bytes, at, end)) return at + 1;
    let stop = at;
    while (stop < end && (isNameByte(bytes[stop]) || bytes[stop] === COLON)) stop++;
    if (
      stop === at ||
      !isLetter(bytes[at]) ||
      (stop < end && !isBlank(bytes[stop]) && bytes[stop] !== OPEN_BRACKET)
    )
      return from;
    if (source) setSource(bytes, at, stop, out);
    return stop;
  };

const colonNameStep: Step = (bytes, from, end, out) => {
  const at = skipBlanks(bytes, from, end);
  const stop = colonNameEnd(bytes, at, end);
  if (stop < 0) return from;
  setSource(bytes, at, stop, out);
  return stop;
};

const markStep =
  (mark: number, max: number, source: number): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    let begin = -1;
    let stop = -1;
    for (let token = 0; token <= max && at < end; token++) {
      const after = tokenEnd(bytes, at, end);
      if (after - at === 1 && bytes[at] === mark) {
        if (begin >= 0) setPlace(bytes, begin, stop, out);
        return after;
      }
      if (token === source) {
        begin = at;
        stop = after;
      }
      at = skipBlanks(bytes, after, end);
    }
    return from;
  };

/** At least two points: a name of a class, unlike 'cart.py'. */
function isDotted(bytes: Uint8Array, begin: number, end: number): boolean {
  const first = indexOfByte(bytes, DOT, begin, end);
  return first > begin && indexOfByte(bytes, DOT, first + 1, end) > first;
}

/** '[thread:Class@774]' is the place Class, 'module:function:44' the module, 'net.shop.Cart:44' the class; anything else a plain name. */
function setPlace(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  setSource(bytes, begin, end, out);
  let at = out.sourceEnd - 1;
  while (at > out.sourceBegin && isDigit(bytes[at])) at--;
  const colon = indexOfByte(bytes, COLON, out.sourceBegin, at);
  if (bytes[at] === COLON && at < out.sourceEnd - 1) {
    if (colon > out.sourceBegin) out.sourceEnd = colon;
    else if (isDotted(bytes, out.sourceBegin, at)) out.sourceEnd = at;
  }
  if (bytes[begin] !== OPEN_BRACKET || bytes[at] !== AT_SIGN) return;
  let open = at;
  while (open > out.sourceBegin && bytes[open - 1] !== COLON && !isBlank(bytes[open - 1])) open--;
  out.sourceBegin = open;
  out.sourceEnd = at;
}
