/**
 * A template and one message of it -> the values of its wildcards. Wildcards may stand for several tokens (collapsed
 * runs) or for nothing (an absent value).
 */
import { splitAtWildcards } from './token';

const WHITE_SPACE = /[\u0000-\u0020\u007f]+/g;

/** Values of a template's messages; what the template itself says is worked out once. */
export interface Extractor {
  /** Literal texts around and between the wildcards: one more than there are wildcards. */
  readonly literals: readonly string[];
  /** What each wildcard is called: the name of its mask ('IP', 'NUM'), '' for '<*>'. */
  readonly names: readonly string[];
  /** Place of each wildcard: token of the text, and which one of that token's; both from 0. */
  readonly places: readonly { readonly position: number; readonly nth: number }[];
  /**
   * Values in the order of the wildcards in the template's text, white space inside a value as one blank; null: the
   * message is not of this template. The first text that fits ends a value, so an ambiguous message gives the shortest
   * values first. Linear in the message for each literal.
   */
  extract(message: string): string[] | null;
}

/** @param text Tokens joined by one blank. */
export function createExtractor(text: string): Extractor {
  const literals = splitAtWildcards(text);
  return {
    literals,
    names: namesOf(text, literals),
    places: placesOf(literals),
    extract: (message) => extractBetween(literals, message),
  };
}

/** As Extractor.extract, for one message. */
export function extractParameters(template: readonly string[], message: string): string[] | null {
  return extractBetween(splitAtWildcards(template.join(' ')), message);
}

function namesOf(text: string, literals: readonly string[]): string[] {
  let end = 0;
  return literals.slice(0, -1).map((literal) => {
    const begin = end + literal.length;
    end = text.indexOf('>', begin) + 1;
    const name = text.slice(begin + 1, end - 1);
    return name === '*' ? '' : name;
  });
}

function placesOf(literals: readonly string[]): Extractor['places'] {
  let position = 0;
  let nth = 0;
  return literals.slice(0, -1).map((literal) => {
    const numBlanks = literal.split(' ').length - 1;
    position += numBlanks;
    nth = numBlanks > 0 ? 0 : nth;
    return { position, nth: nth++ };
  });
}

function extractBetween(literals: readonly string[], message: string): string[] | null {
  const text = message.replaceAll(WHITE_SPACE, ' ').trim();
  const first = literals[0];
  if (literals.length === 1) return text === first ? [] : null;
  if (!text.startsWith(first)) return null;
  const last = literals[literals.length - 1];
  const end = text.length - last.length;
  const values: string[] = [];
  let at = first.length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, at);
    if (found < 0 || found + literal.length > end) return null;
    values.push(text.slice(at, found));
    at = found + literal.length;
  }
  if (at > end || !text.endsWith(last)) return null;
  values.push(text.slice(at, end));
  return values;
}
