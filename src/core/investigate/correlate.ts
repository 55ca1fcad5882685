/**
 * Step 3 of the investigation. In: changes and an episode. Out: those that came before its first confirmed window, nearest
 * first. 'Before', never 'caused by': the log does not show causes.
 */
import type { Change } from '../../contracts/changes';
import type { ChangeBefore, Episode } from '../../contracts/incident';
import { minutesBeforeInWords } from '../wording/duration';
import { plural } from '../wording/plural';

const DEFAULT_LOOKBACK_HOURS = 12;
/** Most changes listed for an incident. */
const MAX_CHANGES_BEFORE = 10;

export interface ChangesFinding {
  readonly changes: readonly ChangeBefore[];
  readonly line: string;
}

/**
 * Changes in the `lookbackHours` before the first confirmed window, nearest first; of equal times the graver kind
 * (migration, deploy, config) first. A change inside that window counts too: 0 minutes before.
 * @param windowMs size of a window; 0: changes inside the first one do not count
 */
export function correlateChanges(
  episode: Episode,
  changes: readonly Change[],
  windowMs: number,
  lookbackHours = DEFAULT_LOOKBACK_HOURS,
): ChangesFinding {
  const first = episode.firstConfirmed;
  const begin = first - lookbackHours * 3_600_000;
  // A window's vote is about what happened inside it: a change in its first minutes can come before the odd lines.
  const end = first === episode.start ? first + windowMs : first;
  const before = changes
    .filter(
      (change) => change.timeMs >= begin && change.timeMs <= end && !(change.timeMs === end && end > first),
    )
    .map((change) => ({ change, minutesBefore: Math.max(0, (first - change.timeMs) / 60_000) }))
    .sort(
      (a, b) =>
        b.change.timeMs - a.change.timeMs ||
        rank(a.change) - rank(b.change) ||
        compare(a.change.what, b.change.what),
    );
  return { changes: before.slice(0, MAX_CHANGES_BEFORE), line: changesLine(before, lookbackHours) };
}

function rank(change: Change): number {
  return ['migration', 'deploy', 'config', 'scale', 'restart', 'other'].indexOf(change.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function changesLine(before: readonly ChangeBefore[], lookbackHours: number): string {
  if (before.length === 0)
    return `No change is known in the ${lookbackHours} hours before the first confirmed window.`;
  const { change, minutesBefore } = before[0];
  const num = `${before.length} ${plural(before.length, 'change')} in the ${lookbackHours} hours before`;
  return `${num}; the last: ${change.kind} "${change.what.slice(0, 100).toWellFormed()}", ${minutesBeforeInWords(minutesBefore)}.`;
}
