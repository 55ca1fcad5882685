/**
 * Header layouts of text logs: words before the time, the time, then steps over what stands between time and message
 * (level, thread, logger ...). In: a layout learnt by layout-learn.ts. Out: a byte parser. A step that finds nothing of
 * its kind leaves the position where it is, so a line with a shorter header still parses.
 */
import {
  indexOfByte,
  isBlank,
  isDigit,
  isLetter,
  isNameByte,
  skipBlanks,
  skipBracket,
  skipDigits,
  skipWord,
} from '../lib/bytes';
import { type Header, type HeaderParser, resetHeader } from './header';
import { signatureOf } from './layout-group';
import { levelOfMessage, levelOfToken } from './level';
import { type TimeKind, timeParser } from './time';
import { isPunctToken, tokenEnd } from './tokens';

export type LayoutStep =
  /** A level word within the next max + 1 tokens; `source`: which of the tokens before it names the source (-1: none). */
  | { readonly step: 'level'; readonly max: number; readonly source: number }
  /** '[thread]'; `source`: it names the logger. */
  | { readonly step: 'bracket'; readonly source?: boolean }
  | { readonly step: 'number' }
  /** A lone '-', '---', ':', '|'. */
  | { readonly step: 'punct' }
  | { readonly step: 'name'; readonly source: boolean }
  /** 'dfs.DataNode:'. */
  | { readonly step: 'colon-name' }
  /** Up to max tokens and a lone mark (' - ' or ' : '); `source`: which of them names the source (-1: none). */
  | { readonly step: 'to-mark'; readonly mark: number; readonly max: number; readonly source: number }
  /** Fields between '|', the message after the last. */
  | { readonly step: 'pipes'; readonly count: number; readonly level: number; readonly source: number };

export interface Layout {
  readonly time: TimeKind;
  /** How many words may stand before the time, tried in order. */
  readonly before: readonly number[];
  /** Which of the words before the time names the source; -1: none. */
  readonly sourceBefore: number;
  readonly steps: readonly LayoutStep[];
  /** Set in files that mix systems: a line behind whose time something else stands is not of this layout. */
  readonly signature: string | null;
}

type Step = (bytes: Uint8Array, at: number, end: number, out: Header) => number;

/** Position after the time, what closes it and one separator; -1: no time there. Sets the time of `out`. */
export function findTime(
  layout: Pick<Layout, 'time' | 'before'>,
  bytes: Uint8Array,
  begin: number,
  end: number,
  out: Header,
): number {
  const parse = timeParser(layout.time);
  for (const words of layout.before) {
    let at = skipBlanks(bytes, begin, Math.min(end, begin + 4));
    for (let i = 0; i < words; i++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
    const open = bytes[at] === 91 || bytes[at] === 40 || bytes[at] === 34 || bytes[at] === 60;
    const after = parse(bytes, open ? at + 1 : at, end, out);
    if (after >= 0) return afterTime(bytes, after, end);
  }
  return -1;
}

function afterTime(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[i] === 93 || bytes[i] === 41 || bytes[i] === 34 || bytes[i] === 62) i++;
  if (i < end && (bytes[i] === 44 || bytes[i] === 59 || bytes[i] === 58)) i++;
  return Math.min(i, end);
}

export function parserOfLayout(layout: Layout): HeaderParser {
  const { signature } = layout;
  const steps = layout.steps.map(compile);
  const wordsBefore = layout.before.some((words) => words > 0);
  const hasLevel = layout.steps.some((step) => step.step === 'level' || step.step === 'pipes');
  return (bytes, begin, end, out) => {
    resetHeader(out, bytes, begin, end);
    let at = findTime(layout, bytes, begin, end, out);
    if (at < 0 || (signature !== null && signatureOf(bytes, at, end) !== signature)) return false;
    if (layout.sourceBefore >= 0) wordAsSource(bytes, begin, end, layout.sourceBefore, out);
    for (const step of steps) at = step(bytes, at, end, out);
    out.messageBegin = skipBlanks(bytes, at, end);
    if (!hasLevel) out.level = levelOfMessage(bytes, out.messageBegin, end);
    if (out.level === 0 && wordsBefore)
      out.level = levelOfToken(bytes, begin, tokenEnd(bytes, begin, end), false);
    return true;
  };
}

function wordAsSource(bytes: Uint8Array, begin: number, end: number, idx: number, out: Header): void {
  let at = begin;
  for (let i = 0; i < idx; i++) at = skipBlanks(bytes, skipWord(bytes, at, end), end);
  setSource(bytes, at, skipWord(bytes, at, end), out);
}

/** The name without its clothes: brackets, a trailing colon, a process id in brackets. */
export function setSource(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  let b = begin;
  let e = end;
  while (e > b && (bytes[e - 1] === 58 || bytes[e - 1] === 44 || bytes[e - 1] === 59)) e--;
  while (b < e && (bytes[b] === 91 || bytes[b] === 40) && (bytes[e - 1] === 93 || bytes[e - 1] === 41)) {
    b++;
    e--;
  }
  if (e > b && bytes[e - 1] === 93) {
    let open = e - 2;
    while (open > b && isDigit(bytes[open])) open--;
    if (open > b && bytes[open] === 91) e = open;
  }
  out.sourceBegin = b;
  out.sourceEnd = e;
}

function compile(step: LayoutStep): Step {
  switch (step.step) {
    case 'level':
      return levelStep(step.max, step.source);
    case 'bracket':
      return step.source ? bracketSourceStep : bracketStep;
    case 'number':
      return numberStep;
    case 'punct':
      return punctStep;
    case 'name':
      return nameStep(step.source);
    case 'colon-name':
      return colonNameStep;
    case 'to-mark':
      return markStep(step.mark, step.max, step.source);
    case 'pipes':
      return pipesStep(step.count, step.level, step.source);
  }
}

const levelStep =
  (max: number, source: number): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    let sourceBegin = -1;
    let sourceEnd = -1;
    for (let token = 0; token <= max && at < end; ) {
      const stop = tokenEnd(bytes, at, end);
      if (!isPunctToken(bytes, at, stop)) {
        const level = levelOfToken(bytes, at, stop, true);
        if (level > 0) {
          out.level = level;
          if (sourceBegin >= 0) setSource(bytes, sourceBegin, sourceEnd, out);
          else moduleAsSource(bytes, at, stop, out);
          return bytes[stop] === 58 ? stop + 1 : stop;
        }
        if (token === source) {
          sourceBegin = at;
          sourceEnd = stop;
        }
        token++;
      }
      at = skipBlanks(bytes, stop, end);
    }
    return from;
  };

/** '[core:error]': the module before the level. */
function moduleAsSource(bytes: Uint8Array, at: number, stop: number, out: Header): void {
  if (bytes[at] !== 91 || bytes[stop - 1] !== 93) return;
  const colon = indexOfByte(bytes, 58, at, stop);
  if (colon < 0) return;
  out.sourceBegin = at + 1;
  out.sourceEnd = colon;
}

const bracketStep: Step = (bytes, from, end) => {
  const at = skipBlanks(bytes, from, end);
  if (at >= end || (bytes[at] !== 91 && bytes[at] !== 40)) return from;
  const close = skipBracket(bytes, at, end);
  return close < 0 ? from : bytes[close] === 58 && close < end ? close + 1 : close;
};

/** '[o.e.n.Node          ]': the name without what fills the column. */
const bracketSourceStep: Step = (bytes, from, end, out) => {
  const close = bracketStep(bytes, from, end, out);
  const at = skipBlanks(bytes, from, end);
  if (close === from) return from;
  const stop = skipWord(bytes, at + 1, close);
  setSource(bytes, at + 1, stop === close ? close - 1 : stop, out);
  return close;
};

const numberStep: Step = (bytes, from, end) => {
  const at = skipBlanks(bytes, from, end);
  const stop = skipDigits(bytes, at, end);
  return stop > at && (stop === end || isBlank(bytes[stop])) ? stop : from;
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
    let stop = at;
    while (stop < end && (isNameByte(bytes[stop]) || bytes[stop] === 58)) stop++;
    if (stop === at || !isLetter(bytes[at]) || (stop < end && !isBlank(bytes[stop]) && bytes[stop] !== 91))
      return from;
    if (source) setSource(bytes, at, stop, out);
    return stop;
  };

/** End of a name that ends in ':' before a blank or the end, or -1. */
export function colonNameEnd(bytes: Uint8Array, at: number, end: number): number {
  // A lone colon is a name left empty.
  if (at < end && bytes[at] === 58 && (at + 1 === end || isBlank(bytes[at + 1]))) return at + 1;
  if (at >= end || !(isLetter(bytes[at]) || bytes[at] === 95)) return -1;
  const stop = skipWord(bytes, at, end);
  return stop - at > 1 && stop - at < 120 && bytes[stop - 1] === 58 ? stop : -1;
}

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

/** '[thread:Class@774]' is the place Class; anything else a plain name. */
function setPlace(bytes: Uint8Array, begin: number, end: number, out: Header): void {
  setSource(bytes, begin, end, out);
  let at = out.sourceEnd - 1;
  while (at > out.sourceBegin && isDigit(bytes[at])) at--;
  if (bytes[begin] !== 91 || bytes[at] !== 64) return;
  let open = at;
  while (open > out.sourceBegin && bytes[open - 1] !== 58 && !isBlank(bytes[open - 1])) open--;
  out.sourceBegin = open;
  out.sourceEnd = at;
}

const pipesStep =
  (count: number, level: number, source: number): Step =>
  (bytes, from, end, out) => {
    let at = skipBlanks(bytes, from, end);
    if (bytes[at] === 124) at++;
    for (let field = 0; field < count; field++) {
      const stop = indexOfByte(bytes, 124, at, end);
      if (stop < 0) return at;
      const begin = skipBlanks(bytes, at, stop);
      let close = stop;
      while (close > begin && isBlank(bytes[close - 1])) close--;
      if (field === level) out.level = levelOfToken(bytes, begin, close, true);
      if (field === source) setSource(bytes, begin, close, out);
      at = stop + 1;
    }
    return at;
  };
