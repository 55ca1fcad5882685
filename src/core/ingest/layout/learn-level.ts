/** Where the level of a text log's lines stands, and what before it names the source. In: positions behind the time. Out: a step, or null. */
import { BAR, BLANK, CASE_BIT, COLON, COMMA, HASH, SEMICOLON } from '../../lib/ascii';
import { isLetter, skipBlanks } from '../../lib/bytes';
import { isLoud, levelOfToken } from '../level';
import { levelOfJoint } from '../level-message';
import { isPunctToken, tokenEnd } from '../tokens';
import { isLetterColumn, isNameColumn, share } from './columns';
import { type Cursor, shareOf, textOf } from './cursor';
import { letterEnd } from './marks';
import type { LayoutStep } from './steps';

const MAX_BEFORE_LEVEL = 6;

type FieldsStep = Extract<LayoutStep, { step: 'fields' }>;

const MAX_FIELDS = 6;

/** Names the level that stands behind it. */
const LEVEL_LABEL = /^(level|severity):$/i;

/** Lines that go on in fields: between '|' or '#', or between ',' or ';' where one of the fields is the level. */
export function learnFields(cursor: Cursor): FieldsStep | null {
  for (const mark of [BAR, HASH]) {
    if (shareOf(cursor, (at) => cursor.bytes[at] === mark) < 0.9) continue;
    const columns = fieldColumns(cursor, mark);
    const roles = rolesOf(columns);
    // '#4711' numbers things: only a column of levels tells that it parts fields.
    if (mark === HASH && roles.level < 0) continue;
    const message = messageAmong(cursor, mark, columns, roles);
    return { step: 'fields', mark, count: columns.length, ...roles, ...(message >= 0 ? { message } : {}) };
  }
  for (const mark of [COMMA, SEMICOLON]) {
    // The mark behind the time is stepped over with it.
    const isMarked = (at: number): boolean => cursor.bytes[at - 1] === mark;
    if (share(cursor.at, isMarked) < 0.9) continue;
    const { level, source } = rolesOf(fieldColumns(cursor, mark));
    if (level >= 0) return { step: 'fields', mark, count: Math.max(level, source) + 1, level, source };
  }
  return null;
}

/** The column of texts where the last one holds single words ('time | LEVEL | text | logger | thread'); -1: the message is the last. */
function messageAmong(
  { bytes, at, end }: Cursor,
  mark: number,
  columns: readonly (readonly string[])[],
  { level, source }: FieldRoles,
): number {
  const last = at.map(
    (from, i) => textOf(bytes, from, end[i]).split(String.fromCharCode(mark)).at(-1)?.trim() ?? '',
  );
  if (level < 0 || share(last, (cell) => /^[\w.$-]+$/.test(cell)) < 0.95) return -1;
  return columns.findIndex(
    (cells, c) => c !== level && c !== source && share(cells, (cell) => /\S\s+\S/.test(cell)) > 0.5,
  );
}

/** Cells of all fields but the last, which is the message; at most MAX_FIELDS. */
function fieldColumns({ bytes, at, end }: Cursor, mark: number): string[][] {
  const char = String.fromCharCode(mark);
  const rows = at.map((from, i) => {
    const begin = skipBlanks(bytes, from, end[i]);
    return textOf(bytes, bytes[begin] === mark ? begin + 1 : begin, end[i]).split(char);
  });
  const count = rows.reduce((least, cells) => Math.min(least, cells.length - 1), MAX_FIELDS);
  return Array.from({ length: Math.max(0, count) }, (_, c) => rows.map((cells) => cells[c].trim()));
}

interface FieldRoles {
  readonly level: number;
  readonly source: number;
  /** Of a response; absent: none. */
  readonly status?: number;
  /** Of the time's offset from UTC; absent: none. */
  readonly zone?: number;
}

function rolesOf(columns: readonly string[][]): FieldRoles {
  const encode = (text: string) => new TextEncoder().encode(text);
  const isLevel = (cell: string): boolean => levelOfToken(encode(cell), 0, encode(cell).length, true) > 0;
  const words = columns.findIndex((column) => share(column, isLevel) > 0.9);
  const level = words >= 0 ? words : columns.findIndex(isLetterColumn);
  const others = columns.map((column, c) => (c === level ? [] : column));
  const named = others.findIndex(isNameColumn);
  // Behind the level stands the logger, of which a short log has many.
  const source = named < 0 && level >= 0 ? others.findIndex(isLoggers) : named;
  const status = level >= 0 ? -1 : columns.findIndex((column) => share(column, isStatus) > 0.9);
  const zone = columns.findIndex((column) => share(column, (cell) => /^[+-]\d\d:?\d\d$/.test(cell)) > 0.95);
  return { level, source, ...(status >= 0 ? { status } : {}), ...(zone >= 0 ? { zone } : {}) };
}

const isLoggers = (column: readonly string[]): boolean =>
  new Set(column).size <= 12 && share(column, (cell) => /^[A-Z][\w.$]{2,}(?:\(\w+\))?$/i.test(cell)) > 0.95;

const isStatus = (cell: string): boolean => /^[1-5]\d\d$/.test(cell);

/** A letter with a mark or in brackets behind the same number of tokens in nearly every line; null: there is none. */
export function learnLetterBehind(cursor: Cursor): Extract<LayoutStep, { step: 'letter-behind' }> | null {
  const { bytes } = cursor;
  for (let tokens = 1; tokens <= MAX_BEFORE_LEVEL; tokens++) {
    const letters = cursor.at.map((from, i) => {
      let at = skipBlanks(bytes, from, cursor.end[i]);
      for (let k = 0; k < tokens; k++)
        at = skipBlanks(bytes, tokenEnd(bytes, at, cursor.end[i]), cursor.end[i]);
      const stop = letterEnd(bytes, at, cursor.end[i]);
      // A bare letter is a word.
      return stop > at + 1 ? textOf(bytes, at, stop) : '';
    });
    if (isLetterColumn(letters)) return { step: 'letter-behind', tokens };
  }
  return null;
}

export function learnLevel(cursor: Cursor, joint: boolean): Extract<LayoutStep, { step: 'level' }> | null {
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
  const source = sourceBeforeLevel(before, best);
  // What else would name it stands behind the level, and is of the message.
  const instance = source < 0 ? instanceBeforeLevel(before, best) : -1;
  return {
    step: 'level',
    max,
    source: instance >= 0 ? instance : source,
    ...(instance >= 0 ? { instances: true } : {}),
    ...(joint ? { joint } : {}),
  };
}

/** A second level right behind the first, in most lines: what stands before is the platform's, this the program's ('[info][ERROR] text'). Null: there is none. */
export function learnOwnLevel(cursor: Cursor): Extract<LayoutStep, { step: 'level' }> | null {
  const { bytes } = cursor;
  const levels = cursor.at.map((from, i) => {
    const at = skipBlanks(bytes, from, cursor.end[i]);
    const stop = tokenEnd(bytes, at, cursor.end[i]);
    return stop < cursor.end[i] && isLoud(bytes, at, stop) ? levelOfToken(bytes, at, stop, false) : 0;
  });
  const stated = levels.filter((level) => level > 0);
  return stated.length > levels.length * MIN_OWN && new Set(stated).size > 1
    ? { step: 'level', max: 0, source: -1 }
    : null;
}

const MIN_OWN = 0.6;

/** A word in small letters that is a level and glued to another one, in nearly every line at the same place: 'critical/checker:', 'daemon.err'. */
export function learnQuietLevel({ bytes, at, end }: Cursor): Extract<LayoutStep, { step: 'level' }> | null {
  for (let max = 0; max <= 1; max++) {
    const levels = at.map((from, i) => {
      let begin = skipBlanks(bytes, from, end[i]);
      for (let k = 0; k < max; k++) begin = skipBlanks(bytes, tokenEnd(bytes, begin, end[i]), end[i]);
      return levelOfJoint(bytes, begin, tokenEnd(bytes, begin, end[i]), true);
    });
    if (share(levels, (level) => level > 0) > MIN_QUIET && new Set(levels).size > 1)
      return { step: 'level', max, source: max - 1, joint: true, quiet: true };
  }
  return null;
}

const MIN_QUIET = 0.9;

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
      if (levelOfToken(bytes, at, stop, true) > 0 && !isOfName(bytes, from, at, stop, end)) {
        const dressed = !isLetter(bytes[at]) || !isLetter(bytes[stop - 1]);
        const plain = levelOfToken(bytes, at, stop, false) > 0;
        const isLabelled = LEVEL_LABEL.test(names.at(-1) ?? '');
        return { names, loud: dressed || isLabelled || (bytes[at + 1] & CASE_BIT) === 0, plain };
      }
      if (joint && levelOfJoint(bytes, at, stop) > 0) return { names, loud: true, plain: true };
      names.push(textOf(bytes, at, stop));
    }
    at = skipBlanks(bytes, stop, end);
  }
  return null;
}

/** 'SERVICE ALERT:', 'LOG ROTATION:': a word that proves nothing alone, beside another one in capitals, names an event. */
function isOfName(bytes: Uint8Array, from: number, at: number, stop: number, end: number): boolean {
  if (!isLetter(bytes[at]) || (bytes[at + 1] & CASE_BIT) !== 0 || levelOfToken(bytes, at, stop, false) > 0)
    return false;
  const isCapital = (i: number): boolean =>
    i >= from && i + 1 < end && isLetter(bytes[i]) && (bytes[i] & CASE_BIT) === 0;
  const next = skipBlanks(bytes, stop, end);
  const isAlone = bytes[stop - 1] === COLON;
  return (
    (isCapital(at - 2) && bytes[at - 1] === BLANK && isCapital(at - 3)) ||
    (!isAlone && isCapital(next) && isCapital(next + 1))
  );
}

/**
 * The last token before the level that is a name with few distinct values; '{scheduler.py:41}' too. Square brackets hold
 * threads, unless nothing else names a source and they hold words without digits.
 */
function sourceBeforeLevel(before: readonly string[][], best: number): number {
  const lines = before.filter((names) => names.length === best);
  for (let column = best - 1; column >= 0; column--) {
    const values = lines.map((names) => names[column].replace(/^\{(.*)\}$/, '$1'));
    if (share(values, (value) => LEVEL_LABEL.test(value)) > 0.5) continue;
    if (isNameColumn(values) && share(values, (value) => /^[\p{L}_]/u.test(value)) > 0.9) return column;
  }
  for (let column = best - 1; column >= 0; column--)
    if (isBracketNames(lines.map((names) => names[column]))) return column;
  // A short log repeats few of its names: a colon behind them tells.
  const last = lines.map((names) => names[best - 1] ?? '');
  const isName = (name: string): boolean => /^[A-Za-z_][\w./-]{2,40}:$/.test(name) && !LEVEL_LABEL.test(name);
  return lines.length < MIN_LONG && share(last, isName) > 0.95 ? best - 1 : -1;
}

/** The token before the level where it is a name with few distinct values but for what some add of their instance: 'imap(anna)<41><x9/A>:'. */
function instanceBeforeLevel(before: readonly string[][], best: number): number {
  const last = before.filter((names) => names.length === best).map((names) => names[best - 1] ?? '');
  const names = last.map((value) => INSTANCE.exec(value)?.[1] ?? '');
  const states = (value: string): boolean => /[)>]:?$/.test(value);
  const isColumn = names.every((name) => name !== '') && (names.length < MIN_LONG || isNameColumn(names));
  return isColumn && last.some(states) ? best - 1 : -1;
}

/** A name, and in brackets behind it what is not of the name. */
const INSTANCE = /^([A-Za-z_][\w./-]*)(?:[(<].*[)>])?:$/;
const MIN_LONG = 40;

/** '[api]', '[upstream]': several words, none with a digit. */
export function isBracketNames(values: readonly string[]): boolean {
  const names = values.map((value) => value.replace(/^\[(.*)\]$/, '$1'));
  return (
    share(values, (value) => /^\[[A-Za-z][A-Za-z._/:-]+\]$/.test(value)) > 0.9 &&
    isNameColumn(names) &&
    new Set(names).size > 1
  );
}
