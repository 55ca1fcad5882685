/**
 * Files of one log, as rotation leaves them: 'messages', 'messages.1', 'messages-20240514.gz'. In: names. Out: the order of all of them, each
 * log's files together where its first one stood and oldest first; and of each file its place in its log.
 */
import type { FilePlace } from '../../contracts/tables';
import { isPrevious, unpackedName } from './file-names';

interface Part {
  /** Folder and name without what rotation put there. */
  readonly log: string;
  /** Age by number, and by date as digits; a file without either is written now. */
  readonly number: number;
  readonly date: string;
}

/** Numbers are of age: 1 is the last but one. */
const NUMBER = /^(.*?)[.](\d{1,3})$/;
const DATE = /^(.*?)[-._](\d{4})-?(\d{2})-?(\d{2})(?:[-_.T]?(\d{2,6}))?(\.[A-Za-z][\w]{0,7})?$/;
const OLD = /^(.*?)\.(?:old|bak|prev(?:ious)?)$/i;
const NOW = '99999999';

/** Indices into `names` in the order that they are read in. */
export function readingOrder(names: readonly string[]): readonly number[] {
  const groups = groupsOf(names);
  const seen = new Set<string>();
  return names.flatMap((_, i) => {
    const { log } = partOf(names[i]);
    if (seen.has(log)) return [];
    seen.add(log);
    return groups.get(log)!;
  });
}

/** By index into `names`; null: its name tells nothing. */
export function placesOf(names: readonly string[]): readonly (FilePlace | null)[] {
  const groups = groupsOf(names);
  return names.map((name, i) => {
    const { log } = partOf(name);
    const group = groups.get(log)!;
    const rotation = group.length > 1 ? { log, partIdx: group.indexOf(i), numParts: group.length } : null;
    const previousContainer = isPrevious(name);
    return rotation || previousContainer ? { rotation, previousContainer } : null;
  });
}

/** Indices of each log's files, oldest first. */
function groupsOf(names: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  names.forEach((name, i) => {
    const { log } = partOf(name);
    groups.set(log, [...(groups.get(log) ?? []), i]);
  });
  for (const group of groups.values())
    group.sort((a, b) => byAge(partOf(names[a]), partOf(names[b])) || a - b);
  return groups;
}

function byAge(a: Part, b: Part): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return b.number - a.number;
}

function partOf(path: string): Part {
  const slash = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, slash), unpackedName(path.slice(slash))];
  const old = OLD.exec(name);
  if (old) return { log: folder + old[1], number: 1, date: NOW };
  const dated = DATE.exec(name);
  if (dated)
    return { log: folder + dated[1] + (dated[6] ?? ''), number: 0, date: dated.slice(2, 6).join('') };
  const numbered = NUMBER.exec(name);
  if (!numbered) return { log: path.slice(0, slash) + name, number: 0, date: NOW };
  const inner = DATE.exec(numbered[1]);
  // A number behind a date counts the files of that day, the later the higher.
  if (inner)
    return { log: folder + inner[1], number: -Number(numbered[2]), date: inner.slice(2, 6).join('') };
  return { log: folder + numbered[1], number: Number(numbered[2]), date: NOW };
}
