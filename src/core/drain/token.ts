/** Tokens of shapes and templates: what counts as a wildcard, and the parts that a token is made of. */
export const WILDCARD = '<*>';

const ANY_WILDCARD = /<(?:\*|[A-Z][A-Z0-9_]*)>/;
const LETTER = /\p{L}/u;

/** Whether a token holds a wildcard, typed or not. */
export function hasWildcard(token: string): boolean {
  return token.includes('<') && ANY_WILDCARD.test(token);
}

/** Whether a token holds nothing to read: wildcards and punctuation only, and at least one wildcard. */
export function isPureWildcard(token: string): boolean {
  if (token === WILDCARD) return true;
  if (!hasWildcard(token)) return false;
  return !LETTER.test(token.replaceAll(new RegExp(ANY_WILDCARD, 'g'), ''));
}

const PART = /<(?:\*|[A-Z][A-Z0-9_]*)>|[=,;:()[\]{}<>"'|]/;
const PARTS = new RegExp(`(${PART.source})`);

/** Wildcards, delimiters and the text between them, in order; joined they are the token. */
export function splitParts(token: string): string[] {
  return token.split(PARTS).filter((part) => part !== '');
}
