/**
 * Members of one cluster -> groups: a position that Drain made a wildcard but that holds only a few plain words is
 * wording, not a value, and parts the cluster.
 */
import { isIdentity, isNamedNoun, isPredicate, isSwitch, isUnit } from './lexicon';
import { isPureWildcard, isQuoted, splitParts, withoutWildcards } from './token';

/** A position with more distinct words than this holds values ... */
const MAX_WORDS = 4;
/** ... unless they are symbols of the program (states, events). */
const MAX_CONSTANTS = 12;

type Sequences = readonly (readonly string[])[];

/** Parts members (indices into sequences, all of one length) until no wording is left inside a group. */
export function splitByWording(sequences: Sequences, members: readonly number[]): number[][] {
  const groups: number[][] = [];
  const open: number[][] = [[...members]];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const position = wordingPosition(sequences, group);
    if (position < 0) groups.push(group);
    else open.push(...partBy(group, (member) => withoutWildcards(sequences[member][position])).reverse());
  }
  return groups;
}

/** The position with the fewest distinct tokens that are wording; -1: none. */
function wordingPosition(sequences: Sequences, group: readonly number[]): number {
  let best = -1;
  let bestSize = MAX_CONSTANTS + 1;
  for (let position = 0; position < sequences[group[0]].length; position++) {
    const words = distinctAt(sequences, group, position, bestSize);
    if (words === null || words.size < 2) continue;
    if (!isWording(words, sequences[group[0]][position - 1] ?? '')) continue;
    best = position;
    bestSize = words.size;
  }
  return best;
}

/** Distinct texts at a position, wildcards left out; null: as many as `limit`. */
function distinctAt(
  sequences: Sequences,
  group: readonly number[],
  position: number,
  limit: number,
): Set<string> | null {
  const words = new Set<string>();
  for (const member of group) {
    words.add(withoutWildcards(sequences[member][position]));
    if (words.size >= limit) return null;
  }
  return words;
}

const PLAIN = /^[\p{L}_'’-]+$/u;
const CONSTANT = /^[A-Z][A-Z_]*[A-Z]$/;
const EDGES = /^[^\p{L}]+|[^\p{L}]+$/gu;
const DELIMITERS = /[=,;:()[\]{}<>"|]+/;

/** Whether the distinct tokens at a position are wording: few plain words that name no thing. */
function isWording(tokens: Set<string>, before: string): boolean {
  const list = [...tokens];
  const key = commonKey(list);
  const values = list.map((token) => token.slice(key.length));
  if (values.some((value) => /^["'([{]*[/\\]/.test(value))) return false;
  const words = values.map((token) => token.replace(EDGES, ''));
  if (values.every(isQuoted)) return words.every(isSwitch);
  if (key !== '') return areFewValues(words);
  if (words.some(isIdentity)) return false;
  if (words.some((word) => word === '')) return false;
  if (isNamedNoun(before) && !words.some(isPredicate)) return words.every(isSwitch);
  if (words.every(isUnit) && isPureWildcard(before)) return false;
  if (!words.every(isPlain)) return false;
  return tokens.size <= MAX_WORDS || words.every((word) => CONSTANT.test(word));
}

/** Values of one key: switches, or a few plain words; an absent value is no word. */
function areFewValues(values: readonly string[]): boolean {
  if (values.every(isSwitch)) return true;
  const present = values.filter((value) => value !== '' && !isSwitch(value));
  return present.length >= 2 && present.length <= MAX_WORDS && present.every((value) => PLAIN.test(value));
}

function isPlain(word: string): boolean {
  return word.split(DELIMITERS).every((part) => part === '' || PLAIN.test(part));
}

/** What all tokens begin with, up to and with their last common '=' or ':'. */
function commonKey(tokens: readonly string[]): string {
  const lists = tokens.map(splitParts);
  let key = '';
  let text = '';
  for (let i = 0; lists.every((parts) => i < parts.length && parts[i] === lists[0][i]); i++) {
    text += lists[0][i];
    if (lists[0][i] === '=' || lists[0][i] === ':') key = text;
  }
  return key;
}

/** Parts a list by a key; groups in order of first occurrence. */
function partBy(list: readonly number[], keyOf: (item: number) => string): number[][] {
  const groups = new Map<string, number[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}
