/**
 * Pieces of regular expressions in the subset that RE2 (ClickHouse, DuckDB), Java (Spark, Trino) and JavaScript read alike: no lookaround, no
 * back reference, no class by name, as these mean different characters in each.
 */

export const BLANKS = '[ \\t]*';
/** Anything, in a text of one line. */
export const ANY = '[^\\n]*';

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

/** A pattern that matches just this text. */
export function literal(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** What a part ends at: shape-bytes.ts calls them delimiters. */
const DELIMITERS = ' =,;:()\\[\\]{}<>"\'|';
/** A MAC or IPv6 address, a GUID with colons: the one value that holds delimiters. */
const ADDRESS = '(?:[0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}';

/** One value that shapes mask: a part of a token. */
export const VALUE = `(?:[^${DELIMITERS}]+|${ADDRESS})`;
/** The same, which holds a digit, as every masked value does. */
export const MASKED = `(?:[^${DELIMITERS}0-9]*[0-9][^${DELIMITERS}]*|${ADDRESS})`;
/** One word, whatever it holds. */
export const WORD = '[^ ]+';

/** 'WARN|Warn|warn|...': each of the words as logs write it. */
export function inAnyCase(words: readonly string[]): string {
  const forms = words.flatMap((word) => [word, word.toUpperCase(), word[0].toUpperCase() + word.slice(1)]);
  // The longer first, as the first alternative that fits is taken.
  return forms.sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
}
