// What is held against what: two sides, each a query of columns over an analysis; and the part of the address that keeps them.
import type { Pair, RatePer } from '../contracts/compare';
import type { TimeSpan } from '../contracts/units';
import { parseQuery } from '../core/query/parse';
import { printField } from '../core/query/print';
import { isOfColumns } from '../core/query/query';
import { spanTerms } from './line-view';

export interface CompareSide {
  /** Id of another open or kept analysis; '': the one that is shown. */
  readonly analysis: string;
  /** Lines of it, as a filter of columns; '': all. */
  readonly where: string;
}

export interface CompareChoice {
  readonly sides: Pair<CompareSide>;
  /** Null: what suits the sides. */
  readonly per: RatePer | null;
}

export const fileTerm = (name: string): string => printField({ field: 'file', op: '=', value: name });

/** Files of a folder, which ends in '/'. */
export const folderTerm = (folder: string): string => printField({ field: 'file', op: ':', value: folder });

/** All but these lines. */
export const restOf = (where: string): string => `-(${where})`;

export const ofThis = (where: string): CompareSide => ({ analysis: '', where });

export function choiceOf(before: string, after: string): CompareChoice {
  return { sides: [ofThis(before), ofThis(after)], per: null };
}

/** A span against what comes before it, or against all the rest. */
export function choiceOfSpan(span: TimeSpan, against: 'before' | 'rest'): CompareChoice {
  const where = spanTerms(span);
  return choiceOf(against === 'before' ? spanTerms({ end: span.start }) : restOf(where), where);
}

export function choiceOfFile(name: string): CompareChoice {
  const where = fileTerm(name);
  return choiceOf(restOf(where), where);
}

/** What keeps a side from being counted, for the person; null: nothing. */
export function problemOf(where: string): string | null {
  const { query, problem } = parseQuery(where);
  if (query === null) return problem?.message ?? 'This cannot be read as a filter.';
  if (!isOfColumns(query))
    return 'A side is named by level, component, file, template and time, not by text.';
  return null;
}

const SIDE_NAMES = ['before', 'after'] as const;

/** Adds what a choice is to the parts of an address. */
export function writeChoice(parts: URLSearchParams, choice: CompareChoice | null): void {
  if (choice === null) return;
  choice.sides.forEach(({ analysis, where }, i) => {
    parts.set(SIDE_NAMES[i], where);
    if (analysis !== '') parts.set(`${SIDE_NAMES[i]}-of`, analysis);
  });
  if (choice.per !== null) parts.set('per', choice.per);
}

/** Null: the address names none, or one that cannot be read. */
export function readChoice(parts: URLSearchParams): CompareChoice | null {
  const sides = SIDE_NAMES.map((name) => ({
    analysis: parts.get(`${name}-of`) ?? '',
    where: parts.get(name),
  }));
  const [before, after] = sides;
  if (before.where === null || after.where === null) return null;
  if (problemOf(before.where) !== null || problemOf(after.where) !== null) return null;
  const per = parts.get('per');
  return {
    sides: [before as CompareSide, after as CompareSide],
    per: per === 'lines' || per === 'time' ? per : null,
  };
}
