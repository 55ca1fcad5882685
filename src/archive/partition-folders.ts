/**
 * Folders of a partitioned log, as Hive, DuckDB, Spark, Trino and Athena name them: date=2026-03-12/component=nova.compute. In: a table. Out: the folder of
 * each component. Names of components are log text: whatever a file system could take for something else is written by its number or left to OTHER.
 */
import type { LogTable } from '../contracts/tables';

/** What readers of such folders take for null: a record without a time, or without a component. */
const NULL = '__HIVE_DEFAULT_PARTITION__';
/** Components that have no folder of their own. */
export const OTHER = '__other__';

/** A component of fewer records has no folder of its own. */
const MIN_SHARE01 = 0.001;
/** Folders in all; where they would be more, the components with the fewest records have none. */
const MAX_FOLDERS = 1000;
/** Each has a folder at least. */
const MAX_DAYS = 4000;
/** File systems end at 255 bytes. */
const MAX_NAME_BYTES = 180;
const DAY_MS = 86_400_000;

/** By index into LogTable.sources: 'component=NAME'. @throws Error with a sentence for the user where there are too many days */
export function componentFolders(
  table: Pick<LogTable, 'shards' | 'kinds' | 'sources'>,
  maxFolders = MAX_FOLDERS,
): readonly string[] {
  const { sources } = table;
  const { records, days, numDays } = countBySource(table);
  if (numDays > MAX_DAYS)
    throw new Error(
      `Not saved: the records are of ${numDays.toLocaleString('en')} days, and ${MAX_DAYS.toLocaleString('en')} folders of days are the most.`,
    );
  const least = MIN_SHARE01 * records.reduce((sum, num) => sum + num, 0);
  const folders: string[] = sources.map(() => folderOf(OTHER));
  const taken = new Set<string>();
  // Room for the null component and for OTHER on every day.
  let left = maxFolders - 2 * numDays;
  for (const i of sources.map((_, i) => i).sort((a, b) => records[b] - records[a] || a - b)) {
    if (sources[i] === '') {
      folders[i] = folderOf(NULL);
      continue;
    }
    const name = hiveName(sources[i]);
    // On some file systems names that differ in case or in Unicode's form alone are one folder.
    const key = sources[i].normalize('NFKC').toLowerCase();
    if (name === null || taken.has(key) || records[i] < least || days[i] > left) continue;
    taken.add(key);
    left -= days[i];
    folders[i] = folderOf(name);
  }
  return folders;
}

const folderOf = (name: string): string => `component=${name}`;

/** 'date=2026-03-12', the day in UTC. @param timeMs NaN: none is stated */
export function dateFolder(timeMs: number): string {
  if (!(Math.abs(timeMs) <= 8.64e15)) return `date=${NULL}`;
  const day = new Date(timeMs).toISOString().split('T')[0];
  return `date=${day}`;
}

/** What Hive writes by numbers, with what Windows and browsers refuse in names. */
const ESCAPED = /["#%'*/:=?\\{}[\]^<>|`]|[ .]$|^[ .~]/g;

/** DuckDB takes the word null for null. */
const RESERVED = new RegExp(`^(?:null|${NULL}|${OTHER})$`, 'i');

/** A value of a partition as the name of a folder; null: no folder can be sure to be called so. */
function hiveName(value: string): string | null {
  // Readers take a number for one character, not for a byte, so that others than ASCII stand as they are: those that show nothing cannot.
  if (!value.isWellFormed() || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)) return null;
  if (RESERVED.test(value)) return null;
  const name = value.replace(
    ESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return new TextEncoder().encode(name).length > MAX_NAME_BYTES ? null : name;
}

/** By source: records, and on how many days there are any. */
function countBySource({ shards, kinds, sources }: Pick<LogTable, 'shards' | 'kinds' | 'sources'>) {
  const records = new Float64Array(sources.length);
  const days = new Float64Array(sources.length);
  const seen = new Set<number>();
  const all = new Set<number>();
  for (const { timeMs, kind, length } of shards)
    for (let i = 0; i < length; i++) {
      const source = kinds.source[kind[i]];
      const day = Number.isNaN(timeMs[i]) ? -1 : Math.floor(timeMs[i] / DAY_MS) + 1e8;
      records[source]++;
      const key = (day + 1) * sources.length + source;
      if (seen.has(key)) continue;
      seen.add(key);
      all.add(day);
      days[source]++;
    }
  return { records, days, numDays: all.size };
}
