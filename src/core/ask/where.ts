// A reading as a query over the lines, as the Lines view has it. In: the slots. Out: text of the query language; '': all lines.
import { templateId } from '../../contracts/tables';
import { printField, printQuery } from '../query/print';
import { allOf, joined, type Query } from '../query/query';
import { printWhen } from '../query/when';
import type { Reading } from './reading';

/** 'Around a time' is from two minutes before to three behind. */
const AROUND_BEFORE_MS = 2 * 60_000;
const AROUND_AFTER_MS = 3 * 60_000;

export function whereOf(reading: Reading): string {
  const { level, components, file, status, template, texts } = reading;
  const fields: string[] = [];
  if (level !== null) fields.push(level);
  if (file !== null) fields.push(printField({ field: 'file', op: '=', value: file }));
  if (status !== null) fields.push(`status:${status}`);
  if (template !== null) fields.push(`template:${templateId(template)}`);
  const of = components.map((value): Query => ({ kind: 'field', field: 'component', op: ':', value }));
  if (of.length > 0) fields.push(printQuery(allOf([joined('or', of)])).replace(/^(.* OR .*)$/, '($1)'));
  const words = texts.map((text): Query => ({ kind: 'text', text }));
  return [...fields, ...timesOf(reading), ...words.map(printQuery)].join(' ');
}

/** Null: no span and no moment is named. */
export function spanOf({ fromMs, toMs, atMs }: Pick<Reading, 'fromMs' | 'toMs' | 'atMs'>): {
  readonly fromMs: number | null;
  readonly toMs: number | null;
} {
  return atMs === null ? { fromMs, toMs } : { fromMs: atMs - AROUND_BEFORE_MS, toMs: atMs + AROUND_AFTER_MS };
}

function timesOf(reading: Reading): readonly string[] {
  const { fromMs, toMs } = spanOf(reading);
  return [
    ...(fromMs === null ? [] : [`after:${printWhen(fromMs)}`]),
    ...(toMs === null ? [] : [`before:${printWhen(toMs)}`]),
  ];
}

/** Both have to hold. */
export function both(where: string, other: string): string {
  return [/ OR /.test(where) && where !== '' ? `(${where})` : where, other]
    .filter((each) => each !== '')
    .join(' ');
}
