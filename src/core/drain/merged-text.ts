/**
 * Texts of templates -> the text of the one template that holds them all: word by word where they have one length, else
 * with a wildcard for what stands between the words they share. It depends on the texts alone, so that a merge gives the
 * same template in every log.
 */
import { generalise, generaliseToken } from './generalise';
import { collapseWildcards } from './keys';
import { WILDCARD, withoutWildcards } from './token';

/** Longer texts are compared by their common beginning and end only: the table would grow with the square. */
const MAX_TABLE = 1_000_000;

/** @param texts One or more. */
export function mergedText(texts: readonly string[]): string {
  return texts
    .map((text) => text.split(' '))
    .reduce(mergeTwo)
    .join(' ');
}

function mergeTwo(a: readonly string[], b: readonly string[]): string[] {
  const aligned = collapseWildcards(align(a, b));
  if (a.length !== b.length) return aligned;
  const inPlace = generalise([a, b]);
  return numLiteral(aligned) > numLiteral(inPlace) ? aligned : inPlace;
}

function numLiteral(tokens: readonly string[]): number {
  return withoutWildcards(tokens.join('')).length;
}

/** Pairs of equal tokens in order, and between them one wildcard for what differs on both sides. */
function align(a: readonly string[], b: readonly string[]): string[] {
  const out: string[] = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...solidPairs(a, b), [a.length, b.length]]) {
    out.push(...gap(a.slice(i, nextI), b.slice(j, nextJ)));
    if (nextI < a.length) out.push(a[nextI]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return out;
}

function gap(a: readonly string[], b: readonly string[]): string[] {
  if (a.length === b.length)
    return a.map((token, i) => (token === b[i] ? token : generaliseToken(token, b[i])));
  return [WILDCARD];
}

/**
 * Common words without those that would leave a wildcard to stand for nothing on one side: a wildcard between blanks
 * has to stand for a word at least, so the word beside such a gap goes into it.
 */
function solidPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  let pairs = commonPairs(a, b);
  for (;;) {
    const hole = firstHole(pairs, a.length, b.length);
    if (hole < 0 || pairs.length === 0) return pairs;
    const drop = shorterBeside(hole, pairs, a);
    pairs = pairs.filter((_, k) => k !== drop);
  }
}

/** Of the pairs before and after a gap the one with the shorter word; the one after on a tie. */
function shorterBeside(
  gap: number,
  pairs: readonly (readonly [number, number])[],
  a: readonly string[],
): number {
  if (gap === 0 || gap === pairs.length) return Math.min(gap, pairs.length - 1);
  return a[pairs[gap - 1][0]].length < a[pairs[gap][0]].length ? gap - 1 : gap;
}

/** Index of the first gap (before pair k) that is empty on one side only; -1: none. */
function firstHole(pairs: readonly (readonly [number, number])[], lengthA: number, lengthB: number): number {
  let [i, j] = [0, 0];
  const ends = [...pairs, [lengthA, lengthB] as const];
  for (const [k, [nextI, nextJ]] of ends.entries()) {
    if ((nextI === i) !== (nextJ === j)) return k;
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return -1;
}

/** Longest common subsequence, as pairs of indexes; of several the one that pairs earliest. */
function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [middleA, middleB] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const middle = middleA.length * middleB.length > MAX_TABLE ? [] : longestCommon(middleA, middleB);
  return [
    ...Array.from({ length: head }, (_, k): [number, number] => [k, k]),
    ...middle.map(([i, j]): [number, number] => [i + head, j + head]),
    ...Array.from({ length: tail }, (_, k): [number, number] => [a.length - tail + k, b.length - tail + k]),
  ];
}

function longestCommon(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i * width + j] =
        a[i] === b[j]
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i++;
    else j++;
  }
  return pairs;
}
