/** Spans of time that the user marked, as windows. In: spans, the grid, a baseline. Out: flags of windows; a baseline that learns them. */
import type { Baseline, WindowGrid } from '../../contracts/features';
import type { MarkedSpan } from '../../contracts/settings';
import type { Problem } from '../../contracts/units';
import { plural } from '../wording/plural';
import { problem } from '../wording/problem';

/** 1 for each window of which at least half lies in the spans; overlapping spans count once. */
export function windowsOfSpans(spans: readonly MarkedSpan[], grid: WindowGrid): Uint8Array {
  const flags = new Uint8Array(grid.length);
  for (const { start, end } of joinSpans(spans)) {
    const first = Math.max(0, Math.floor((start - grid.startMs) / grid.windowMs));
    const last = Math.min(grid.length - 1, Math.floor((end - grid.startMs) / grid.windowMs));
    for (let w = first; w <= last; w++) {
      const begin = grid.startMs + w * grid.windowMs;
      const covered = Math.min(end, begin + grid.windowMs) - Math.max(start, begin);
      if (covered * 2 >= grid.windowMs) flags[w] = 1;
    }
  }
  return flags;
}

/** In ms, by time, disjoint and not touching. Times that do not parse and spans that end before they start are left out. */
function joinSpans(spans: readonly MarkedSpan[]): { start: number; end: number }[] {
  const parsed = spans.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
  const joined: { start: number; end: number }[] = [];
  for (const span of parsed.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push(span);
  }
  return joined;
}

/**
 * The baseline where the user vouches for some windows: those in its range are learnt even if they disagree with the rest, and
 * so are those before it, which it judges in hindsight as it is. Those after it are another matter: see retrain.ts.
 */
export function includeMarked(baseline: Baseline, marked: Uint8Array): Baseline {
  const { begin, end, leftOut, numOdd } = baseline;
  const returned = leftOut?.map((isOut, w) => (isOut && marked[w] && w >= begin && w < end ? 1 : 0));
  const numReturned = returned?.reduce((sum, each) => sum + each, 0) ?? 0;
  const hasEarlier = marked.subarray(0, begin).includes(1);
  if (numReturned === 0 && !hasEarlier) return baseline;
  const reason =
    numReturned === 0
      ? `${baseline.reason}, and earlier windows marked as normal`
      : `${baseline.reason}; ${numReturned} of them ${plural(numReturned, 'is', 'are')} marked as normal and learnt`;
  return {
    ...baseline,
    reason,
    ...(leftOut && { leftOut: leftOut.map((isOut, w) => (returned?.[w] ? 0 : isOut)) }),
    ...(numOdd && { numOdd: Math.max(0, numOdd - numReturned) }),
    ...(hasEarlier && { alsoLearnt: marked.map((isMarked, w) => (w < begin ? isMarked : 0)) }),
  };
}

/** Tells of spans that cover no window of this log; null: none. */
export function spansElsewhere(spans: readonly MarkedSpan[], grid: WindowGrid): Problem | null {
  const elsewhere = spans.filter((span) => !windowsOfSpans([span], grid).includes(1));
  if (elsewhere.length === 0) return null;
  const what = plural(elsewhere.length, 'span marked as normal covers', 'spans marked as normal cover');
  const message = `${elsewhere.length} ${what} at least half of no window of this log: nothing follows from it here. The mark is kept.`;
  return problem('info', 'normal-elsewhere', message);
}
