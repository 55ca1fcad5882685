/**
 * Learns the header layout of a text log from lines whose time parses. What most lines share between time and message
 * is header; what varies is message. In: sample lines. Out: a Layout. General rules only: shares of lines and numbers
 * of distinct values decide, never a name of a system.
 */
import { isBlank, isDigit, isLetter, isNameByte, skipBlanks, skipBracket, skipWord } from '../lib/bytes';
import { createHeader, resetHeader } from './header';
import { colonNameEnd, findTime, type Layout, type LayoutStep, parserOfLayout } from './layout';
import { isNameColumn, learnSourceBefore, share } from './layout-columns';
import { levelOfToken } from './level';
import type { Sample } from './sample';
import type { TimeKind } from './time';
import { isPunctToken, tokenEnd } from './tokens';

/** Positions after the time of the lines that are looked at. */
interface Cursor {
  readonly bytes: Uint8Array;
  readonly at: number[];
  readonly end: number[];
}

const MAX_STEPS = 7;
const MAX_LOOKED = 1500;
const MAX_BEFORE_LEVEL = 6;

export function learnLayout(
  sample: Sample,
  time: TimeKind,
  before: readonly number[],
  signature: string | null,
): Layout {
  const cursor = cursorsAfterTime(sample, time, before);
  const steps: LayoutStep[] = [];
  let hasSource = false;
  const pipes = learnPipes(cursor);
  if (pipes) steps.push(pipes);
  else {
    const level = learnLevel(cursor);
    if (level) steps.push(level);
    hasSource = level !== null && level.source >= 0;
    if (level) advance(cursor, level, time);
    while (steps.length < MAX_STEPS) {
      const step = nextStep(cursor, hasSource, level !== null);
      if (!step) break;
      hasSource ||=
        step.step === 'colon-name' || step.step === 'to-mark' || ('source' in step && step.source === true);
      steps.push(step);
      advance(cursor, step, time);
      if (step.step === 'to-mark' || step.step === 'colon-name') break;
    }
  }
  const named = hasSource || (pipes !== null && pipes.source >= 0);
  return { time, before, steps, signature, sourceBefore: named ? -1 : learnSourceBefore(sample, before) };
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

function learnLevel(cursor: Cursor): Extract<LayoutStep, { step: 'level' }> | null {
  const { bytes } = cursor;
  const votes = new Array<number>(MAX_BEFORE_LEVEL + 1).fill(0);
  const loud = new Array<number>(MAX_BEFORE_LEVEL + 1).fill(0);
  const before: string[][] = [];
  for (let i = 0; i < cursor.at.length; i++) {
    const tokens = tokensBeforeLevel(bytes, cursor.at[i], cursor.end[i]);
    if (!tokens) continue;
    votes[tokens.names.length]++;
    if (tokens.loud) loud[tokens.names.length]++;
    before.push(tokens.names);
  }
  const total = votes.reduce((a, b) => a + b, 0);
  const best = votes.indexOf(Math.max(...votes));
  if (total < cursor.at.length * 0.6) return null;
  // In prose, small letters prove nothing unless always in the same place.
  if (loud[best] < votes[best] * 0.5 && votes[best] < cursor.at.length * 0.9) return null;
  const max = votes.reduce((last, count, idx) => (count >= total * 0.01 ? idx : last), 0);
  return { step: 'level', max, source: sourceBeforeLevel(before, best) };
}

function tokensBeforeLevel(
  bytes: Uint8Array,
  from: number,
  end: number,
): { names: string[]; loud: boolean } | null {
  const names: string[] = [];
  let at = skipBlanks(bytes, from, end);
  while (names.length <= MAX_BEFORE_LEVEL && at < end) {
    const stop = tokenEnd(bytes, at, end);
    if (!isPunctToken(bytes, at, stop)) {
      if (levelOfToken(bytes, at, stop, true) > 0) {
        const dressed = !isLetter(bytes[at]) || !isLetter(bytes[stop - 1]);
        return { names, loud: dressed || (bytes[at + 1] & 32) === 0 };
      }
      names.push(new TextDecoder().decode(bytes.subarray(at, stop)));
    }
    at = skipBlanks(bytes, stop, end);
  }
  return null;
}

/** The last token before the level that is a name with few distinct values; brackets (threads) do not count. */
function sourceBeforeLevel(before: readonly string[][], best: number): number {
  const lines = before.filter((names) => names.length === best);
  for (let column = best - 1; column >= 0; column--) {
    const values = lines.map((names) => names[column]);
    if (isNameColumn(values) && share(values, (value) => /^[\p{L}_]/u.test(value)) > 0.9) return column;
  }
  return -1;
}

function nextStep(cursor: Cursor, hasSource: boolean, hasLevel: boolean): LayoutStep | null {
  const { bytes } = cursor;
  const punct = shareOf(cursor, (at, end) => isPunctToken(bytes, at, skipWord(bytes, at, end)));
  if (punct > 0.9) return { step: 'punct' };
  const toMark = learnMark(cursor, DASH, hasLevel) ?? (hasLevel ? learnMark(cursor, COLON, hasLevel) : null);
  if (toMark) return toMark;
  if (!hasSource && shareOf(cursor, (at, end) => colonNameEnd(bytes, at, end) > 0) > (hasLevel ? 0.6 : 0.8))
    return isColonColumn(cursor) ? { step: 'colon-name' } : null;
  if (shareOf(cursor, (at, end) => bytes[at] === 91 && skipBracket(bytes, at, end) > 0) > 0.9)
    return { step: 'bracket', source: !hasSource && hasLevel && isBracketName(cursor) };
  if (isHeaderNumber(cursor)) return { step: 'number' };
  if (isHeaderName(cursor)) return { step: 'name', source: !hasSource };
  return null;
}

const DASH = 45;
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
  return { step: 'to-mark', mark, max, source: source >= 0 ? source : hasLevel ? -1 : 0 };
}

/** Dotted names in brackets ('[o.e.n.Node ]'), not threads. */
function isBracketName({ bytes, at: from, end }: Cursor): boolean {
  const names = from.map((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    return new TextDecoder().decode(bytes.subarray(at + 1, skipBracket(bytes, at, end[i]) - 1)).trim();
  });
  return isNameColumn(names) && share(names, (name) => /^[a-z]\w*(\.\w+)+$/i.test(name)) > 0.8;
}

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
function isHeaderName(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const values: string[] = [];
  let marked = 0;
  const found = shareOf(cursor, (at, end) => {
    let stop = at;
    while (stop < end && (isNameByte(bytes[stop]) || bytes[stop] === 58)) stop++;
    if (stop === at || !isLetter(bytes[at]) || (stop < end && !isBlank(bytes[stop]))) return false;
    const text = new TextDecoder().decode(bytes.subarray(at, stop));
    values.push(text);
    const next = skipBlanks(bytes, stop, end);
    const punct = isPunctToken(bytes, next, skipWord(bytes, next, end));
    if (/\w\.\w/.test(text) || bytes[next] === 91 || next - stop > 1 || bytes[stop] === 9 || punct) marked++;
    return true;
  });
  return found > 0.95 && marked > values.length * 0.85 && isNameColumn(values);
}
