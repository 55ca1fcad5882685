/** Which of the results of lake/ a table is, by its columns. In: names of columns. Out: its kind and the columns that are read; null: none of them. */
import { COUNTED_FIGURES } from '../../../contracts/tables';

export type HomeKind = 'windows' | 'cells' | 'lines';

/** By its name: whether a look at its columns is worth it. */
export const mayBeTable = (path: string): boolean => /\.(?:parquet|arrow|feather|csv)$/i.test(path);

/** As the results are called. */
export const HOME_NAMES: Readonly<Record<HomeKind, string>> = {
  windows: 'feature_windows',
  cells: 'template_windows',
  lines: 'template_lines',
};

const COLUMNS: Readonly<Record<HomeKind, readonly string[]>> = {
  windows: ['start', 'end', 'volume', ...COUNTED_FIGURES],
  cells: [
    'start',
    'template_id',
    'template',
    'level',
    'status',
    'count',
    'first_seen',
    'last_seen',
    'component',
    'file',
    'seq',
    'next_seq',
    'model',
  ],
  lines: ['file', 'seq', 'line', 'model'],
};

/** Of these, the ones that no other table has together. */
const TELLING: Readonly<Record<HomeKind, readonly string[]>> = {
  windows: ['start', 'volume', 'new_pairs', 'burstiness'],
  cells: ['start', 'template_id', 'status', 'count'],
  lines: ['file', 'seq', 'line', 'model'],
};

export function homeKindOf(names: readonly string[]): HomeKind | null {
  const kinds = Object.keys(TELLING) as HomeKind[];
  const found = kinds.find((kind) => TELLING[kind].every((name) => names.includes(name))) ?? null;
  // A log in CSV may have these columns among others.
  return found === 'lines' && names.length > COLUMNS.lines.length ? null : found;
}

/** Columns of a table that are read, as far as it has them: what it lacks is told where it is missed. */
export function homeColumnsOf(names: readonly string[]): readonly string[] | null {
  const kind = homeKindOf(names);
  return kind && COLUMNS[kind].filter((name) => names.includes(name));
}
