/**
 * Which templates of two logs are the same. In: templates of a saved baseline and of the log at hand. Out: groups; a group holds
 * templates of equal text and level, and those without an equal that one of the others covers: what the miner had to generalise in
 * one log may stand there word for word in the other.
 */
import type { BaselineTemplate } from '../../../contracts/saved-baseline';
import { DisjointSets } from '../../lib/disjoint-sets';

export type MatchedTemplate = Pick<BaselineTemplate, 'text' | 'level'>;

export interface TemplateMatch {
  /** Group of each saved template and of each own one, 0 .. numGroups - 1; own templates' groups come first, in their order. */
  readonly ofSaved: Uint32Array;
  readonly ofOwn: Uint32Array;
  readonly numGroups: number;
}

export function matchTemplates(
  saved: readonly MatchedTemplate[],
  own: readonly MatchedTemplate[],
): TemplateMatch {
  const joined = new DisjointSets(own.length + saved.length);
  const join = (a: number, b: number): void => joined.join(a, b);
  const all = [...own, ...saved];
  const isMatched = joinEqual(own, saved, join);
  joinSimilar(all, own.length, isMatched, join);
  return numberGroups(all.length, own.length, (node) => joined.find(node));
}

function numberGroups(num: number, numOwn: number, rootOf: (node: number) => number): TemplateMatch {
  const groupOf = new Map<number, number>();
  const groups = Uint32Array.from({ length: num }, (_, node) => {
    const root = rootOf(node);
    const known = groupOf.get(root) ?? groupOf.size;
    groupOf.set(root, known);
    return known;
  });
  return { ofOwn: groups.slice(0, numOwn), ofSaved: groups.slice(numOwn), numGroups: groupOf.size };
}

/** 1 for each node (own ones first) that has an equal on the other side. */
function joinEqual(
  own: readonly MatchedTemplate[],
  saved: readonly MatchedTemplate[],
  join: (a: number, b: number) => void,
): Uint8Array {
  const isMatched = new Uint8Array(own.length + saved.length);
  const places = new Map(own.map((template, i) => [keyOf(template), i]));
  saved.forEach((template, i) => {
    const place = places.get(keyOf(template));
    if (place === undefined) return;
    isMatched[place] = 1;
    isMatched[own.length + i] = 1;
    join(place, own.length + i);
  });
  return isMatched;
}

function keyOf({ text, level }: MatchedTemplate): string {
  return `${level} ${text}`;
}

/** Templates that are compared one by one on either side; of more, the later ones stand alone. */
const MAX_COMPARED = 1500;

/**
 * Joins a template without an equal to one of the same level that covers it, whether that one has an equal or not: what fits a known
 * template is known. One that itself has an equal is never joined to a more general one.
 */
function joinSimilar(
  all: readonly MatchedTemplate[],
  numOwn: number,
  isMatched: Uint8Array,
  join: (a: number, b: number) => void,
): void {
  const nodes = all.map((_, i) => i);
  const own = nodes.slice(0, numOwn).slice(0, MAX_COMPARED);
  const saved = nodes.slice(numOwn).slice(0, MAX_COMPARED);
  const patterns = new Map([...own, ...saved].map((node) => [node, patternOf(all[node].text)]));
  const isCovered = (special: number, general: number): boolean =>
    !isMatched[special] && covers(patterns.get(general)!, patterns.get(special)!);
  for (const a of own)
    for (const b of saved)
      if (all[a].level === all[b].level && (isCovered(a, b) || isCovered(b, a))) join(a, b);
}

const WILDCARD = /<[A-Z*][A-Z0-9_]*>/g;
/** Stands for one wildcard: no text of a template holds it. */
const ANY = '\u0000';
/** Letters and digits for each wildcard that a text needs to say something by itself, and at all. */
const MIN_LETTERS = 3;

interface Pattern {
  readonly text: string;
  readonly isTelling: boolean;
}

function patternOf(template: string): Pattern {
  const text = template.replaceAll(ANY, '').replace(WILDCARD, ANY);
  const numLetters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return { text, isTelling: numLetters >= MIN_LETTERS * Math.max(1, text.split(ANY).length - 1) };
}

/** Whether `general` is `special` with wildcards in the place of some of its text; a wildcard stands for one character or more. */
function covers(general: Pattern, special: Pattern): boolean {
  return general.isTelling && matchesGlob(general.text, special.text);
}

/** The usual walk with one way back: to the last wildcard, which then takes one character more. At most length times length steps. */
function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let back = -1;
  let taken = 0;
  for (let t = 0; t < text.length; ) {
    if (pattern[p] === ANY) {
      back = p++;
      taken = ++t;
    } else if (pattern[p] === text[t]) {
      p++;
      t++;
    } else if (back >= 0) {
      p = back + 1;
      t = ++taken;
    } else return false;
  }
  return p === pattern.length;
}

/** The text of a group that fits most: the one with the most wildcards, the first on a tie. */
export function mostGeneral<T extends MatchedTemplate>(templates: readonly T[]): T {
  const numWildcards = ({ text }: T): number =>
    text.split(' ').filter((token) => WILDCARD.test(token)).length;
  return templates.reduce((best, each) => (numWildcards(each) > numWildcards(best) ? each : best));
}
