/**
 * Files whose lines state a time of day and no date at all take the day of the files beside them. In: the files of one drop,
 * the day of the undated ones guessed from when they were last written. Out: whole days to shift each one by: a copied
 * folder has fresh dates of files, but a dated line in any of its logs tells the true day for all.
 */

import type { FileSummary } from '../../../contracts/tables';
import { highest, lowest } from '../../lib/extremes';

const DAY_MS = 86_400_000;
/** Dated files that lie further apart than this tell no common day. */
const MAX_SPREAD_MS = 2 * DAY_MS;

/** @param isGuessed for each file: its day was guessed. Returns 0 for files that stay where they are. */
export function daysToShift(
  files: readonly Pick<FileSummary, 'firstMs' | 'lastMs'>[],
  isGuessed: readonly boolean[],
): number[] {
  const none = files.map(() => 0);
  const dated = files.filter((file, i) => !isGuessed[i] && file.firstMs !== null);
  if (dated.length === 0) return none;
  const first = lowest(dated.map((file) => file.firstMs as number));
  const last = highest(dated.map((file) => file.lastMs as number));
  if (last - first > MAX_SPREAD_MS) return none;
  const middle = (first + last) / 2;
  return files.map(({ firstMs, lastMs }, i) =>
    isGuessed[i] && firstMs !== null && lastMs !== null
      ? Math.round((middle - (firstMs + lastMs) / 2) / DAY_MS)
      : 0,
  );
}
