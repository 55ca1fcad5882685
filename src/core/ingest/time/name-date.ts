/**
 * The date in the name of a file: 'server-2026-02-27.log', 'app.20240514.log', 'messages-20240514', 'u_ex240514.log', '2024-05-14/app.log'.
 * In: the path. Out: year, month and day as far as they are there, and which line of the file is of that day. Null: none is named.
 */
import { dateMs } from './time-parts';

export interface NameDate {
  readonly year: number;
  /** 1..12; null: only a year is named. */
  readonly month: number | null;
  /** 1..31; null: not named. */
  readonly day: number | null;
  /** logrotate's suffix is the day when a file was closed; any other date is that of its beginning. */
  readonly of: 'first' | 'last';
}

const PACKED = /\.(?:gz|bz2|xz|zst|zip|lz4|7z|Z)$/i;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const YEAR = '((?:19|20)\\d\\d)';
const MONTH = '(0[1-9]|1[0-2])';
const DAY = '(0[1-9]|[12]\\d|3[01])';
const NAME = `(${MONTHS.join('|')})[a-z]*`;
/** Behind a date without separators digits of a clock may follow. */
const CLOCK = '(?=\\D|$|(?:\\d{2}){1,3}(?:\\D|$))';

type Finder = readonly [RegExp, (parts: string[]) => readonly [string, string | null, string | null]];

/** The most particular first; parts are year, month, day. */
const FINDERS: readonly Finder[] = [
  [new RegExp(`(?<!\\d)${YEAR}([-_.])${MONTH}\\2${DAY}(?!\\d)`), ([y, , m, d]) => [y, m, d]],
  [new RegExp(`(?<!\\d)${YEAR}${MONTH}${DAY}${CLOCK}`), ([y, m, d]) => [y, m, d]],
  [new RegExp(`(?<!\\d)${DAY}[-_.]?${NAME}[-_.]?${YEAR}(?!\\d)`, 'i'), ([d, m, y]) => [y, monthOf(m), d]],
  [new RegExp(`(?<![a-z])${NAME}[-_.]?${DAY}[-_.]${YEAR}(?!\\d)`, 'i'), ([m, d, y]) => [y, monthOf(m), d]],
  [new RegExp(`(?<!\\d)${YEAR}[-_.]?${NAME}[-_.]?${DAY}(?!\\d)`, 'i'), ([y, m, d]) => [y, monthOf(m), d]],
  // With the day or the month first only what cannot be the other way round.
  [new RegExp(`(?<!\\d)(1[3-9]|2\\d|3[01])([-_.])${MONTH}\\2${YEAR}(?!\\d)`), ([d, , m, y]) => [y, m, d]],
  [new RegExp(`(?<!\\d)${MONTH}([-_.])(1[3-9]|2\\d|3[01])\\2${YEAR}(?!\\d)`), ([m, , d, y]) => [y, m, d]],
  [new RegExp(`(?:^|_)(?:ex|in|nc)(\\d\\d)${MONTH}${DAY}(?!\\d)`), ([y, m, d]) => [`20${y}`, m, d]],
  [new RegExp(`(?<!\\d)${YEAR}[-_.]${MONTH}(?!\\d)`), ([y, m]) => [y, m, null]],
  // Of a folder only one that is called so: 'SQL2019' is a version.
  [new RegExp(`(?:^|[-_.])${YEAR}(?=[-_.].*\\.|\\.|$)`), ([y]) => [y, null, null]],
];

const monthOf = (name: string): string => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

/** The file's own name before its folders, the innermost first. */
export function dateOfName(path: string): NameDate | null {
  const [file, ...folders] = path.split('/').reverse();
  const ofFile = dateIn(file.replace(PACKED, ''));
  if (ofFile) return ofFile;
  for (const folder of folders) {
    const found = dateIn(folder);
    if (found && (found.month !== null || /^\d{4}$/.test(folder))) return found;
  }
  return null;
}

function dateIn(name: string): NameDate | null {
  for (const [pattern, pick] of FINDERS) {
    const match = pattern.exec(name);
    if (!match) continue;
    const [year, month, day] = pick(match.slice(1)).map((part) => (part === null ? null : Number(part)));
    if (month !== null && day !== null && Number.isNaN(dateMs(year!, month, day))) continue;
    const isRotated = day !== null && /-\d{8}(?:-\d+)?$/.test(name);
    return { year: year!, month, day, of: isRotated ? 'last' : 'first' };
  }
  return null;
}
