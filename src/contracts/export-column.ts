// What a part of an exported file is called and what it means: a column of a table, a key of a JSON file, a section of a ticket.

/** What values are given in; each with what that means where the name alone does not say it. */
export const UNITS = {
  time: 'ISO 8601 in UTC with milliseconds; in Parquet a timestamp in milliseconds, UTC',
  text: 'characters, UTF-8',
  count: 'a whole number, at least 0',
  line: 'a line number of a file, from 1',
  '0 or 1': '1: yes',
  share: '0 to 1',
  score: 'a number without a unit: higher is odder, not comparable between detectors',
  number: 'a number without a unit',
  bits: 'minus the logarithm to base 2 of a probability',
  minutes: '',
  seconds: '',
  ms: 'milliseconds',
  bytes: '',
  'bytes a second': '',
  object: 'keys of its own, which are described elsewhere',
} as const;
export type Unit = keyof typeof UNITS;

export interface ExportColumn<Name extends string = string> {
  /**
   * Column or section; of a JSON file the path of a value: 'files[].name' is the key `name` of each entry of the list `files`, and
   * a `*` stands for keys that are data.
   */
  readonly name: Name;
  readonly unit: Unit;
  /** One sentence or two, with what null or an empty cell says. */
  readonly what: string;
}

export function column<Name extends string>(name: Name, unit: Unit, what: string): ExportColumn<Name> {
  return { name, unit, what };
}

/** The keys of a part of a JSON file, as paths from its top: under('[].', keys) are those of each entry of a list. */
export function under(prefix: string, columns: readonly ExportColumn[]): readonly ExportColumn[] {
  return columns.map((each) => ({ ...each, name: prefix + each.name }));
}

/** Names in the order of the file. */
export function namesOf<Name extends string>(columns: readonly ExportColumn<Name>[]): readonly Name[] {
  return columns.map(({ name }) => name);
}

/** `make` of each column by its name, in the order of the file. */
export function byColumn<Name extends string, T>(
  columns: readonly ExportColumn<Name>[],
  values: Readonly<Record<Name, T>>,
): readonly T[] {
  return columns.map(({ name }) => values[name]);
}
