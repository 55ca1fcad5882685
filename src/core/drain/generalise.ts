/** Token sequences of one group -> the template that holds all of them. */
import { collapseWildcards } from './keys';
import { splitParts, WILDCARD } from './token';

type Sequences = readonly (readonly string[])[];

/**
 * Template of a group of shapes: token by token where all have one length, else by their keys, where runs of wildcards
 * count as one.
 */
export function templateTokens(group: readonly number[], tokens: Sequences, keys: Sequences): string[] {
  const all = group.map((shape) => tokens[shape]);
  if (all.every(({ length }) => length === all[0].length)) return generalise(all);
  const collapsed = group.map((shape) => keys[shape]);
  if (collapsed.every(({ length }) => length === collapsed[0].length)) return generalise(collapsed);
  // Merged over lengths: every key holds the shortest one with more values beside its wildcards.
  const shortest = collapsed.reduce((a, b) => (b.length < a.length ? b : a)).length;
  return collapseWildcards(generalise(collapsed.filter(({ length }) => length === shortest)));
}

/** The tokens that all sequences share, WILDCARD (or a part of the token) elsewhere. All have one length. */
export function generalise(sequences: Sequences): string[] {
  const template = [...sequences[0]];
  for (const tokens of sequences) {
    for (let i = 0; i < template.length; i++) {
      if (template[i] !== tokens[i]) template[i] = generaliseToken(template[i], tokens[i]);
    }
  }
  return template;
}

/** Two tokens -> one that holds both: same delimiters, wildcards between them where the text differs. */
export function generaliseToken(a: string, b: string): string {
  if (a === WILDCARD || b === WILDCARD) return WILDCARD;
  const partsA = splitParts(a);
  const partsB = splitParts(b);
  if (
    partsA.length === partsB.length &&
    partsA.every((part, i) => isDelimiter(part) === isDelimiter(partsB[i]))
  ) {
    return join(partsA.map((part, i) => (part === partsB[i] ? part : WILDCARD)));
  }
  const least = Math.min(partsA.length, partsB.length);
  let head = 0;
  while (head < least && partsA[head] === partsB[head]) head++;
  let tail = 0;
  while (tail < least - head && partsA.at(-1 - tail) === partsB.at(-1 - tail)) tail++;
  return join([...partsA.slice(0, head), WILDCARD, ...partsA.slice(partsA.length - tail)]);
}

function isDelimiter(part: string): boolean {
  return part.length === 1 && '=,;:()[]{}<>"\'|'.includes(part);
}

function join(parts: readonly string[]): string {
  return parts.join('').replaceAll(/(?:<\*>){2,}/g, WILDCARD);
}
