/**
 * Clocks that were set are events. In: episodes, steps. Out: the episodes without those that a step alone explains (records that are missing while the clock skipped them),
 * and an event for each step.
 */
import type { WindowGrid } from '../../contracts/features';
import type { Episode, LogEvent } from '../../contracts/incident';
import type { Reason } from '../../contracts/scores';
import type { LogTable } from '../../contracts/tables';
import type { EpochMs } from '../../contracts/units';
import type { ClockStep } from '../features/clock-steps';
import { clockOf } from '../wording/clock';
import { durationInWords } from '../wording/duration';
import { countOf } from '../wording/plural';

/** Steps of several files so near each other are of one host. */
const SAME_MS = 10_000;

export function withoutSteps(
  episodes: readonly Episode[],
  steps: readonly ClockStep[],
  table: Pick<LogTable, 'files'>,
  { windowMs }: WindowGrid,
): { readonly episodes: readonly Episode[]; readonly events: readonly LogEvent[] } {
  if (steps.length === 0) return { episodes, events: [] };
  const isStep = ({ start, end, reasons }: Episode): boolean =>
    reasons.length > 0 &&
    reasons.every(isLess) &&
    steps.some(({ beforeMs, afterMs }) => {
      const [from, to] = [Math.min(beforeMs, afterMs), Math.max(beforeMs, afterMs)];
      return start >= from - windowMs && end <= to + 2 * windowMs;
    });
  return { episodes: episodes.filter((each) => !isStep(each)), events: eventsOf(steps, table) };
}

function isLess({ observed, expected, beside }: Reason): boolean {
  return beside?.what === 'silence' || (observed !== null && expected !== null && observed < expected);
}

function eventsOf(steps: readonly ClockStep[], { files }: Pick<LogTable, 'files'>): readonly LogEvent[] {
  const groups: ClockStep[][] = [];
  for (const step of steps) {
    const same = groups.find(
      ([first]) =>
        Math.abs(first.beforeMs - step.beforeMs) <= SAME_MS && Math.abs(first.byMs - step.byMs) <= SAME_MS,
    );
    if (same) same.push(step);
    else groups.push([step]);
  }
  return groups.map((group) => {
    const [first] = group;
    const who =
      group.length === 1
        ? `the clock of ${files[first.fileIdx].name}`
        : `the clock of ${countOf(group.length, 'file')}`;
    return {
      start: Math.min(first.beforeMs, first.afterMs) as EpochMs,
      end: Math.max(first.beforeMs, first.afterMs) as EpochMs,
      text: `${who} stepped ${stepInWords(first)}, at ${clockOf(first.beforeMs)} UTC; nothing fell silent`,
    };
  });
}

/** 'ahead by 11 minutes', 'back by 90 seconds'. */
export function stepInWords({ byMs }: Pick<ClockStep, 'byMs'>): string {
  const size = Math.abs(byMs);
  const unit = size >= 180_000 ? 60_000 : 1000;
  return `${byMs < 0 ? 'back' : 'ahead'} by ${durationInWords(Math.round(size / unit) * unit)}`;
}
