/**
 * Templates as regular expressions over normalised messages, behind a tree that looks at words: a line is held against the few templates whose
 * literal words it has, the most specific first. In: texts, and the shapes that mining gave each. Out: the tree, which SQL is written from and
 * which runs here in the same way.
 */
import { extractParameters } from '../drain/parameters';
import { hasWildcard, splitAtWildcards, withoutWildcards } from '../drain/token';
import { MAX_TOKENS } from '../ingest/shapes/shape-bytes';
import { byCodePoint } from '../lib/text-order';
import { ANY, literal, MASKED, VALUE, WORD } from './pattern';

export interface LakePattern {
  /** Anchored; in the subset of pattern.ts. */
  readonly source: string;
  /** Index of the text that it stands for. */
  readonly text: number;
  /** Literal characters: more of them go first. */
  readonly numLiteral: number;
  /** Literal words by their place, as far as places are certain. */
  readonly words: readonly (string | null)[];
  /** Least length of a message, where literals and length stand in for the whole text; else 0. */
  readonly minLength: number;
}

/** A shape of the page's, with the index of its template's text; null: it is of none. */
export interface LakeShape {
  readonly tokens: readonly string[];
  readonly text: number | null;
  readonly count: number;
}

export type MatchNode =
  /** Tried in their order. */
  | { readonly patterns: readonly LakePattern[] }
  /** By the word at `place`, counted from 0; `others` where none of `cases` finds a template. */
  | {
      readonly place: number;
      readonly cases: readonly (readonly [word: string, node: MatchNode])[];
      readonly others: MatchNode;
    };

/** Characters of a pattern beyond which literals and length stand in for it. */
const MAX_PATTERN = 2000;
const KEPT_HEAD = 400;
const KEPT_TAIL = 100;
/** What broken bytes are read as: no engine reads them alike. */
const BROKEN = /\ufffd+/g;

/** @param shapes Those of the text: they tell what its wildcards stand for. */
export function patternOf(text: string, index: number, shapes: readonly (readonly string[])[]): LakePattern {
  const kinds = wildcardKinds(text, shapes);
  return makePattern(text, index, (i) => kinds[i] ?? ANY);
}

/** Just the messages of one shape. */
export function exactPattern(tokens: readonly string[], text: number): LakePattern {
  const shape = tokens.join(' ');
  const last = splitAtWildcards(shape).length - 2;
  return makePattern(shape, text, (i) => (isCut(tokens) && i === last ? ANY : MASKED));
}

/** Its last token stands for all that were too many. */
const isCut = (shape: readonly string[]): boolean => shape.length > MAX_TOKENS;

function makePattern(text: string, index: number, wildcard: (i: number) => string): LakePattern {
  const literals = splitAtWildcards(text);
  const source = literals
    .map((each, i) => brokenAsAny(each) + (i < literals.length - 1 ? wildcard(i) : ''))
    .join('');
  const numLiteral = withoutWildcards(text).length;
  const isLong = source.length > MAX_PATTERN;
  return {
    source: isLong ? longPattern(literals) : `^${source}$`,
    text: index,
    numLiteral,
    words: isLong ? [] : certainWords(text, wildcard),
    minLength: isLong ? numLiteral : 0,
  };
}

const brokenAsAny = (text: string): string => text.split(BROKEN).map(literal).join(ANY);

function longPattern(literals: readonly string[]): string {
  const head = literals[0].slice(0, KEPT_HEAD);
  const tail =
    literals.length > 1 ? (literals.at(-1) ?? '').slice(-KEPT_TAIL) : literals[0].slice(-KEPT_TAIL);
  return `^${brokenAsAny(head)}${ANY}${brokenAsAny(tail)}$`;
}

/** What each wildcard has stood for: one masked value, one word, or anything. */
function wildcardKinds(text: string, shapes: readonly (readonly string[])[]): string[] {
  const tokens = text.split(' ');
  const kinds: string[] = [];
  for (const shape of shapes) {
    const values = extractParameters(tokens, shape.join(' '));
    values?.forEach((value, i) => {
      const isRest = isCut(shape) && i === values.length - 1;
      kinds[i] = wider(kinds[i], isRest ? ANY : kindOf(value));
    });
  }
  return kinds;
}

function kindOf(value: string): string {
  if (value === '<*>') return VALUE;
  return value === '' || value.includes(' ') ? ANY : WORD;
}

const BY_WIDTH = [VALUE, WORD, ANY];
const wider = (a: string | undefined, b: string): string =>
  a === undefined || BY_WIDTH.indexOf(b) > BY_WIDTH.indexOf(a) ? b : a;

/** Words up to the first wildcard that may hold a blank or nothing; null for one with a wildcard in it. */
function certainWords(text: string, wildcard: (i: number) => string): (string | null)[] {
  const words: (string | null)[] = [];
  let i = 0;
  for (const token of text.split(' ')) {
    const num = splitAtWildcards(token).length - 1;
    for (let nth = 0; nth < num; nth++) if (wildcard(i + nth) === ANY) return words;
    i += num;
    words.push(hasWildcard(token) || token.includes('\ufffd') ? null : token);
  }
  return words;
}

/** Patterns tried one after the other at most, where words can part them. */
const MAX_LIST = 6;
const MAX_PLACE = 8;
const MAX_DEPTH = 4;
/** A word that leaves more of the patterns than this in one place parts nothing. */
const MIN_PARTED = 0.25;

/** Patterns earlier in the list go before later ones of the same node. */
export function matchTree(patterns: readonly LakePattern[], depth = 0): MatchNode {
  if (patterns.length <= MAX_LIST || depth >= MAX_DEPTH) return { patterns };
  let best = { place: -1, left: patterns.length * (1 - MIN_PARTED) };
  for (let place = 0; place < MAX_PLACE; place++) {
    const left = leftAfter(patterns, place);
    if (left < best.left) best = { place, left };
  }
  if (best.place < 0) return { patterns };
  const byWord = new Map<string, LakePattern[]>();
  const others: LakePattern[] = [];
  for (const pattern of patterns) {
    const word = pattern.words[best.place];
    if (word === null || word === undefined) others.push(pattern);
    else byWord.set(word, [...(byWord.get(word) ?? []), pattern]);
  }
  const cases = [...byWord]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([word, list]) => [word, matchTree(list, depth + 1)] as const);
  return { place: best.place, cases, others: matchTree(others, depth + 1) };
}

/** How many patterns a message is held against at worst, once the word at `place` is known. */
function leftAfter(patterns: readonly LakePattern[], place: number): number {
  const num = new Map<string, number>();
  let others = 0;
  for (const { words } of patterns) {
    const word = words[place];
    if (word === null || word === undefined) others++;
    else num.set(word, (num.get(word) ?? 0) + 1);
  }
  return others + Math.max(0, ...num.values());
}

/** Runs a tree over a normalised message as the SQL does. Out: index of the text, or null. */
export function createMatcher(tree: MatchNode): (message: string) => number | null {
  const compiled = new Map<string, RegExp>();
  const regexOf = (source: string): RegExp => {
    const known = compiled.get(source) ?? new RegExp(source);
    compiled.set(source, known);
    return known;
  };
  const run = (node: MatchNode, message: string, words: readonly string[]): number | null => {
    if ('patterns' in node)
      return (
        node.patterns.find(
          ({ source, minLength }) => message.length >= minLength && regexOf(source).test(message),
        )?.text ?? null
      );
    const found = node.cases.find(([word]) => word === words[node.place]);
    const own = found ? run(found[1], message, words) : null;
    return own ?? run(node.others, message, words);
  };
  return (message) => run(tree, message, message.split(' '));
}
