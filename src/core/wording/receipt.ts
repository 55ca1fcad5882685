/** How a file was read, as a list that a person can go through. In: its summary. Out: each rule, whether stated or assumed, from what, and where to change it. */
import type { FileSummary, ReadFrom } from '../../contracts/tables';

export interface ReceiptRow {
  readonly what: 'Format' | 'Zone' | 'Year' | 'Day' | 'Date order' | 'Level' | 'Records';
  readonly read: ReadFrom;
  /** What would change it, as a sentence. */
  readonly change: string;
  /** The setting that does; null: the one of the format. */
  readonly setting: 'format' | 'zone' | 'year' | 'dateOrder';
}

export function receiptOf({ reading, rules }: FileSummary): readonly ReceiptRow[] {
  const row = (
    what: ReceiptRow['what'],
    read: ReadFrom | null | undefined,
    setting: ReceiptRow['setting'],
    change: string,
  ): ReceiptRow[] => (read ? [{ what, read, setting, change }] : []);
  return [
    ...row('Format', rules?.format, 'format', 'Another format of this file.'),
    ...row('Zone', reading?.zone, 'zone', 'The zone of this file, or the one of all that state none.'),
    ...row('Year', reading?.year, 'year', 'The year in the settings, or a date in the name of the file.'),
    ...row('Day', reading?.day, 'year', 'A date in the name of the file, as in app-2024-05-14.log.'),
    ...row('Date order', reading?.dateOrder, 'dateOrder', 'Day or month first, for this file.'),
    ...row('Level', rules?.level, 'format', 'A format of this file that knows where its level stands.'),
    ...row('Records', rules?.records, 'format', 'Another format of this file.'),
  ];
}

/** ReadFrom.by behind its value: 'from the date of the file', 'its lines state none'. */
export function sourceInWords(by: string): string {
  return /^(?:its lines state|most of its lines|nothing)/.test(by) ? by : `from ${by}`;
}

/** What a verdict rests on and no line states: one for all files that have it alike. */
export interface Assumption {
  readonly what: 'Zone' | 'Year' | 'Day' | 'Date order';
  readonly value: string;
  readonly by: string;
  readonly setting: ReceiptRow['setting'];
  /** Indices of the files. */
  readonly fileIdx: readonly number[];
}

export function assumptionsOf(files: readonly FileSummary[]): readonly Assumption[] {
  const found = new Map<string, Assumption & { readonly fileIdx: number[] }>();
  files.forEach((file, i) => {
    for (const { what, read, setting } of receiptOf(file)) {
      if (read.from !== 'assumed' || what === 'Format' || what === 'Level' || what === 'Records') continue;
      const key = `${what}/${read.value}/${read.by}`;
      const known = found.get(key);
      if (known) known.fileIdx.push(i);
      else found.set(key, { what, value: read.value, by: read.by, setting, fileIdx: [i] });
    }
  });
  return [...found.values()];
}
