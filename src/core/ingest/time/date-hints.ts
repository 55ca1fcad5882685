/**
 * What else a log shows of the order of its days and months, where no number tells. In: lines of a sample, when the file was written.
 * Out: an order and why, as it goes on "assumed from ...". Null: nothing.
 */
import type { DateOrder, FoundOrder, NumericDate } from './date-order';
import { dateMs } from './time-parts';

const DAY_MS = 86_400_000;
const MIN_SHARE = 0.5;

/** A log's lines bear the mark of where it was written: share of them, the order that is usual there, and what the mark is called. */
const MARKS: readonly (readonly [RegExp, DateOrder, string])[] = [
  [/\d ?(?:E|C|M|P)[SD]T\b|\bAmerica\//, 'month-first', 'its American zone'],
  [
    /\d ?(?:GMT|BST|CES?T|EES?T|WES?T|MSK|IST|A[EC][SD]T|AWST|NZ[SD]T|SAST|BRT)\b|\b(?:Europe|Africa|Australia)\//,
    'day-first',
    'its zone',
  ],
  [/\d[ \u00a0\u202f]?[AP]M\b/i, 'month-first', 'its clock of twelve hours'],
  [
    /\b(?:FEHLER|WARNUNG|INFORMATIONEN|ERREUR|AVERTISSEMENT|ERRORE|AVVISO|ADVERTENCIA|AVISO|ERRO|FOUT|WAARSCHUWING|HINWEIS)\b/i,
    'day-first',
    'its language',
  ],
];

export function orderHint(
  lines: readonly string[],
  last: NumericDate | null,
  lastModified: number | null,
): FoundOrder | null {
  const share = (pattern: RegExp): number => lines.filter((line) => pattern.test(line)).length / lines.length;
  for (const [pattern, order, by] of MARKS.slice(0, 3)) if (share(pattern) > MIN_SHARE) return { order, by };
  // The words of a language are those of levels: not every line has one.
  const [words, order, by] = MARKS[3];
  if (lines.some((line) => words.test(line))) return { order, by };
  return last && lastModified !== null ? hintOfWritten(last, lastModified) : null;
}

/** No line is written later than its file; one of the two readings may be. */
function hintOfWritten({ first, second, year }: NumericDate, lastModified: number): FoundOrder | null {
  const isLate = (ms: number): boolean => !(ms < lastModified + DAY_MS);
  const [dayFirst, monthFirst] = [isLate(dateMs(year, second, first)), isLate(dateMs(year, first, second))];
  if (dayFirst === monthFirst) return null;
  return { order: dayFirst ? 'month-first' : 'day-first', by: 'the date of the file' };
}
