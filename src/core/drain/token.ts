/** Tokens of shapes and templates: what counts as a wildcard, and the parts that a token is made of. */
export const WILDCARD = '<*>';

const ANY_WILDCARD = /<(?:\*|[A-Z][A-Z0-9_]*)>/;
/** Brackets or quotes around nothing: a value that is absent. */
const EMPTY_VALUE = /^(?:\(\)|\[\]|\{\}|""|'')[,.;:]?$/;
const LETTER = /\p{L}/u;

/** Whether a token holds a wildcard, typed or not. */
export function hasWildcard(token: string): boolean {
  return token.includes('<') && ANY_WILDCARD.test(token);
}

/** Whether a token holds nothing to read: wildcards and punctuation only, and at least one wildcard. */
export function isPureWildcard(token: string): boolean {
  if (token === WILDCARD || EMPTY_VALUE.test(token)) return true;
  if (!hasWildcard(token)) return false;
  return !LETTER.test(token.replaceAll(new RegExp(ANY_WILDCARD, 'g'), ''));
}

const PART = /<(?:\*|[A-Z][A-Z0-9_]*)>|[=,;:()[\]{}<>"'|]/;
const PARTS = new RegExp(`(${PART.source})`);

/** Wildcards, delimiters and the text between them, in order; joined they are the token. */
export function splitParts(token: string): string[] {
  return token.split(PARTS).filter((part) => part !== '');
}

const EVERY_WILDCARD = new RegExp(ANY_WILDCARD, 'g');

/** The literal text of a token. */
export function withoutWildcards(token: string): string {
  return token.includes('<') ? token.replaceAll(EVERY_WILDCARD, '') : token;
}

/** The literals around and between the wildcards of a text: one more than there are wildcards. */
export function splitAtWildcards(text: string): string[] {
  return text.split(EVERY_WILDCARD);
}

const NAME = /^[^\p{L}]*(?:[\p{L}_][\p{L}_-]*[.@/\\$]){2,}[\p{L}_-]+[^\p{L}]*$|^["'([{]*(?:\/|\\|[A-Z]:\\)/u;

/** Whether a token names a thing by its form: a dotted name of three labels or more (host, package, class), a path. */
export function isName(token: string): boolean {
  return NAME.test(withoutWildcards(token));
}

const QUOTED = /^(["'`]).+\1[.,;:)]*$/;

/** Whether a token stands in quotes: it is quoted from somewhere. */
export function isQuoted(token: string): boolean {
  return QUOTED.test(token);
}
