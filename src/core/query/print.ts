// The reverse of parse.ts: text that reads as the same query again.
import { parseQuery } from './parse';
import type { FieldTerm, Query } from './query';

/** '' for a query that asks for everything. */
export function printQuery(query: Query): string {
  switch (query.kind) {
    case 'text':
      return printText(query.text);
    case 'regex':
      return `/${query.source}/${query.flags}`;
    case 'field':
      return printField(query);
    case 'not':
      return `-${grouped(query.of, query.of.kind !== 'text' && query.of.kind !== 'regex' && query.of.kind !== 'field')}`;
    case 'and':
      return query.parts.map((part) => grouped(part, part.kind === 'or')).join(' ');
    default:
      return query.parts.map((part) => printQuery(part)).join(' OR ');
  }
}

function grouped(query: Query, isGroup: boolean): string {
  return isGroup ? `(${printQuery(query)})` : printQuery(query);
}

/** A term that asks for this text as it stands: in quotes where it would read as something else. */
export function printText(text: string): string {
  // What begins with a slash may be read as an expression that ends in a later term.
  if (/[()"\s]|^[-/]/.test(text)) return quoted(text);
  const { query } = parseQuery(text);
  return query?.kind === 'text' && query.text === text ? text : quoted(text);
}

/** A term of a field: `component="my service"`. */
export function printField({ field, op, value }: Omit<FieldTerm, 'kind'>): string {
  return `${field}${op}${/[()"\s\\]|^$/.test(value) || /^(?:[=>]|\/\/)/.test(value) ? quoted(value) : value}`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
