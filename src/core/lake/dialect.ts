/** What databases say differently. In: names and expressions that are ours, texts that are hostile. Out: SQL. One file a dialect in dialects/. */

export interface Dialect {
  /** Name of its file in lake/, without '.sql'. */
  readonly id: string;
  readonly title: string;
  /** A literal of any text: nothing in it ends the literal. */
  text(value: string): string;
  /** A name of ours that may be a word of SQL. */
  name(of: string): string;
  /** Whether a text matches a pattern. */
  matches(text: string, pattern: string): string;
  /** The first match of a pattern without groups; '' or null: there is none. */
  first(text: string, pattern: string): string;
  /** The one group of a pattern; '' or null: there is no match. */
  group(text: string, pattern: string): string;
  /** Characters from a place, counted from 1; without `length` all of them. */
  part(text: string, begin: string, length?: string): string;
  replaceAll(text: string, pattern: string, by: string): string;
  /** Whole number of a text; null: it is none. */
  whole(text: string): string;
  /** Floor of a quotient of whole numbers that are at least 0. */
  divide(a: string, b: string): string;
  /** First six characters, filled up with zeros on the right. */
  sixDigits(text: string): string;
  /** Place of a text in another, from 1; 0: it is not there. */
  place(text: string, within: string): string;
  /** Word `i`, from 0, of a text with single blanks. */
  word(text: string, i: number): string;
  length(text: string): string;
  /** Digits of a whole number, as a text. */
  digits(of: string): string;
  /** An aggregate: the value where another is least. */
  ofLeast(value: string, by: string): string;
  log2(value: string): string;
  /** A time from whole milliseconds since 1970. */
  time(ms: string): string;
  /** Whole numbers 0 .. num - 1, as a column `w` of a select. */
  numbers(num: string, from: string): string;
  double(value: string): string;
  /** A join whose right side is small and goes to wherever the left side lies. */
  readonly joinSmall: string;
  /** The row before in the same file. */
  lag(column: string): string;
  /** The row after in the same file. */
  lead(column: string, file: string, seq: string): string;
  /** An aggregate over the rows of a part up to this one, in the order of lines. */
  running(aggregate: string, by: string): string;
  /** `rows`: lists of values of a table with these columns. */
  values(columns: readonly string[], rows: readonly (readonly string[])[]): string;
  table(name: string, select: string, sortedBy: string): string;
  view(name: string, select: string): string;
  drop(name: string): string;
  /** Statements that come first: limits that a long query would meet. */
  readonly limits: readonly string[];
  /** Statements that read raw text into lake_lines (file, seq, line), with what a person changes first. */
  readonly lines: readonly string[];
  /** Statements that write a table to a file. */
  save(name: string, orderedBy: string): string;
  /** What a person has to know before it is run. */
  readonly notes: readonly string[];
}

/** An aggregate over the rows of a part up to this one. */
export const running = (aggregate: string, by: string): string =>
  `${aggregate} OVER (PARTITION BY ${by} ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;

/** A window over the rows of a file in their order. */
export const IN_FILE = 'OVER (PARTITION BY file ORDER BY seq)';

/** Well-formed text without characters that some client cuts a statement at. */
export function wellFormed(value: string): string {
  return value.toWellFormed().replaceAll('\u0000', '\ufffd');
}
