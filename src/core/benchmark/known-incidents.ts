/** What the user marked, as windows. In: spans of time, the grid, windows that nobody can vote for. Out: KnownIncident[]. */
import type { WindowGrid } from '../../contracts/features';
import type { MarkedSpan, Settings } from '../../contracts/settings';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { KnownIncident } from '../../contracts/tuning';

const LEAD_MS = THRESHOLDS.knownLeadMinutes * 60_000;
const AFTER_MS = THRESHOLDS.knownAfterMinutes * 60_000;
/** How long an incident is taken to last where only its start is known. */
export const OPEN_END_MS = THRESHOLDS.knownOpenMinutes * 60_000;

/**
 * Marked spans and marked outages, by time. What overlaps is one incident, told twice: by a file and by a mark, say. An outage within a
 * marked span is that incident.
 */
export function markedIncidents({ labels, outages }: Pick<Settings, 'labels' | 'outages'>): MarkedSpan[] {
  const inside = (timeMs: number): boolean =>
    labels.some(({ start, end }) => timeMs >= Date.parse(start) && timeMs < Date.parse(end));
  const alone = outages
    .map((text) => Date.parse(text))
    .filter((timeMs) => !Number.isNaN(timeMs) && !inside(timeMs))
    .map((timeMs) => ({
      start: new Date(timeMs).toISOString(),
      end: new Date(timeMs + OPEN_END_MS).toISOString(),
    }));
  const merged: MarkedSpan[] = [];
  for (const span of joinLabels(labels, alone)) {
    const last = merged.at(-1);
    if (last === undefined || Date.parse(span.start) >= Date.parse(last.end)) merged.push(span);
    else if (Date.parse(span.end) > Date.parse(last.end))
      merged[merged.length - 1] = { ...last, end: span.end };
  }
  return merged;
}

/** Both lists by time, each span once: what was marked stays as it was marked. */
export function joinLabels(
  labels: readonly MarkedSpan[],
  more: readonly MarkedSpan[],
): readonly MarkedSpan[] {
  const all = new Map([...labels, ...more].map((span) => [`${span.start}/${span.end}`, span]));
  return [...all.values()].sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
}

/** Whether any of the span lies in the windows of a log. */
export function isInLog({ start, end }: MarkedSpan, { startMs, windowMs, length }: WindowGrid): boolean {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return from < to && from < startMs + length * windowMs && to > startMs;
}

/** Those that have at least one window that can be voted for, how many lie outside of the log, and how many have no such window. */
export function incidentsInWindows(
  spans: readonly MarkedSpan[],
  grid: WindowGrid,
  isClosed: Uint8Array,
): { incidents: KnownIncident[]; numOutside: number; numUnusable: number } {
  const windowOf = (ms: number): number =>
    Math.min(grid.length, Math.max(0, Math.floor((ms - grid.startMs) / grid.windowMs)));
  const here = spans.filter((span) => isInLog(span, grid));
  const incidents: KnownIncident[] = [];
  let busyUntil = 0;
  for (const { start, end } of here) {
    const startMs = Date.parse(start);
    const stopMs = Date.parse(end);
    const begin = windowOf(startMs);
    const stop = Math.max(
      begin + 1,
      Math.min(grid.length, Math.ceil((stopMs - grid.startMs) / grid.windowMs)),
    );
    const from = Math.min(begin, Math.max(busyUntil, windowOf(startMs - LEAD_MS)));
    const until = Math.max(stop, windowOf(stopMs + AFTER_MS));
    if (isClosed.subarray(from, stop).includes(0)) incidents.push({ start, end, from, begin, stop, until });
    busyUntil = Math.max(busyUntil, stop);
  }
  return {
    incidents,
    numOutside: spans.length - here.length,
    numUnusable: here.length - incidents.length,
  };
}
