/**
 * Learns the header layout of a text log from lines whose time parses. What most lines share between time and message
 * is header; what varies is message. In: sample lines. Out: a Layout. General rules only: shares of lines and numbers
 * of distinct values decide, never a name of a system.
 */
import { isBlank, isDigit, isLetter, isNameByte, skipBlanks, skipBracket, skipWord } from '../lib/bytes';
import { createHeader, resetHeader } from './header';
import { REQUEST } from './http-status';
import {
  closingBracket,
  colonNameEnd,
  findTime,
  hexIdEnd,
  isLoneCapital,
  type Layout,
  type LayoutStep,
  parserOfLayout,
} from './layout';
import { isNameColumn, learnSourceBefore, share } from './layout-columns';
import { levelOfJoint, levelOfToken } from './level';
import type { Sample } from './sample';
import type { TimeKind } from './time';
import { isPunctToken, tokenEnd } from './tokens';

/** Which lines the layout is of, in files that mix systems. */
export type LayoutGroup = Pick<Layout, 'signature' | 'beforeLevel'>;

/** Positions after the time of the lines that are looked at. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly at: number[];
  readonly end: number[];
}

const MAX_STEPS = 7;
/** Of lines that are all '<field>'. */
const MAX_FIELDS = 16;
const MAX_LOOKED = 1500;
const MAX_BEFORE_LEVEL = 6;
/** Share of lines that end in the name of the logger, and of those that tell of an HTTP request. */
const MIN_TAIL = 0.8;
const MIN_HTTP = 0.8;

export function learnLayout(
  sample: Sample,
  time: TimeKind,
  before: readonly number[],
  group: LayoutGroup,
): Layout {
  const cursor = cursorsAfterTime(sample, time, before);
  const steps: LayoutStep[] = [];
  let hasSource = false;
  const tail = hasTail(cursor);
  const pipes = learnPipes(cursor);
  if (pipes) steps.push(pipes);
  else {
    const level = learnLevel(cursor, false) ?? learnLevel(cursor, true);
    if (level) steps.push(level);
    hasSource = tail || (level !== null && level.source >= 0);
    if (level) advance(cursor, level, time);
    let hasLevel = level !== null;
    while (steps.length < (isRow(cursor) ? MAX_FIELDS : MAX_STEPS)) {
      const step = nextStep(cursor, hasSource, hasLevel, tail);
      if (!step) break;
      hasLevel ||= step.step === 'letter';
      hasSource ||=
        step.step === 'colon-name' || step.step === 'to-mark' || ('source' in step && step.source === true);
      steps.push(step);
      advance(cursor, step, time);
      if (step.step === 'to-mark' || step.step === 'colon-name') break;
    }
  }
  const named = hasSource || (pipes !== null && pipes.source >= 0);
  const states = steps.some(({ step }) => step === 'level' || step === 'pipes' || step === 'letter');
  const sourceBefore = named ? -1 : learnSourceBefore(sample, before);
  return {
    time,
    before,
    steps,
    ...group,
    sourceBefore,
    ...(tail ? { tail } : {}),
    ...(!states && isHttp(cursor) ? { http: true } : {}),
  };
}

const textOf = (bytes: Uint8Array, begin: number, end: number): string =>
  new TextDecoder().decode(bytes.subarray(begin, end));

/** Lines go on with at least two fields in '<>': the last of them is the message. */
function isRow(cursor: Cursor): boolean {
  const { bytes } = cursor;
  return shareOf(cursor, (at, end) => bytes[at] === 60 && bytes[fieldAfter(bytes, at, end)] === 60) > 0.95;
}

/** The field in '<>' ends the line: it is the message. */
function isLastField(cursor: Cursor): boolean {
  return shareOf(cursor, (at, end) => fieldAfter(cursor.bytes, at, end) >= end) > 0.5;
}

function fieldAfter(bytes: Uint8Array, at: number, end: number): number {
  const close = skipBracket(bytes, at, end);
  return close < 0 ? end : skipBlanks(bytes, close, end);
}

/** Nearly every line ends in a dotted name in parentheses, one of few. */
function hasTail({ bytes, at, end }: Cursor): boolean {
  const names: string[] = [];
  for (const [i, begin] of at.entries()) {
    const found = /[^ ] \(([A-Za-z_][\w$]*(?:\.[\w$]+)+)\) *$/.exec(textOf(bytes, begin, end[i]));
    if (found) names.push(found[1]);
  }
  return names.length > at.length * MIN_TAIL && new Set(names).size <= Math.max(20, names.length * 0.3);
}

function isHttp({ bytes, at, end }: Cursor): boolean {
  const lines = at.map((begin, i) => textOf(bytes, begin, end[i]));
  return lines.length > 0 && share(lines, (line) => REQUEST.test(line)) > MIN_HTTP;
}

function cursorsAfterTime(sample: Sample, time: TimeKind, before: readonly number[]): Cursor {
  const out = createHeader();
  const at: number[] = [];
  const end: number[] = [];
  const stride = Math.max(1, Math.floor(sample.length / MAX_LOOKED));
  for (let i = 0; i < sample.length; i += stride) {
    resetHeader(out, sample.bytes, sample.begin[i], sample.end[i]);
    const after = findTime({ time, before }, sample.bytes, sample.begin[i], sample.end[i], out);
    if (after < 0) continue;
    at.push(after);
    end.push(sample.end[i]);
  }
  return { bytes: sample.bytes, at, end };
}

/** Moves every line's position over a step, by the same code that will run on the log. */
function advance(cursor: Cursor, step: LayoutStep, time: TimeKind): void {
  const parse = stepRunner(step, time);
  for (let i = 0; i < cursor.at.length; i++) cursor.at[i] = parse(cursor.bytes, cursor.at[i], cursor.end[i]);
}

function stepRunner(
  step: LayoutStep,
  time: TimeKind,
): (bytes: Uint8Array, at: number, end: number) => number {
  const out = createHeader();
  const clock = new TextEncoder().encode('00:00:00 ');
  const parse = parserOfLayout({
    time: 'clock',
    before: [0],
    sourceBefore: -1,
    signature: null,
    steps: [step],
  });
  void time;
  return (bytes, at, end) => {
    const line = new Uint8Array(clock.length + end - at);
    line.set(clock);
    line.set(bytes.subarray(at, end), clock.length);
    parse(line, 0, line.length, out);
    return at + out.messageBegin - clock.length;
  };
}

function shareOf(cursor: Cursor, test: (at: number, end: number) => boolean): number {
  let hits = 0;
  for (let i = 0; i < cursor.at.length; i++) {
    const at = skipBlanks(cursor.bytes, cursor.at[i], cursor.end[i]);
    if (test(at, cursor.end[i])) hits++;
  }
  return cursor.at.length === 0 ? 0 : hits / cursor.at.length;
}

function learnPipes(cursor: Cursor): Extract<LayoutStep, { step: 'pipes' }> | null {
  const { bytes } = cursor;
  if (shareOf(cursor, (at) => bytes[at] === 124) < 0.9) return null;
  const fields: string[][] = [];
  let count = 6;
  for (let i = 0; i < cursor.at.length; i++) {
    const at = skipBlanks(bytes, cursor.at[i], cursor.end[i]) + 1;
    const cells = new TextDecoder().decode(bytes.subarray(at, cursor.end[i])).split('|');
    count = Math.min(count, cells.length - 1);
    fields.push(cells.map((cell) => cell.trim()));
  }
  if (count < 1) return { step: 'pipes', count: 0, level: -1, source: -1 };
  const encode = (text: string) => new TextEncoder().encode(text);
  const columns = Array.from({ length: count }, (_, c) => fields.map((cells) => cells[c]));
  const level = columns.findIndex(
    (column) => share(column, (cell) => levelOfToken(encode(cell), 0, encode(cell).length, true) > 0) > 0.9,
  );
  const source = columns.findIndex((column, c) => c !== level && isNameColumn(column));
  return { step: 'pipes', count, level, source };
}

function learnLevel(cursor: Cursor, joint: boolean): Extract<LayoutStep, { step: 'level' }> | null {
  const { bytes } = cursor;
  const votes = new Array<number>(MAX_BEFORE_LEVEL + 1).fill(0);
  const loud = new Array<number>(MAX_BEFORE_LEVEL + 1).fill(0);
  let plain = 0;
  const before: string[][] = [];
  for (let i = 0; i < cursor.at.length; i++) {
    const tokens = tokensBeforeLevel(bytes, cursor.at[i], cursor.end[i], joint);
    if (!tokens) continue;
    votes[tokens.names.length]++;
    if (tokens.loud) loud[tokens.names.length]++;
    if (tokens.plain) plain++;
    before.push(tokens.names);
  }
  const total = votes.reduce((a, b) => a + b, 0);
  const best = votes.indexOf(Math.max(...votes));
  if (total < cursor.at.length * 0.6) return null;
  // Words like ALERT and LOG prove nothing alone.
  if (plain < total * 0.05) return null;
  // In prose, small letters prove nothing unless always in the same place.
  if (loud[best] < votes[best] * 0.5 && votes[best] < cursor.at.length * 0.9) return null;
  const max = votes.reduce((last, count, idx) => (count >= total * 0.01 ? idx : last), 0);
  return { step: 'level', max, source: sourceBeforeLevel(before, best), ...(joint ? { joint } : {}) };
}

function tokensBeforeLevel(
  bytes: Uint8Array,
  from: number,
  end: number,
  joint: boolean,
): { names: string[]; loud: boolean; plain: boolean } | null {
  const names: string[] = [];
  let at = skipBlanks(bytes, from, end);
  while (names.length <= MAX_BEFORE_LEVEL && at < end) {
    const stop = tokenEnd(bytes, at, end);
    if (!isPunctToken(bytes, at, stop)) {
      if (levelOfToken(bytes, at, stop, true) > 0) {
        const dressed = !isLetter(bytes[at]) || !isLetter(bytes[stop - 1]);
        const plain = levelOfToken(bytes, at, stop, false) > 0;
        return { names, loud: dressed || (bytes[at + 1] & 32) === 0, plain };
      }
      if (joint && levelOfJoint(bytes, at, stop) > 0) return { names, loud: true, plain: true };
      names.push(textOf(bytes, at, stop));
    }
    at = skipBlanks(bytes, stop, end);
  }
  return null;
}

/**
 * The last token before the level that is a name with few distinct values; '{scheduler.py:41}' too. Square brackets hold
 * threads, unless nothing else names a source and they hold words without digits.
 */
function sourceBeforeLevel(before: readonly string[][], best: number): number {
  const lines = before.filter((names) => names.length === best);
  for (let column = best - 1; column >= 0; column--) {
    const values = lines.map((names) => names[column].replace(/^\{(.*)\}$/, '$1'));
    if (share(values, (value) => /^(level|severity):$/i.test(value)) > 0.5) continue;
    if (isNameColumn(values) && share(values, (value) => /^[\p{L}_]/u.test(value)) > 0.9) return column;
  }
  for (let column = best - 1; column >= 0; column--)
    if (isBracketNames(lines.map((names) => names[column]))) return column;
  return -1;
}

/** '[api]', '[upstream]': several words, none with a digit. */
function isBracketNames(values: readonly string[]): boolean {
  const names = values.map((value) => value.replace(/^\[(.*)\]$/, '$1'));
  return (
    share(values, (value) => /^\[[A-Za-z][A-Za-z._/-]+\]$/.test(value)) > 0.9 &&
    isNameColumn(names) &&
    new Set(names).size > 1
  );
}

function nextStep(
  cursor: Cursor,
  hasSource: boolean,
  hasLevel: boolean,
  hasTail: boolean,
): LayoutStep | null {
  const { bytes } = cursor;
  const punct = shareOf(cursor, (at, end) => isPunctToken(bytes, at, skipWord(bytes, at, end)));
  if (punct > 0.9) return { step: 'punct' };
  if (!hasLevel && isLetterColumn(cursor)) return { step: 'letter' };
  if (hasLevel && shareOf(cursor, (at, end) => closingBracket(bytes, at, end) >= 0) > 0.9)
    return { step: 'close', source: !hasSource && isCloseName(cursor) };
  const toMark =
    learnMark(cursor, DASH, hasLevel) ??
    learnMark(cursor, BAR, false) ??
    (hasLevel ? learnMark(cursor, COLON, hasLevel) : null);
  if (toMark) return toMark;
  if (!hasSource && shareOf(cursor, (at, end) => colonNameEnd(bytes, at, end) > 0) > (hasLevel ? 0.6 : 0.8))
    return isColonColumn(cursor) ? { step: 'colon-name' } : null;
  if (!hasTail && isBracketColumn(cursor, hasLevel)) {
    const texts = bracketTexts(cursor);
    const name =
      !hasSource && hasLevel && (isBracketName(texts) || isBracketNames(texts.map((text) => `[${text}]`)));
    return { step: 'bracket', source: name };
  }
  const width = hexIdWidth(cursor);
  if (width > 0) return { step: 'hex-id', width };
  if (isHeaderNumber(cursor)) return { step: 'number' };
  if (isHeaderName(cursor, hasLevel)) return { step: 'name', source: !hasSource };
  return null;
}

/** Single capitals in nearly every line, more than one of them, most of them known to state levels. */
function isLetterColumn(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const letters: number[] = [];
  const found = shareOf(cursor, (at, end) => {
    if (!isLoneCapital(bytes, at, end)) return false;
    letters.push(bytes[at]);
    return true;
  });
  const known = share(letters, (letter) => 'IWEFDVTNC'.includes(String.fromCharCode(letter)));
  return found > 0.95 && known >= 0.5 && new Set(letters).size > 1;
}

function isCloseName({ bytes, at, end }: Cursor): boolean {
  return isNameColumn(
    at.map((from, i) => textOf(bytes, from, Math.max(from, closingBracket(bytes, from, end[i]))).trim()),
  );
}

/** Brackets of any kind in nearly every line; round ones and '<0.12.0>' only behind a level. */
function isBracketColumn(cursor: Cursor, hasLevel: boolean): boolean {
  const { bytes } = cursor;
  const shareOfMark = (mark: number): number =>
    shareOf(cursor, (at, end) => bytes[at] === mark && skipBracket(bytes, at, end) > 0);
  return (
    shareOfMark(91) > 0.9 ||
    (hasLevel && (shareOfMark(40) > 0.95 || (shareOfMark(60) > 0.95 && !isLastField(cursor))))
  );
}

/** Width of an id in hex digits with which nearly every line goes on, 0: there is none. */
function hexIdWidth(cursor: Cursor): number {
  const { bytes } = cursor;
  const widths = new Map<number, number>();
  let digits = 0;
  for (const [i, from] of cursor.at.entries()) {
    const at = skipBlanks(bytes, from, cursor.end[i]);
    const stop = hexIdEnd(bytes, at, cursor.end[i]);
    if (stop - at < 8 || stop - at > 16) continue;
    widths.set(stop - at, (widths.get(stop - at) ?? 0) + 1);
    if (/\d/.test(textOf(bytes, at, stop))) digits++;
  }
  const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return count > cursor.at.length * 0.97 && digits > count * 0.97 ? width : 0;
}

const DASH = 45;
const BAR = 124;
const COLON = 58;

/** A lone mark behind at most three tokens, in nearly every line: what stands before it is header. */
function learnMark(cursor: Cursor, mark: number, hasLevel: boolean): LayoutStep | null {
  const { bytes } = cursor;
  const columns: string[][] = [[], [], []];
  let hits = 0;
  let max = 0;
  for (let i = 0; i < cursor.at.length; i++) {
    const tokens: string[] = [];
    let at = skipBlanks(bytes, cursor.at[i], cursor.end[i]);
    while (tokens.length < 4 && at < cursor.end[i]) {
      const stop = tokenEnd(bytes, at, cursor.end[i]);
      if (stop - at === 1 && bytes[at] === mark) break;
      tokens.push(new TextDecoder().decode(bytes.subarray(at, stop)));
      at = skipBlanks(bytes, stop, cursor.end[i]);
    }
    if (tokens.length === 0 || tokens.length > 3 || at >= cursor.end[i]) continue;
    hits++;
    max = Math.max(max, tokens.length);
    tokens.forEach((token, c) => {
      columns[c].push(token);
    });
  }
  if (hits < cursor.at.length * (hasLevel ? 0.85 : 0.95)) return null;
  const names = columns.findIndex((column) => column.length > hits * 0.9 && isNameColumn(column));
  const source =
    names >= 0 ? names : columns.findIndex((column) => share(column, (token) => /@\d+\]$/.test(token)) > 0.5);
  const first = hasLevel || share(columns[0], (token) => token.includes('=')) > 0.5 ? -1 : 0;
  return { step: 'to-mark', mark, max, source: source >= 0 ? source : first };
}

/** Texts of the brackets that the lines go on with; '' where there is none. */
function bracketTexts({ bytes, at: from, end }: Cursor): string[] {
  return from.map((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    return textOf(bytes, at + 1, Math.max(at + 1, skipBracket(bytes, at, end[i]) - 1)).trim();
  });
}

/** Dotted names in brackets ('[o.e.n.Node ]'), not threads. */
const isBracketName = (names: readonly string[]): boolean =>
  isNameColumn(names) && share(names, (name) => /^[a-z]\w*(\.\w+)+$/i.test(name)) > 0.8;

function isColonColumn(cursor: Cursor): boolean {
  const names: string[] = [];
  for (let i = 0; i < cursor.at.length; i++) {
    const at = skipBlanks(cursor.bytes, cursor.at[i], cursor.end[i]);
    const stop = colonNameEnd(cursor.bytes, at, cursor.end[i]);
    if (stop > 0) names.push(new TextDecoder().decode(cursor.bytes.subarray(at, stop)));
  }
  // 'AH00489:', 'ORA-00600:' number the message.
  if (share(names, (name) => /^[A-Z]+-?\d{3,}:$/.test(name)) > 0.5) return false;
  return new Set(names).size <= Math.max(20, names.length * 0.3);
}

/** A number in every line: header when a bracket, a name column or punctuation follows, or when it hardly varies. */
function isHeaderNumber(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const values = new Set<string>();
  let followed = 0;
  const found = shareOf(cursor, (at, end) => {
    const stop = skipWord(bytes, at, end);
    for (let i = at; i < stop; i++) if (!isDigit(bytes[i])) return false;
    if (stop === at) return false;
    values.add(new TextDecoder().decode(bytes.subarray(at, stop)));
    const next = skipBlanks(bytes, stop, end);
    if (bytes[next] === 91 || isPunctToken(bytes, next, skipWord(bytes, next, end))) followed++;
    return true;
  });
  return found > 0.97 && (followed > cursor.at.length * 0.9 || (values.size <= 3 && cursor.at.length >= 30));
}

/** A name in nearly every line with few values, told from prose by dots, a bracket behind it, or column spacing. */
function isHeaderName(cursor: Cursor, hasLevel: boolean): boolean {
  const { bytes } = cursor;
  const values: string[] = [];
  let marked = 0;
  const found = shareOf(cursor, (at, end) => {
    let stop = at;
    while (stop < end && (isNameByte(bytes[stop]) || bytes[stop] === 58)) stop++;
    const process = stop < end && bytes[stop] === 91 && isDigit(bytes[stop + 1]);
    if (stop === at || !isLetter(bytes[at]) || (stop < end && !isBlank(bytes[stop]) && !process))
      return false;
    const text = new TextDecoder().decode(bytes.subarray(at, stop));
    values.push(text);
    const next = skipBlanks(bytes, stop, end);
    const letter = !hasLevel && isLoneCapital(bytes, next, end);
    const punct = letter || isPunctToken(bytes, next, skipWord(bytes, next, end));
    if (/\w\.\w/.test(text) || bytes[next] === 91 || next - stop > 1 || bytes[stop] === 9 || punct) marked++;
    return true;
  });
  return found > 0.95 && marked > values.length * 0.85 && isNameColumn(values);
}
