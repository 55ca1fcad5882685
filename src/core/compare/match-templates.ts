/**
 * Templates of two sides -> wordings that both have, or one alone. Within one analysis a template is its number. Between two, templates of one
 * text are one; what then stands alone is joined with one of the other side that it generalises, or that generalises it: each was mined from its
 * own lines, so a word that never changed in one may be a wildcard in the other.
 */
import type { Pair, TemplateTally } from '../../contracts/compare';
import { fitter } from '../drain/fits';
import { hasWildcard, splitAtWildcards } from '../drain/token';
import { DisjointSets } from '../lib/disjoint-sets';

/** Places in the tallies of each side. */
export type Wording = Pair<readonly number[]>;

export interface Matched {
  readonly wordings: readonly Wording[];
  readonly isByTextAlone: boolean;
}

/** More pairs than this are not held against each other. */
const MAX_PAIRS = 4_000_000;

export function matchByNumber([a, b]: Pair<readonly TemplateTally[]>): Matched {
  const keyOf = ({ template }: TemplateTally): string => `${template}`;
  return { wordings: group(a.map(keyOf), b.map(keyOf)), isByTextAlone: false };
}

export function matchByText([a, b]: Pair<readonly TemplateTally[]>): Matched {
  const keyOf = ({ text, levelClass }: TemplateTally): string => `${plainText(text)}\n${levelClass ?? ''}`;
  const exact = group(a.map(keyOf), b.map(keyOf));
  const whole = exact.filter(([before, after]) => before.length > 0 && after.length > 0);
  const restA = exact.flatMap(([before, after]) => (after.length === 0 ? before : []));
  const restB = exact.flatMap(([before, after]) => (before.length === 0 ? after : []));
  if (restA.length * restB.length > MAX_PAIRS)
    return {
      wordings: [...whole, ...restA.map((i): Wording => [[i], []]), ...restB.map((i): Wording => [[], [i]])],
      isByTextAlone: true,
    };
  return { wordings: [...whole, ...joinNear(a, b, restA, restB)], isByTextAlone: false };
}

/** Kinds of wildcards do not matter, nor how many stand side by side. */
function plainText(text: string): string {
  return splitAtWildcards(text)
    .join('<*>')
    .replace(/<\*>(?: ?<\*>)+/g, '<*>');
}

function group(keysA: readonly string[], keysB: readonly string[]): Wording[] {
  const groups = new Map<string, [number[], number[]]>();
  for (const [side, keys] of [keysA, keysB].entries())
    keys.forEach((key, i) => {
      const own = groups.get(key) ?? [[], []];
      own[side].push(i);
      groups.set(key, own);
    });
  return [...groups.values()];
}

function joinNear(
  a: readonly TemplateTally[],
  b: readonly TemplateTally[],
  restA: readonly number[],
  restB: readonly number[],
): Wording[] {
  const textsA = restA.map((i) => prepare(a[i]));
  const textsB = restB.map((i) => prepare(b[i]));
  // Places of A, then those of B.
  const joined = new DisjointSets(restA.length + restB.length);
  textsA.forEach((own, i) => {
    textsB.forEach((its, j) => {
      if (own.levelClass === its.levelClass && isNear(own, its)) joined.join(i, restA.length + j);
    });
  });
  return joined
    .sets()
    .map(
      (set): Wording => [
        set.filter((i) => i < restA.length).map((i) => restA[i]),
        set.filter((i) => i >= restA.length).map((i) => restB[i - restA.length]),
      ],
    );
}

interface Prepared {
  readonly text: string;
  readonly levelClass: TemplateTally['levelClass'];
  readonly tokens: readonly string[];
  /** Null: it has no wildcard, or too little besides to be known by. */
  readonly fits: ((text: string) => boolean) | null;
}

function prepare({ text, levelClass }: TemplateTally): Prepared {
  const tokens = text.split(' ');
  const numSolid = tokens.filter((token) => !hasWildcard(token) && LETTER.test(token)).length;
  const isTelling = numSolid >= 2 && numSolid * 2 >= tokens.length;
  return { text, levelClass, tokens, fits: isTelling && hasWildcard(text) ? fitter(text) : null };
}

const LETTER = /\p{L}/u;

function isNear(a: Prepared, b: Prepared): boolean {
  if (a.fits?.(b.text) || b.fits?.(a.text)) return true;
  if (a.fits === null || b.fits === null || a.tokens.length !== b.tokens.length) return false;
  // Word by word: wherever they differ, one of them has a wildcard.
  let numSame = 0;
  for (const [i, token] of a.tokens.entries()) {
    if (token === b.tokens[i]) numSame += hasWildcard(token) ? 0 : 1;
    else if (!hasWildcard(token) && !hasWildcard(b.tokens[i])) return false;
  }
  return numSame >= 2 && numSame * 2 >= a.tokens.length;
}
