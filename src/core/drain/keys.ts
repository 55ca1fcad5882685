/**
 * A shape's tokens -> the key that is mined: times written in words, quoted texts and runs of wildcards count as one
 * wildcard, whatever their length.
 */
import { isDateWord, isZoneWord } from './lexicon';
import { hasWildcard, isPureWildcard, WILDCARD } from './token';

const NUMBERED = /[\p{L}_][^\s=,;:()[\]{}<>"'|]*\d[^\s=,;:()[\]{}<>"'|]*|\p{L}{2,16}[._-]<\*>/gu;

/** A dotted name and a number: host and port, or a place in a program. */
const WITH_PORT = /(?:[\p{L}_][\p{L}_$-]*\.){2,}[\p{L}_$-]+:<\*>/gu;

/** Makes keys; remembers the tokens it has seen, since shapes share most of theirs. */
export function keyMaker(): (tokens: readonly string[]) => string[] {
  const masked = new Map<string, string>();
  const mask = (token: string) => {
    let known = masked.get(token);
    if (known === undefined) {
      known = maskToken(token);
      masked.set(token, known);
    }
    return known;
  };
  return (tokens) => collapseWildcards(maskDates(foldQuotes(tokens.map(mask))));
}

/** The words that shapes keep for the user ('ssh2', 'blk_<*>') are variable like any other that holds a digit. */
function maskToken(token: string): string {
  const text = token.replaceAll(NUMBERED, WILDCARD).replaceAll(WITH_PORT, WILDCARD);
  return isPureWildcard(text) && !text.includes(':') ? WILDCARD : text;
}

/** Runs of wildcards (with their punctuation) become one: what is compared when lists may be of any length. */
export function collapseWildcards(tokens: readonly string[]): string[] {
  const out: string[] = [];
  for (const token of tokens) {
    if (!isPureWildcard(token)) out.push(token);
    else if (out[out.length - 1] !== WILDCARD) out.push(WILDCARD);
  }
  return out;
}

/** 'Fri Jun <*> <*>:<*>:<*> PDT <*>' has words that are part of a time. */
export function maskDates(tokens: readonly string[]): readonly string[] {
  let out: string[] | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token.length > 10) continue;
    const before = out === null ? tokens[i - 1] : out[i - 1];
    const besideNumber =
      (before !== undefined && isPureWildcard(before)) || startsWithWildcard(tokens[i + 1]);
    const date =
      isDateWord(token) && (besideNumber || (tokens[i + 1] !== undefined && isDateWord(tokens[i + 1])));
    const zone = isZoneWord(token) && before?.includes('<*>:<*>') === true;
    if (!date && !zone) continue;
    out ??= [...tokens];
    out[i] = WILDCARD;
  }
  return out ?? tokens;
}

function startsWithWildcard(token: string | undefined): boolean {
  return token !== undefined && hasWildcard(token) && isPureWildcard(token);
}

/** key="two words" is one token: a value may hold spaces. */
function foldQuotes(tokens: readonly string[]): readonly string[] {
  let out: string[] | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const open = opensQuote(tokens[i]);
    const close = open ? closingToken(tokens, i) : -1;
    if (close < 0) {
      out?.push(tokens[i]);
      continue;
    }
    out ??= tokens.slice(0, i);
    out.push(tokens.slice(i, close + 1).join(' '));
    i = close;
  }
  return out ?? tokens;
}

const MAX_QUOTED_TOKENS = 16;

/** '="' with no second quote in the token. */
function opensQuote(token: string): boolean {
  const at = token.indexOf('="');
  return at >= 0 && token.indexOf('"', at + 2) < 0;
}

function closingToken(tokens: readonly string[], open: number): number {
  const last = Math.min(tokens.length - 1, open + MAX_QUOTED_TOKENS);
  for (let i = open + 1; i <= last; i++) if (tokens[i].includes('"')) return i;
  return -1;
}
