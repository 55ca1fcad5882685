/**
 * Looks for an outage inside an episode. In: features, an episode's windows, the log. Out: the time of an actual line and how
 * it was recognised, or null: no outage is better than an invented one. Every rule compares a window with the baseline and
 * with what came before it, never with what came after.
 */

import { THRESHOLDS } from '../../contracts/thresholds';
import { type EpochMs, LEVEL_ERROR } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { columnOf } from '../features/columns';
import { effectiveLevelOfKinds } from '../features/effective-level';
import type { Spread } from '../features/error-spread';
import { highest } from '../lib/extremes';
import { median, quantile } from '../lib/quantile';
import {
  type FoundLine,
  linesOf,
  MIN_ERRORS,
  nthLine,
  type Outage,
  type OutageInput,
  TELLING_VOLUME,
  type WindowSpan,
} from './outage-lines';
import type { PlannedRestart } from './planned-restart';
import { processDeath } from './process-end';

/** What is known of a log before any episode. */
export interface KnownMoments {
  /** Failures that show in several components. */
  readonly spreads: readonly Spread[];
  /** Restarts that somebody asked for. */
  readonly restarts: readonly PlannedRestart[];
}

/** The earliest outage that a rule finds in the windows of the episode; null for none. */
export function findOutage(
  input: OutageInput,
  span: WindowSpan,
  { spreads, restarts }: KnownMoments,
): Outage | null {
  const found = [
    processDeath(input, span, restarts),
    errorBurst(input, span),
    errorSpread(input, span, spreads),
    volumeCollapse(input, span),
  ];
  return found.reduce((first, each) => (each && (!first || each.timeMs < first.timeMs) ? each : first), null);
}

const LASTING_WINDOWS = THRESHOLDS.lastingWindows;
const ESCALATION = THRESHOLDS.outageEscalation;

/** Errors far above the baseline for some windows in a row, or one window far above everything before it. It starts with the
 * first error beyond those that a window of the baseline may hold. */
function errorBurst(input: OutageInput, span: WindowSpan): Outage | null {
  const errors = columnOf(input.features, 'error_count');
  const usual = Float32Array.from(learntWindows(input.baseline), (w) => errors[w]);
  const bound = Math.max(MIN_ERRORS, THRESHOLDS.outageTimesBaseline * quantile(usual, 0.99));
  let peak = 0;
  for (let w = span.begin; w < span.end; w++) {
    const isEscalation = peak > 0 && errors[w] >= ESCALATION * Math.max(peak, bound);
    if (!isEscalation && !isLasting(errors, w, span.end, bound)) {
      peak = Math.max(peak, errors[w]);
      continue;
    }
    const most = Math.round(quantile(usual, 0.99));
    const gravity = effectiveLevelOfKinds(input.table, input.templates);
    const line = nthLine(input, { begin: w, end: w + 1 }, most, (kind) => gravity[kind] >= LEVEL_ERROR);
    if (!line) return null;
    const times = isEscalation
      ? `the windows of the episode before it hold up to ${peak}`
      : `for ${LASTING_WINDOWS} windows in a row and more`;
    const later = highest(errors.subarray(w, span.end));
    const peakWords = later > errors[w] ? `, later to ${later}` : '';
    const first = most === 0 && !isEscalation ? firstOfRun(input, span, w, line) : line;
    const since =
      first === line ? '' : ' Lines of the same kind had come in every window since the first of them.';
    const reason = `Errors burst to ${errors[w]} a window${peakWords}${line.where}, ${times}; the baseline has up to ${most}.${since}`;
    return { timeMs: first.timeMs, reason };
  }
  return null;
}

/**
 * What fails since then fails from its first line on, however few there were at first: the first line of the burst's kind that the windows before hold
 * without a gap. The line itself where none of them does.
 */
function firstOfRun(input: OutageInput, span: WindowSpan, w: number, line: FoundLine): FoundLine {
  const template = input.templates.ofKind[line.kind];
  const isSame = (kind: number): boolean => input.templates.ofKind[kind] === template;
  const { startMs, windowMs } = input.features.grid;
  let [first, held] = [line, w];
  for (const before of linesOf(input, { begin: span.begin, end: w }, isSame).reverse()) {
    const window = Math.floor((before.timeMs - startMs) / windowMs);
    if (window < held - 1) break;
    [first, held] = [before, window];
  }
  return first;
}

/** The first failure of the span that shows in several components. */
function errorSpread(
  { features, table }: OutageInput,
  { begin, end }: WindowSpan,
  spreads: readonly Spread[],
): Outage | null {
  const { startMs, windowMs } = features.grid;
  const first = spreads.find(
    ({ timeMs }) => timeMs >= startMs + begin * windowMs && timeMs < startMs + end * windowMs,
  );
  if (!first) return null;
  const { numKinds, numSources, timeMs } = first;
  const writers = table.sources.length > 1 ? 'components' : 'files';
  const reason = `A failure shows in several ${writers}: ${numKinds} kinds of errors of ${numSources} ${writers} within ${THRESHOLDS.spreadSeconds} seconds; the baseline has no such moment.`;
  return { timeMs: timeMs as EpochMs, reason };
}

function isLasting(values: Float32Array, begin: number, end: number, bound: number): boolean {
  if (begin + LASTING_WINDOWS > end) return false;
  for (let w = begin; w < begin + LASTING_WINDOWS; w++) if (values[w] < bound) return false;
  return true;
}

/** Volume at a tenth of the usual, in a log that never was below a third of it. */
function volumeCollapse(input: OutageInput, span: WindowSpan): Outage | null {
  const volume = columnOf(input.features, 'volume');
  const usual = Float32Array.from(learntWindows(input.baseline), (w) => volume[w]);
  const middle = median(usual);
  if (middle < TELLING_VOLUME || quantile(usual, 0.01) < middle / THRESHOLDS.steadyDivisor) return null;
  const collapsed = middle / THRESHOLDS.collapseDivisor;
  for (let w = span.begin; w + 1 < span.end; w++) {
    if (volume[w] > collapsed || volume[w + 1] > collapsed) continue;
    const { paused, misdated } = input.features;
    if (paused?.[w] || paused?.[w + 1] || misdated?.[w] || misdated?.[w + 1]) continue;
    const { startMs, windowMs } = input.features.grid;
    const reason = `Records fell to ${volume[w]} a window; the baseline has ${Math.round(middle)}.`;
    return { timeMs: (startMs + w * windowMs) as EpochMs, reason };
  }
  return null;
}
