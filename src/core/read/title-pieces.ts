/** Pieces of which titles are made. In: texts, lines of a log. Out: the parts of a chain of causes, the name that its cut lost, the full name of a test. */
import type { ReadLine } from './read-lines';

/** Parts that ': ' divides; within braces and square brackets it is data. */
export function chainOf(text: string): string[] {
  const parts: string[] = [];
  let begin = 0;
  let depth = 0;
  for (const { 0: mark, index } of text.matchAll(/[{[]|[}\]]|: (?=\S)/g)) {
    if (/[{[]/.test(mark)) depth++;
    else if (/[}\]]/.test(mark)) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      parts.push(text.slice(begin, index));
      begin = index + mark.length;
    }
  }
  return [...parts, text.slice(begin)];
}

/** A file or a library that a part of a chain is the name of, and that its cut end does not hold; '': none. `later`: parts, the last one first. */
export function nameLeftOut(later: readonly string[], tail: string): string {
  return later.slice(1).find((part) => /^[\w+-]*[./][\w./+-]*\w$/.test(part) && !tail.includes(part)) ?? '';
}

/** '2) cart' over '   keeps its items:', deeper line by line, before what befell it: 'cart keeps its items'; '': nothing of that kind. */
export function numberedTest(lines: readonly ReadLine[], head: number, within: number): string {
  const names: string[] = [];
  for (let at = head - 1, deepest = Number.POSITIVE_INFINITY; at >= 0 && head - at <= within; at--) {
    const { bare } = lines[at];
    const indent = bare.length - bare.trimStart().length;
    if (bare.trim() === '' && names.length === 0) continue;
    if (indent >= deepest || (names.length === 0 && !/\S:$/.test(bare))) return '';
    deepest = indent;
    names.unshift(bare.trim());
    const number = /^\s*\d{1,3}\) (?=\S)/.exec(bare)?.[0];
    if (number === undefined) continue;
    return names.length < 2
      ? ''
      : names
          .join(' ')
          .replace(/^\d+\) /, '')
          .replace(/:$/, '');
  }
  return '';
}

/** Names below one heading; more are left out. */
const MAX_NAMES = 3;
const NAMES_WITHIN = 40;

/** What a heading ('Found one Java-level deadlock:') is about, as the lines below it name it, each in quotation marks before its details: '"transfer-1":'. Empty: none does. */
export function namesBelow(lines: readonly ReadLine[], at: number): readonly string[] {
  if (!/:\s*$/.test(lines[at].bare)) return [];
  const names = new Set<string>();
  for (let i = at + 1; i < Math.min(lines.length, at + NAMES_WITHIN); i++) {
    const { bare } = lines[i];
    const name = /^"([^"]{1,60})":\s*$/.exec(bare)?.[1];
    if (name !== undefined) names.add(name);
    // Rulers, blank lines and deeper ones are of it; another heading is not.
    else if (/^[^\s=-]/.test(bare)) break;
  }
  return [...names].slice(0, MAX_NAMES);
}
