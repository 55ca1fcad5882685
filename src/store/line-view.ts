// What of the lines is shown, and how: chips that each narrow the list, a query that is typed, options. Out: the query for the worker.
import type { LineQuery } from '../contracts/lines';
import { templateId } from '../contracts/tables';
import { LEVELS } from '../contracts/units';
import { inUtc, type TimeReader, UTC_READER } from '../core/query/in-utc';
import { parseQuery, type QueryProblem } from '../core/query/parse';
import { printField, printQuery, printText } from '../core/query/print';
import { allOf, conjunctsOf, EVERYTHING, isOfColumns, type Query } from '../core/query/query';
import { printWhen } from '../core/query/when';

/** One filter, a query of its own ('template:T42', 'after:10:00 before:10:30'). */
export interface LineChip {
  readonly term: string;
  readonly isOn: boolean;
}

export interface LineView {
  readonly chips: readonly LineChip[];
  /** As it was typed. Its terms of columns narrow the list as chips do; what texts have to answer is what is looked for. */
  readonly text: string;
  readonly onlyHits: boolean;
  readonly context: number;
  readonly byTime: boolean;
  readonly folds: boolean;
  /** Names of fields that lines write, each a column of its own. */
  readonly fields: readonly string[];
  /** Rows whose run is unfolded. */
  readonly open: readonly number[];
  /** Row under the cursor; null: none is. */
  readonly cursorRow: number | null;
}

/** What other views ask the lines for. */
export interface LineFilter {
  /** Template index. */
  readonly template?: number;
  /** Least level, index into LEVELS. */
  readonly minLevel?: number;
  /** Name of a file. */
  readonly file?: string;
  /** Ms since 1970; half-open. */
  readonly start?: number;
  readonly end?: number;
  /** Only lines that hold this text, whatever its case. */
  readonly text?: string;
  readonly byTime?: boolean;
}

export const NO_LINE_VIEW: LineView = {
  chips: [],
  text: '',
  onlyHits: false,
  context: 0,
  byTime: true,
  folds: true,
  fields: [],
  open: [],
  cursorRow: null,
};

/** The reader's way of looking stays; what was asked for goes. */
export function keptOf({ folds, fields }: LineView): LineView {
  return { ...NO_LINE_VIEW, folds, fields };
}

export function linesFor(filter: LineFilter, before: LineView): LineView {
  const { text = '', byTime = true } = filter;
  return {
    ...keptOf(before),
    chips: termsOf(filter).map((term) => ({ term, isOn: true })),
    text: text === '' ? '' : printText(text),
    onlyHits: text !== '',
    byTime,
  };
}

/** Terms of a filter, but for its text. */
function termsOf({ template, minLevel = 0, file, start, end }: LineFilter): readonly string[] {
  const terms: string[] = [];
  if (template !== undefined) terms.push(templateTerm(template));
  if (minLevel > 0) terms.push(`level>=${LEVELS[minLevel]}`);
  if (file !== undefined) terms.push(printField({ field: 'file', op: '=', value: file }));
  const times = spanTerms({ start, end });
  if (times !== '') terms.push(times);
  return terms;
}

/** Of a span that is open where it has no end; '': of all times. */
export function spanTerms({ start, end }: Pick<LineFilter, 'start' | 'end'>): string {
  return [
    ...(start === undefined ? [] : [`after:${printWhen(Math.floor(start))}`]),
    ...(end === undefined ? [] : [`before:${printWhen(Math.ceil(end))}`]),
  ].join(' ');
}

export const templateTerm = (template: number): string => `template:${templateId(template)}`;

/** More columns than a screen has room for. */
export const MAX_FIELDS = 12;

/** With a column for the field, or without the one that it has. */
export function toggledField(fields: readonly string[], name: string): readonly string[] {
  return fields.includes(name)
    ? fields.filter((each) => each !== name)
    : [...fields, name].slice(-MAX_FIELDS);
}

/** A name that lines can write and a query can name. */
export function isFieldName(name: string): boolean {
  return name.length <= 64 && /^[A-Za-z_][\w.@-]*\w$/.test(name);
}

/** One that is there is turned on; one that says the opposite goes. */
export function withChip(chips: readonly LineChip[], term: string): readonly LineChip[] {
  const opposite = term.startsWith('-') ? term.slice(1) : `-${term}`;
  const others = chips.filter((chip) => chip.term !== opposite && chip.term !== term);
  return [...others, { term, isOn: true }];
}

/** After another analysis of the same files rows stay, templates are numbered anew. */
export function withoutRows(view: LineView): LineView {
  return {
    ...view,
    chips: view.chips.filter(({ term }) => !/\btemplate:T\d+/i.test(term)),
    open: [],
    cursorRow: null,
  };
}

/** The list for the worker, its times UTC; `reader` reads those that do not say so. A query that cannot be read asks for nothing, and is a problem. */
export function lineQueryOf(
  view: LineView,
  reader: TimeReader = UTC_READER,
): { query: LineQuery; problem: QueryProblem | null } {
  const { query: typed, problem } = parseQuery(view.text);
  const parts = conjunctsOf(inUtc(typed ?? EVERYTHING, reader));
  const chips = view.chips.flatMap(({ term, isOn }) =>
    isOn ? [parseQuery(term).query ?? []].flat().map((query) => inUtc(query, reader)) : [],
  );
  const { onlyHits, context, byTime, folds, open } = view;
  return {
    query: {
      where: print([...chips, ...parts.filter(isOfColumns)]),
      find: print(parts.filter((part) => !isOfColumns(part))),
      onlyHits,
      context,
      byTime,
      folds,
      open,
    },
    problem,
  };
}

const print = (parts: readonly Query[]): string => printQuery(allOf(parts));

/** The list of a filter alone: not folded, nothing around. */
export function queryOfFilter(filter: LineFilter): LineQuery {
  const { query } = lineQueryOf({ ...linesFor(filter, NO_LINE_VIEW), folds: false });
  return query;
}
