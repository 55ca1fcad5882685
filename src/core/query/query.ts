// What a person asks of the lines, as a tree. `parse.ts` makes it of text, `print.ts` makes text of it.

/** How a field is compared: `:` contains (or is of the kind), `=` is exactly, the others compare numbers, levels or times. */
export type Comparison = ':' | '=' | '>' | '>=' | '<' | '<=';

export interface TextTerm {
  readonly kind: 'text';
  /** Looked for as it stands, whatever the case; never ''. */
  readonly text: string;
}

export interface RegexTerm {
  readonly kind: 'regex';
  /** Between the slashes, as it was typed. */
  readonly source: string;
  /** Of i, s and u; `m` is always on: ^ and $ are the ends of a line. */
  readonly flags: string;
}

export interface FieldTerm {
  readonly kind: 'field';
  /** One that isKnownField knows, or a name that lines themselves write ('latency_ms'). */
  readonly field: string;
  readonly op: Comparison;
  readonly value: string;
}

export type Term = TextTerm | RegexTerm | FieldTerm;

/** Groups hold two parts or more, and none of their own kind; an `and` without parts asks for everything. */
export type Query =
  | Term
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  | { readonly kind: 'or'; readonly parts: readonly Query[] };

/** Fields that every record has in its columns, whatever its text. */
const KNOWN_FIELDS = ['level', 'component', 'file', 'template', 'status', 'after', 'before'] as const;
type KnownField = (typeof KNOWN_FIELDS)[number];

export const EVERYTHING: Query = { kind: 'and', parts: [] };

export function isKnownField(field: string): field is KnownField {
  return (KNOWN_FIELDS as readonly string[]).includes(field);
}

/** Whether it is decided by columns alone, without the text of any record. */
export function isOfColumns(query: Query): boolean {
  switch (query.kind) {
    case 'text':
    case 'regex':
      return false;
    case 'field':
      return isKnownField(query.field) && !(query.field === 'status' && /\d\d/.test(query.value));
    case 'not':
      return isOfColumns(query.of);
    default:
      return query.parts.every(isOfColumns);
  }
}

/** Its parts that all have to hold. */
export function conjunctsOf(query: Query): readonly Query[] {
  return query.kind === 'and' ? query.parts : [query];
}

/** All of them; one alone stands for itself. */
export function allOf(parts: readonly Query[]): Query {
  return joined('and', parts);
}

/** One group of a kind, with groups of its own kind taken in. */
export function joined(kind: 'and' | 'or', given: readonly Query[]): Query {
  const parts = given.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return parts.length === 1 ? parts[0] : { kind, parts };
}
