/**
 * What the columns say of a query, row by row. In: the tables, a query. Out: 0 for a row that it leaves out, ASKED for one that it asks for
 * whatever its text, else the number of the query that its text has to answer. One pass over the columns, no text is read: terms of a kind
 * are decided once a kind, times once a span between the times that the query names.
 */
import type { LogTable, TemplateTable } from '../../contracts/tables';
import { levelOf } from './parse';
import { printQuery } from './print';
import { type FieldTerm, isKnownField, joined, type Query, type Term } from './query';
import { parseWhen, resolveWhen } from './when';

export const ASKED = 255;
/** More different questions to texts than this in one query are asked as one, of more rows than need be. */
const MAX_TEXTS = 250;

export interface RowColumns {
  readonly table: LogTable;
  readonly templates: TemplateTable;
  /** What each kind counts as; index into LEVELS. */
  readonly levels: Uint8Array;
}

export interface Selection {
  /** One entry a row of the table. */
  readonly state: Uint8Array;
  /** State s of a row that is not 0 and not ASKED: its text has to answer texts[s - 1]. */
  readonly texts: readonly Query[];
}

type Truth = boolean | null;

export function selectRows(columns: RowColumns, query: Query): Selection {
  const { table } = columns;
  const span = spanOf(table);
  const times = timesNamed(table, query);
  const classes = new TextClasses();
  const state = new Uint8Array(table.length);
  const byFile = termsOf(query).some((term) => term.kind === 'field' && term.field === 'file');
  let decided: Uint8Array[] = [];
  let decidedFor = -1;
  let fileIdx = -1;
  let time = Number.NaN;
  for (const shard of table.shards) {
    if (shard.fileIdx !== fileIdx) time = Number.NaN;
    fileIdx = shard.fileIdx;
    const forFile = byFile ? fileIdx : 0;
    if (decidedFor !== forFile) decided = decideKinds(columns, query, { fileIdx, times, span }, classes);
    decidedFor = forFile;
    const { kind, timeMs, length, rowBegin } = shard;
    if (times.length === 0) {
      const [only] = decided;
      for (let i = 0; i < length; i++) state[rowBegin + i] = only[kind[i]];
      continue;
    }
    for (let i = 0; i < length; i++) {
      const own = timeMs[i];
      if (!Number.isNaN(own)) time = own;
      state[rowBegin + i] = decided[spanIdxOf(times, time)][kind[i]];
    }
  }
  return { state, texts: classes.texts };
}

/** Moments that a query names, in ms since 1970, ascending: between two of them time decides nothing. */
export function timesNamed(table: LogTable, query: Query): readonly number[] {
  const span = spanOf(table);
  return [...new Set(termsOf(query).flatMap((term) => momentOf(term, span)))].sort((a, b) => a - b);
}

/** Whether each kind of row is one that a query of columns without files and times asks for. */
export function selectKinds(columns: RowColumns, query: Query): Uint8Array {
  const where = { fileIdx: 0, times: [], span: spanOf(columns.table) };
  return decideKinds(columns, query, where, new TextClasses())[0].map((state) => (state === ASKED ? 1 : 0));
}

interface Where {
  readonly fileIdx: number;
  /** Times that the query names, ascending. */
  readonly times: readonly number[];
  readonly span: LogSpan;
}

/** State of each kind in each span between the times; the last is that of rows without a time. */
function decideKinds(columns: RowColumns, query: Query, where: Where, classes: TextClasses): Uint8Array[] {
  const numKinds = columns.table.kinds.length;
  const numSpans = where.times.length === 0 ? 1 : where.times.length + 2;
  return Array.from({ length: numSpans }, (_, spanIdx) => {
    const ofKind = new Uint8Array(numKinds);
    const known = new Map<string, number>();
    const terms = termsOf(query);
    for (let kind = 0; kind < numKinds; kind++) {
      const truths = new Map<Term, Truth>(
        terms.map((term) => [term, truthOf(term, columns, kind, spanIdx, where)]),
      );
      const key = terms.map((term) => `${truths.get(term)}`[0]).join('');
      let found = known.get(key);
      if (found === undefined) {
        found = classes.stateOf(residual(query, truths));
        known.set(key, found);
      }
      ofKind[kind] = found;
    }
    return ofKind;
  });
}

/** Index of the span between the times that a time lies in; a row without a time: behind the last. */
export function spanIdxOf(times: readonly number[], time: number): number {
  if (Number.isNaN(time)) return times.length + 1;
  let idx = 0;
  while (idx < times.length && time >= times[idx]) idx++;
  return idx;
}

/** What is left of a query where the columns have been looked at. */
function residual(query: Query, truths: ReadonlyMap<Term, Truth>): Query | boolean {
  if (query.kind === 'not') {
    const of = residual(query.of, truths);
    return typeof of === 'boolean' ? !of : { kind: 'not', of };
  }
  if (query.kind !== 'and' && query.kind !== 'or') return truths.get(query) ?? query;
  const stops = query.kind === 'or';
  const left: Query[] = [];
  for (const part of query.parts) {
    const each = residual(part, truths);
    if (each === stops) return stops;
    if (typeof each !== 'boolean') left.push(each);
  }
  return left.length === 0 ? !stops : joined(query.kind, left);
}

/** Different questions to texts, each with a number. */
class TextClasses {
  readonly texts: Query[] = [];
  private readonly numbers = new Map<string, number>();

  stateOf(query: Query | boolean): number {
    if (typeof query === 'boolean') return query ? ASKED : 0;
    const key = printQuery(query);
    let number = this.numbers.get(key);
    if (number === undefined) {
      if (this.texts.length >= MAX_TEXTS)
        throw new Error('This query asks too many different things at once.');
      number = this.texts.push(query);
      this.numbers.set(key, number);
    }
    return number;
  }
}

function truthOf(term: Term, columns: RowColumns, kind: number, spanIdx: number, where: Where): Truth {
  if (term.kind !== 'field' || !isKnownField(term.field)) return null;
  const { table, templates, levels } = columns;
  switch (term.field) {
    case 'level':
      return compare(levels[kind], term.op, levelOf(term.value));
    case 'component':
      return isNamed(term, table.sources[table.kinds.source[kind]] ?? '');
    case 'file':
      return isNamed(term, table.files[where.fileIdx]?.name ?? '');
    case 'template':
      return isTemplate(term, templates.ofKind[kind], templates);
    case 'status':
      return statusTruth(term, table.kinds.status?.[kind] ?? 0);
    default: {
      const [moment] = momentOf(term, where.span);
      // Behind the last span stand rows before any time of their file: they are of no time.
      if (moment === undefined || spanIdx === where.times.length + 1) return false;
      const isAfter = spanIdx > where.times.indexOf(moment);
      return term.field === 'after' ? isAfter : !isAfter;
    }
  }
}

function compare(own: number, op: FieldTerm['op'], wanted: number): boolean {
  if (op === '>') return own > wanted;
  if (op === '>=') return own >= wanted;
  if (op === '<') return own < wanted && own > 0;
  return op === '<=' ? own <= wanted && own > 0 : own === wanted;
}

function isNamed({ op, value }: FieldTerm, name: string): boolean {
  const [own, wanted] = [name.toLowerCase(), value.toLowerCase()];
  return op === '=' ? own === wanted : own.includes(wanted);
}

function isTemplate({ op, value }: FieldTerm, template: number, templates: TemplateTable): boolean {
  const id = /^T(\d+)$/i.exec(value);
  if (id !== null) return template === Number(id[1]) - 1;
  return isNamed({ kind: 'field', field: 'template', op, value }, templates.templates[template]?.text ?? '');
}

/** Columns know the class of a status; which one it is, the text says. */
function statusTruth({ op, value }: FieldTerm, ofKind: number): Truth {
  if (ofKind === 0) return false;
  const wanted = Number(value[0]);
  if (/xx/i.test(value)) return ofKind === wanted;
  if (op === ':' || op === '=') return ofKind === wanted ? null : false;
  if (ofKind !== wanted) return op.startsWith('>') ? ofKind > wanted : ofKind < wanted;
  return null;
}

interface LogSpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

function spanOf({ files }: LogTable): LogSpan {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const file of files) {
    if (file?.firstMs != null) firstMs = Math.min(firstMs, file.firstMs);
    if (file?.lastMs != null) lastMs = Math.max(lastMs, file.lastMs);
  }
  return firstMs > lastMs ? { firstMs: Number.NaN, lastMs: Number.NaN } : { firstMs, lastMs };
}

/** The moment that a term names, in ms since 1970; none: it names none, or the log states no time. */
function momentOf(term: Term, { firstMs, lastMs }: LogSpan): number[] {
  if (term.kind !== 'field' || (term.field !== 'after' && term.field !== 'before')) return [];
  const when = parseWhen(term.value);
  const ms = when === null ? Number.NaN : resolveWhen(when, firstMs, lastMs);
  return Number.isNaN(ms) ? [] : [ms];
}

function termsOf(query: Query): Term[] {
  if (query.kind === 'not') return termsOf(query.of);
  return query.kind === 'and' || query.kind === 'or' ? query.parts.flatMap(termsOf) : [query];
}
