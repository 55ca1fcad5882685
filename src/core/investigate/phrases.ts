/**
 * Literal phrases of runbooks in log text. In: a phrase ('code 137', `*` for one changing word) and a line or template. Out: does the
 * one stand in the other, whatever the case, and in which words; a template's wildcard may stand for a word of the phrase.
 */
import { processTerm, tokenise } from './tokens';

export interface Phrase {
  readonly text: string;
  readonly words: readonly string[];
  /** Means one thing: two telling words and ten letters, or one long name (`NoSuchElementException`); not 'in the end'. */
  readonly strong: boolean;
}

export interface PhraseText {
  readonly lower: string;
  readonly words: readonly string[];
  readonly hasWildcard: boolean;
}

/** Characters of a quotation; what is longer is cut at a word. */
const MAX_QUOTE = 120;
const WILDCARD = /<[a-z*][a-z0-9_*]*>/g;

export function compilePhrase(text: string): Phrase {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const letters = text.replace(/[^\p{L}]/gu, '').length;
  const telling = new Set(
    tokenise(text)
      .map(processTerm)
      .filter((term) => term !== null),
  );
  return { text, words, strong: (telling.size >= 2 && letters >= 10) || (telling.size > 0 && letters >= 16) };
}

export function compileText(text: string): PhraseText {
  const lower = text.toLowerCase();
  return { lower, words: lower.split(/\s+/).filter(Boolean), hasWildcard: lower.search(WILDCARD) >= 0 };
}

/** Whether the phrase stands in the text; words at its ends may be cut by punctuation, never inside a word. */
export function matchesPhrase(phrase: Phrase, text: PhraseText): boolean {
  const isOpen = phrase.words.some((word) => word.includes('*'));
  if (!isOpen && includesWord(text.lower, phrase.words.join(' '))) return true;
  if (!isOpen && !text.hasWildcard)
    return phrase.words.length > 1 && text.words.length > 1 && matchesWords(phrase, text);
  return matchesWords(phrase, text);
}

/**
 * The words of a record that the phrase stands for, byte for byte as the record has them, on one line and without quotation marks of
 * their own; null: the phrase does not stand in it so.
 */
export function quotePhrase(phrase: Phrase, record: string): string | null {
  for (const line of record.split(/\r?\n/)) {
    const span = spanOf(phrase, line);
    const quote = span ? cutQuote(line.slice(span.begin, span.end)) : null;
    if (quote) return quote;
  }
  return null;
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

function spanOf(phrase: Phrase, line: string): Span | null {
  const text = compileText(line);
  if (text.lower.length !== line.length || !matchesPhrase(phrase, { ...text, hasWildcard: false }))
    return null;
  const literal = phrase.words.join(' ');
  const at = literal.includes('*') ? -1 : indexOfWord(text.lower, literal);
  if (at >= 0) return { begin: at, end: at + literal.length };
  const tokens = [...text.lower.matchAll(/\S+/g)].map((match) => ({ begin: match.index, text: match[0] }));
  const first = text.words.findIndex((_, begin) => matchesAt(phrase, text, begin));
  if (first < 0) return null;
  const last = tokens[first + phrase.words.length - 1];
  const [head, tail] = [phrase.words[0], phrase.words.at(-1)!];
  const isOpen = (word: string) => word.includes('*');
  const begin = tokens[first].begin + (isOpen(head) ? 0 : Math.max(0, tokens[first].text.lastIndexOf(head)));
  const end = last.begin + (isOpen(tail) || !last.text.startsWith(tail) ? last.text.length : tail.length);
  return { begin, end };
}

/** Its longest stretch without a quotation mark or a backtick, at most MAX_QUOTE characters; null: less than four letters are left. */
function cutQuote(text: string): string | null {
  const stretches = text.split(/["`\u201c\u201d]/).sort((a, b) => b.length - a.length);
  let quote = stretches[0].trim();
  if (quote.length > MAX_QUOTE) {
    const cut = quote.slice(0, MAX_QUOTE);
    quote = cut
      .slice(0, Math.max(cut.lastIndexOf(' '), MAX_QUOTE / 2))
      .toWellFormed()
      .trim();
  }
  return quote.replace(/[^\p{L}]/gu, '').length >= 4 ? quote : null;
}

/** Substring that does not begin or end inside a word. */
function includesWord(text: string, phrase: string): boolean {
  return indexOfWord(text, phrase) >= 0;
}

function indexOfWord(text: string, phrase: string): number {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length;
    if (isBoundary(text, at) && isBoundary(text, end)) return at;
  }
  return -1;
}

function isBoundary(text: string, at: number): boolean {
  return (
    at === 0 || at === text.length || !(/[\p{L}\p{N}]/u.test(text[at - 1]) && /[\p{L}\p{N}]/u.test(text[at]))
  );
}

function matchesWords(phrase: Phrase, text: PhraseText): boolean {
  const last = text.words.length - phrase.words.length;
  for (let begin = 0; begin <= last; begin++) if (matchesAt(phrase, text, begin)) return true;
  return false;
}

/** Wildcards of a template fit anything, so most of the phrase must stand literally: two words, six letters and more than six in ten. */
function matchesAt(phrase: Phrase, text: PhraseText, begin: number): boolean {
  let numLiteral = 0;
  let literal = 0;
  let length = 0;
  const end = phrase.words.length - 1;
  for (let i = 0; i <= end; i++) {
    const word = phrase.words[i];
    const fit = fitOf(word, text.words[begin + i], i === 0, i === end);
    if (fit === 'none') return false;
    if (word === '*') continue;
    length += word.length;
    if (fit === 'literal') {
      numLiteral++;
      literal += word.length;
    }
  }
  return (numLiteral >= 2 || numLiteral > end) && literal >= 6 && literal > 0.6 * length;
}

function fitOf(word: string, token: string, isFirst: boolean, isLast: boolean): 'literal' | 'wild' | 'none' {
  if (word === '*') return 'wild';
  if (word === token) return 'literal';
  const pieces = token.split(WILDCARD);
  if (pieces.length > 1 && standsAtEnd(word, pieces, isFirst, isLast)) return 'literal';
  if (pieces.length > 1) return fitsTemplateToken(word, pieces) ? 'wild' : 'none';
  if (word.includes('*')) return fitsTemplateToken(token, word.split('*')) ? 'literal' : 'none';
  if (isFirst && isLast) return includesWord(token, word) ? 'literal' : 'none';
  if (isFirst)
    return token.endsWith(word) && isBoundary(token, token.length - word.length) ? 'literal' : 'none';
  if (isLast) return token.startsWith(word) && isBoundary(token, word.length) ? 'literal' : 'none';
  return 'none';
}

/** The phrase ends before the first wildcard of its last token, or begins after the last one of its first. */
function standsAtEnd(word: string, pieces: readonly string[], isFirst: boolean, isLast: boolean): boolean {
  const head = pieces[0];
  const tail = pieces.at(-1)!;
  if (isLast && head.startsWith(word) && isBoundary(head, word.length)) return true;
  return isFirst && tail.endsWith(word) && isBoundary(tail, tail.length - word.length);
}

/** Whether a word can be the token whose literal pieces, with anything between them, are given. */
function fitsTemplateToken(word: string, pieces: readonly string[]): boolean {
  if (!word.startsWith(pieces[0])) return false;
  let at = pieces[0].length;
  for (const piece of pieces.slice(1, -1)) {
    const found = word.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const end = pieces.at(-1)!;
  return word.length - end.length >= at && word.endsWith(end);
}
