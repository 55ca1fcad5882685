/**
 * Members of one cluster -> groups: a position that Drain made a wildcard but that holds only a few plain words is
 * wording, not a value, and parts the cluster.
 */
import { hasWildcard } from './token';

const MAX_WORDS = 4;

/** Parts members (indices into sequences, all of one length) until no wording is left inside a group. */
export function splitByWording(
  sequences: readonly (readonly string[])[],
  members: readonly number[],
): number[][] {
  const groups: number[][] = [];
  const open: number[][] = [[...members]];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const position = wordingPosition(sequences, group);
    if (position < 0) groups.push(group);
    else open.push(...partBy(group, (member) => sequences[member][position]).reverse());
  }
  return groups;
}

/** The position with the fewest distinct tokens, at least 2 and at most MAX_WORDS, all plain words; -1: none. */
function wordingPosition(sequences: readonly (readonly string[])[], group: readonly number[]): number {
  let best = -1;
  let bestSize = MAX_WORDS + 1;
  for (let position = 0; position < sequences[group[0]].length; position++) {
    const size = numWords(sequences, group, position, bestSize);
    if (size >= 2 && size < bestSize) {
      best = position;
      bestSize = size;
    }
  }
  return best;
}

/** Distinct tokens at a position; `limit` as soon as one is no plain word or there are that many. */
function numWords(
  sequences: readonly (readonly string[])[],
  group: readonly number[],
  position: number,
  limit: number,
): number {
  const words = new Set<string>();
  for (const member of group) {
    const token = sequences[member][position];
    if (hasWildcard(token)) return limit;
    words.add(token);
    if (words.size >= limit) return limit;
  }
  return words.size;
}

/** Parts a list by a key; groups in order of first occurrence. */
export function partBy(list: readonly number[], keyOf: (item: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
