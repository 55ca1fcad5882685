/**
 * A log of which the user knows that it holds no incident. In: spans that a truth file without incidents gave, the grid, the vote. Out:
 * whether the log is one, and its false alarms: every run of confirmed windows.
 */
import type { WindowGrid } from '../../contracts/features';
import type { MarkedSpan } from '../../contracts/settings';
import type { CleanLog, WindowStretch } from '../../contracts/tuning';
import { alarmsIn, MAX_STEP } from './optimise-events';

/** Windows of another size end a little earlier or later: so much of the log has to lie within one span. */
const MIN_SHARE01 = 0.9;

export function isKnownClean(
  spans: readonly MarkedSpan[],
  { startMs, windowMs, length }: WindowGrid,
): boolean {
  const endMs = startMs + length * windowMs;
  return spans.some(({ start, end }) => {
    const overlap = Math.min(endMs, Date.parse(end)) - Math.max(startMs, Date.parse(start));
    return overlap >= MIN_SHARE01 * (endMs - startMs);
  });
}

/** The whole log, to be known as clean. */
export function spanOfLog({ startMs, windowMs, length }: WindowGrid): MarkedSpan {
  return {
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + length * windowMs).toISOString(),
  };
}

export function falseAlarms(confirmed: Uint8Array, windowMs: number): CleanLog {
  const runs: (WindowStretch & { num: number })[] = [];
  confirmed.forEach((isConfirmed, w) => {
    if (!isConfirmed) return;
    const last = runs.at(-1);
    if (last && w - (last.end - 1) <= MAX_STEP)
      runs[runs.length - 1] = { ...last, end: w + 1, num: last.num + 1 };
    else runs.push({ begin: w, end: w + 1, num: 1 });
  });
  return {
    numFalse: runs.reduce((sum, { num }) => sum + alarmsIn(num, windowMs), 0),
    runs: runs.map(({ begin, end }) => ({ begin, end })),
  };
}
