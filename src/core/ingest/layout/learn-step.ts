/** The next step of a text log's header: what nearly all lines go on with. In: positions behind what is known. Out: a step; null: the message begins. */
import { BAR, COLON, LESS, MINUS, OPEN_BRACKET, OPEN_PAREN, TAB } from '../../lib/ascii';
import { isBlank, isDigit, isLetter, isNameByte, skipBlanks, skipBracket, skipWord } from '../../lib/bytes';
import { isPunctToken, tokenEnd } from '../tokens';
import { isLetterColumn, isNameColumn, share } from './columns';
import { type Cursor, shareOf, textOf } from './cursor';
import { areLevelNumbers, bracketTexts, isBracketSource, isLoudLevel } from './learn-bracket';
import { isSignColumn } from './learn-signs';
import { closingBracket, colonNameEnd, hexIdEnd, isEmptyName, letterEnd } from './marks';
import type { LayoutStep } from './steps';

export function nextStep(
  cursor: Cursor,
  hasSource: boolean,
  hasLevel: boolean,
  hasTail: boolean,
): LayoutStep | null {
  const { bytes } = cursor;
  if (!hasLevel && isSignColumn(cursor)) return { step: 'sign' };
  const punct = shareOf(cursor, (at, end) => isPunctToken(bytes, at, skipWord(bytes, at, end)));
  if (punct > 0.9) return { step: 'punct' };
  if (!hasLevel && isNextLetter(cursor)) return { step: 'letter' };
  if (hasLevel && shareOf(cursor, (at, end) => closingBracket(bytes, at, end) >= 0) > 0.9)
    return { step: 'close', source: !hasSource && isCloseName(cursor) };
  const toMark =
    learnMark(cursor, MINUS, hasLevel) ??
    learnMark(cursor, BAR, false) ??
    (hasLevel ? learnMark(cursor, COLON, hasLevel) : null);
  if (toMark) return toMark;
  if (!hasSource && shareOf(cursor, (at, end) => colonNameEnd(bytes, at, end) > 0) > (hasLevel ? 0.6 : 0.8))
    return isColonColumn(cursor) ? { step: 'colon-name' } : null;
  if (!hasTail && isBracketColumn(cursor, hasLevel)) {
    const texts = bracketTexts(cursor);
    if (!hasLevel && areLevelNumbers(texts)) return { step: 'bracket', numbers: true };
    const isName = isBracketSource(cursor, texts, hasLevel);
    const level = !hasLevel && !isName && texts.some(isLoudLevel);
    return { step: 'bracket', source: !hasSource && isName, ...(level ? { level } : {}) };
  }
  const width = hexIdWidth(cursor);
  if (width > 0) return { step: 'hex-id', width };
  if (isHeaderNumber(cursor)) return { step: 'number' };
  if (hasLevel && !hasSource && isConstant(cursor)) return { step: 'name', source: false };
  if (isHeaderName(cursor, hasLevel)) return { step: 'name', source: !hasSource && !isThread(cursor) };
  return null;
}

/** Words of one capital letter in nearly every line; a line without one has none of its text there. */
export const isNextLetter = (cursor: Cursor): boolean =>
  isLetterColumn(
    cursor.at.map((from, i) => {
      const at = skipBlanks(cursor.bytes, from, cursor.end[i]);
      return textOf(cursor.bytes, at, Math.max(at, letterEnd(cursor.bytes, at, cursor.end[i])));
    }),
  );

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
    shareOfMark(OPEN_BRACKET) > 0.9 ||
    (hasLevel && (shareOfMark(OPEN_PAREN) > 0.95 || (shareOfMark(LESS) > 0.95 && !isLastField(cursor))))
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
    if (stop - at < 8 || stop - at > 18) continue;
    widths.set(stop - at, (widths.get(stop - at) ?? 0) + 1);
    if (/\d/.test(textOf(bytes, at, stop))) digits++;
  }
  const [width, count] = [...widths].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0]);
  return count > cursor.at.length * 0.97 && digits > count * 0.97 ? width : 0;
}

/** 'shop.db:get:44': module, function and line. */
const isPlace = (token: string): boolean => /^[\w.]+:[\w.<>]+:\d+$/.test(token);

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
  const names = columns.findIndex(
    (column) => column.length > hits * 0.9 && (isNameColumn(column) || share(column, isPlace) > 0.8),
  );
  const source =
    names >= 0 ? names : columns.findIndex((column) => share(column, (token) => /@\d+\]$/.test(token)) > 0.5);
  const isPair = share(columns[0], (token) => token.includes('=')) > 0.5;
  const first = isPair ? -1 : hasLevel ? columnOfShort(columns, hits) : 0;
  return { step: 'to-mark', mark, max, source: source >= 0 ? source : first };
}

/** A short log repeats few of its names: of what stands before the mark, the first column of names will do. -1: none, or the log is long. */
const columnOfShort = (columns: readonly string[][], hits: number): number =>
  hits >= MIN_LONG
    ? -1
    : columns.findIndex(
        (column) =>
          column.length > hits * 0.9 &&
          column.every((token) => NAME.test(bare(token))) &&
          share(
            column,
            (token) => IDENTIFIER.test(bare(token)) || (token !== bare(token) && token.length > 3),
          ) > 0.8,
      );
const NAME = /^\.?[A-Za-z_][\w.$/-]*$/;
/** Without its bracket, and without the line of the code behind a dotted name. */
const bare = (token: string): string =>
  token.replace(/^[[(]\s*(.*?)\s*[\])]$/, '$1').replace(/^(\w+(?:\.\w+){2,}):\d+$/, '$1');
const MIN_LONG = 40;

const IDENTIFIER = /^[A-Za-z_][\w.$/-]{2,79}$/;

function isColonColumn(cursor: Cursor): boolean {
  const names: string[] = [];
  for (let i = 0; i < cursor.at.length; i++) {
    const at = skipBlanks(cursor.bytes, cursor.at[i], cursor.end[i]);
    const stop = colonNameEnd(cursor.bytes, at, cursor.end[i]);
    if (stop > 0) names.push(new TextDecoder().decode(cursor.bytes.subarray(at, stop)));
  }
  // 'AH00489:', 'ORA-00600:' number the message.
  if (share(names, (name) => /^[A-Z]+-?\d{3,}:$/.test(name)) > 0.5) return false;
  // 'msg:' names what follows it.
  if (share(names, (name) => /^(?:msg|message|text|event):$/i.test(name)) > 0.5) return false;
  // 'spawned:', 'waiting:' tell what happened.
  if (share([...new Set(names)], (name) => /^[a-z]+(?:ed|ing):$/.test(name)) >= 0.5) return false;
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
    if (bytes[next] === OPEN_BRACKET || isPunctToken(bytes, next, skipWord(bytes, next, end))) followed++;
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
    if (isEmptyName(bytes, at, end)) return true;
    let stop = at;
    while (stop < end && (isNameByte(bytes[stop]) || bytes[stop] === COLON)) stop++;
    const process = stop < end && bytes[stop] === OPEN_BRACKET && isDigit(bytes[stop + 1]);
    if (stop === at || !isLetter(bytes[at]) || (stop < end && !isBlank(bytes[stop]) && !process))
      return false;
    const text = new TextDecoder().decode(bytes.subarray(at, stop));
    values.push(text);
    const next = skipBlanks(bytes, stop, end);
    const letter = !hasLevel && letterEnd(bytes, next, end) > 0;
    const punct = letter || isPunctToken(bytes, next, skipWord(bytes, next, end));
    if (
      /\w\.\w/.test(text) ||
      bytes[next] === OPEN_BRACKET ||
      next - stop > 1 ||
      bytes[stop] === TAB ||
      punct
    )
      marked++;
    return true;
  });
  if (found <= 0.95) return false;
  return (marked > values.length * 0.85 && isNameColumn(values)) || isFilled(cursor);
}

/** The same word in every line, and a dotted name with a colon behind it: 'shopdb odoo.sql_db: '. */
function isConstant({ bytes, at: from, end }: Cursor): boolean {
  if (from.length < MIN_CONSTANT) return false;
  const words = from.map((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    return textOf(bytes, at, skipWord(bytes, at, end[i]));
  });
  if (!/^\w+$/.test(words[0]) || words.some((word) => word !== words[0])) return false;
  const names = from.map((begin, i) => {
    const at = skipBlanks(bytes, skipWord(bytes, skipBlanks(bytes, begin, end[i]), end[i]), end[i]);
    return textOf(bytes, at, Math.max(at, colonNameEnd(bytes, at, end[i])));
  });
  return share(names, (name) => name.length > 1) > 0.95 && share(names, (name) => name.includes('.')) > 0.5;
}

const MIN_CONSTANT = 5;

/** 'main  io.trino.server.Server': a dotted name is to follow in most lines, and is the logger. */
function isThread({ bytes, at: from, end }: Cursor): boolean {
  const words = from.map((begin, i) => {
    const at = skipBlanks(bytes, begin, end[i]);
    const stop = skipWord(bytes, at, end[i]);
    const next = skipBlanks(bytes, stop, end[i]);
    return [textOf(bytes, at, stop), textOf(bytes, next, skipWord(bytes, next, end[i]))];
  });
  const isDotted = (word: string): boolean => /^[a-z]\w*(\.[\w$]+){2,}$/i.test(word);
  return share(words, ([, next]) => isDotted(next)) > 0.8 && share(words, ([word]) => isDotted(word)) < 0.5;
}

/** Words of several lengths that blanks fill to the same width: a column, however many names it holds. */
function isFilled({ bytes, at: from, end }: Cursor): boolean {
  const widths = new Map<number, number>();
  const lengths = new Set<number>();
  let filled = 0;
  for (const [i, begin] of from.entries()) {
    const at = skipBlanks(bytes, begin, end[i]);
    const stop = skipWord(bytes, at, end[i]);
    const next = skipBlanks(bytes, stop, end[i]);
    widths.set(next - at, (widths.get(next - at) ?? 0) + 1);
    lengths.add(stop - at);
    if (next - stop > 1) filled++;
  }
  const most = Math.max(0, ...widths.values());
  return (
    from.length >= MIN_FILLED && lengths.size > 1 && most > from.length * 0.9 && filled > from.length * 0.5
  );
}

const MIN_FILLED = 8;

/** Lines go on with at least two fields in '<>': the last of them is the message. */
export function isRow(cursor: Cursor): boolean {
  const { bytes } = cursor;
  return (
    shareOf(cursor, (at, end) => bytes[at] === LESS && bytes[fieldAfter(bytes, at, end)] === LESS) > 0.95
  );
}

/** The field in '<>' ends the line: it is the message. */
function isLastField(cursor: Cursor): boolean {
  return shareOf(cursor, (at, end) => fieldAfter(cursor.bytes, at, end) >= end) > 0.5;
}

function fieldAfter(bytes: Uint8Array, at: number, end: number): number {
  const close = skipBracket(bytes, at, end);
  return close < 0 ? end : skipBlanks(bytes, close, end);
}
