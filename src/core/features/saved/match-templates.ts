/**
 * Which templates of two logs are the same. In: templates of a saved baseline and of the log at hand. Out: groups; a group holds
 * templates of equal text and level, or, where a text has no equal, one that is the other with more wildcards. What the miner had to
 * generalise in one log may stand there word for word in the other.
 */
import type { BaselineTemplate } from '../../../contracts/saved-baseline';

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
  const parent = Array.from({ length: own.length + saved.length }, (_, i) => i);
  const rootOf = (node: number): number => {
    while (parent[node] !== node) node = parent[node];
    return node;
  };
  const join = (a: number, b: number): void => {
    const [x, y] = [rootOf(a), rootOf(b)];
    parent[Math.max(x, y)] = Math.min(x, y);
  };
  const all = [...own, ...saved];
  const isMatched = joinEqual(own, saved, join);
  const alone = all.map((_, i) => i).filter((i) => !isMatched[i]);
  joinSimilar(all, own.length, alone, join);
  return numberGroups(all.length, own.length, rootOf);
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

/** Templates of as many words and of the same level, of which one is the other with more wildcards. */
function joinSimilar(
  all: readonly MatchedTemplate[],
  numOwn: number,
  alone: readonly number[],
  join: (a: number, b: number) => void,
): void {
  const buckets = new Map<string, { own: number[]; saved: number[] }>();
  const tokens = new Map(alone.map((node) => [node, all[node].text.split(' ')]));
  for (const node of alone) {
    const key = `${all[node].level} ${tokens.get(node)!.length}`;
    const bucket = buckets.get(key) ?? buckets.set(key, { own: [], saved: [] }).get(key)!;
    bucket[node < numOwn ? 'own' : 'saved'].push(node);
  }
  for (const { own, saved } of buckets.values())
    for (const a of own)
      for (const b of saved) {
        const [x, y] = [tokens.get(a)!, tokens.get(b)!];
        if (covers(x, y) || covers(y, x)) join(a, b);
      }
}

const WILDCARD = /^<[A-Z*][A-Z0-9_]*>$/;
/** A text of fewer words than this share says nothing by itself. */
const LEAST_WORDS01 = 0.5;

/** Whether `general` is `special` with wildcards in the place of some words, and still says something. */
function covers(general: readonly string[], special: readonly string[]): boolean {
  let numWords = 0;
  for (let i = 0; i < general.length; i++) {
    if (WILDCARD.test(general[i])) continue;
    if (general[i] !== special[i]) return false;
    numWords++;
  }
  return numWords >= Math.max(1, general.length * LEAST_WORDS01);
}

/** The text of a group that fits most: the one with the most wildcards, the first on a tie. */
export function mostGeneral<T extends MatchedTemplate>(templates: readonly T[]): T {
  const numWildcards = ({ text }: T): number =>
    text.split(' ').filter((token) => WILDCARD.test(token)).length;
  return templates.reduce((best, each) => (numWildcards(each) > numWildcards(best) ? each : best));
}
