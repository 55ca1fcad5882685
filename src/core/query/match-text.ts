/**
 * Whether the text of a record is what a query asks for. In: a query whose columns are decided. Out: a test of one text, and a literal
 * that every hit holds, by which most records are passed over unread. Text is compared whatever its case; `^` and `$` are ends of lines.
 */
import type { FieldTerm, Query, RegexTerm } from './query';

export interface TextMatcher {
  test(text: string): boolean;
  /** Lower case; every text that passes holds it, whatever its case. '': none is known. */
  readonly literal: string;
  /** What holds the literal passes. */
  readonly isLiteral: boolean;
}

export function textMatcher(query: Query): TextMatcher {
  switch (query.kind) {
    case 'text': {
      const literal = lower(query.text);
      return { literal, isLiteral: true, test: (text) => lower(text).includes(literal) };
    }
    case 'regex': {
      const regex = regexOf(query);
      return { literal: literalOf(query), isLiteral: false, test: (text) => regex.test(text) };
    }
    case 'field':
      return fieldMatcher(query);
    case 'not': {
      const inner = textMatcher(query.of);
      return { literal: '', isLiteral: false, test: (text) => !inner.test(text) };
    }
    case 'and':
      return allMatcher(query.parts.map(textMatcher));
    default: {
      const parts = query.parts.map(textMatcher);
      return { literal: '', isLiteral: false, test: (text) => parts.some((part) => part.test(text)) };
    }
  }
}

/** The expression as it is run. */
export function regexOf({ source, flags }: RegexTerm, more = ''): RegExp {
  return new RegExp(source, `${flags}m${more}`);
}

/** Lower case, letter by letter: a few capitals become two letters, and would move what stands behind them. */
function lower(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : Array.from(text, lowerLetter).join('');
}

function lowerLetter(letter: string): string {
  const low = letter.toLowerCase();
  return low.length === letter.length ? low : letter;
}

function allMatcher(parts: readonly TextMatcher[]): TextMatcher {
  const [longest] = [...parts].sort((a, b) => b.literal.length - a.literal.length);
  return {
    literal: longest?.literal ?? '',
    isLiteral: parts.length === 1 && parts[0].isLiteral,
    test: (text) => parts.every((part) => part.test(text)),
  };
}

/** How lines write the value of a field: key=value, "key": "value", key: value. */
function fieldMatcher({ field, op, value }: FieldTerm): TextMatcher {
  const find = field === 'status' ? statusesIn : fieldValues(field);
  const wanted = lower(value);
  const number = Number(value);
  const isRight = (found: string): boolean => {
    if (op === ':') return lower(found).includes(wanted);
    if (op === '=') return lower(found) === wanted || (found !== '' && Number(found) === number);
    const [own] = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(found) ?? [];
    if (own === undefined) return false;
    if (op === '>') return Number(own) > number;
    if (op === '>=') return Number(own) >= number;
    return op === '<' ? Number(own) < number : Number(own) <= number;
  };
  const literal = field === 'status' ? '' : lower(field);
  return { literal, isLiteral: false, test: (text) => find(text).some(isRight) };
}

const BEFORE = String.raw`(?:^|[\s,;{(\[&?|"'])`;
const AFTER = String.raw`["']?\s?[=:]\s?`;
const VALUE = String.raw`("(?:[^"\\]|\\.)*"|'[^']*'|\[[^\]]*\]|[^\s,;)}\]&|"']+)`;

/** Statuses of responses, as access logs and others write them: behind the quoted request, behind HTTP/1.1, as a field. */
function statusesIn(text: string): string[] {
  const places = /(?:\bstatus(?:_?code)?["']?\s?[=:]\s?["']?|" |\bHTTP\/[\d.]+"?\s)([1-5]\d\d)\b/gi;
  return Array.from(text.matchAll(places), ([, found]) => found);
}

/** Gives the values that a text states for a field, without their quotes. */
function fieldValues(field: string): (text: string) => string[] {
  const name = field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const regex = new RegExp(`${BEFORE}${name}${AFTER}${VALUE}`, 'gim');
  return (text) => Array.from(text.matchAll(regex), ([, found]) => unquoted(found));
}

export function unquoted(text: string): string {
  return /^(".*"|'.*')$/s.test(text) ? text.slice(1, -1).replace(/\\(["\\/])/g, '$1') : text;
}

/** Shorter ones stand in nearly every line. */
const LEAST_LITERAL = 3;

/**
 * The longest run of letters that an expression cannot do without, in lower case; '' where none is sure: there are alternatives at its top,
 * or only classes and groups.
 */
export function literalOf({ source, flags }: RegexTerm): string {
  let best = '';
  let run = '';
  const close = (): void => {
    if (run.length > best.length) best = run;
    run = '';
  };
  for (let at = 0; at < source.length; ) {
    const piece = pieceAt(source, at);
    if (piece.isAlternative) return '';
    const next = source[at + piece.length] ?? '';
    const isOptional = next === '?' || next === '*' || next === '{';
    if (piece.letter !== null && !isOptional) run += piece.letter;
    else close();
    if (next === '+') close();
    at += piece.length + quantifierLength(source, at + piece.length);
  }
  close();
  // Case folding of the u flag knows pairs that lower case does not.
  const isPlain = /^[\x20-\x7e]*$/.test(best) && !flags.includes('u');
  return isPlain && best.length >= LEAST_LITERAL ? best.toLowerCase() : '';
}

interface Piece {
  readonly length: number;
  /** The letter that it is; null: a class, a group, an anchor. */
  readonly letter: string | null;
  readonly isAlternative: boolean;
}

function pieceAt(source: string, at: number): Piece {
  const letter = source[at];
  const piece = (length: number, own: string | null = null): Piece => ({
    length,
    letter: own,
    isAlternative: false,
  });
  if (letter === '|') return { length: 1, letter: null, isAlternative: true };
  if (letter === '\\') {
    const escaped = source[at + 1] ?? '';
    // \d, \b, \x41, \u0041, \1, \cA, \p{...}: what follows belongs to them, and is passed over with care.
    if (/[a-z0-9]/i.test(escaped)) return piece(escapeLength(source, at));
    return piece(2, escaped);
  }
  if (letter === '[') return piece(classLength(source, at));
  if (letter === '(') return piece(groupLength(source, at));
  return /[.^$)\]{}*+?]/.test(letter) ? piece(1) : piece(1, letter);
}

function escapeLength(source: string, at: number): number {
  const [whole] = /^\\(?:x[0-9a-f]{2}|u\{[^}]*\}|u[0-9a-f]{4}|c[a-z]|[pP]\{[^}]*\}|k<[^>]*>|\d+|.)/is.exec(
    source.slice(at),
  ) ?? ['\\'];
  return Math.max(1, whole.length);
}

function classLength(source: string, begin: number): number {
  for (let at = begin + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']') return at + 1 - begin;
  }
  return source.length - begin;
}

function groupLength(source: string, begin: number): number {
  let depth = 0;
  for (let at = begin; at < source.length; ) {
    if (source[at] === '\\') at += 2;
    else if (source[at] === '[') at += classLength(source, at);
    else {
      if (source[at] === '(') depth++;
      if (source[at] === ')' && --depth === 0) return at + 1 - begin;
      at++;
    }
  }
  return source.length - begin;
}

function quantifierLength(source: string, at: number): number {
  const [whole] = /^(?:[*+?]|\{\d*,?\d*\})\??/.exec(source.slice(at)) ?? [''];
  return whole.length;
}
