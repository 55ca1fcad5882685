/**
 * What a plain threshold alert would have done on the same windows. In: features, baseline, incidents, the vote, a truth if there
 * is one. Out: Benchmark. The plain alert fires when the share of error records of a window exceeds a bound that nobody tuned:
 * 5 %, or twice the baseline's worst window where that is more; a window needs 5 errors to count, and one of the baseline 20 records
 * too: in fewer, a single error is more than 5 %, and a bound from it would be one that nobody sets.
 */
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Incident } from '../../contracts/incident';
import type { Benchmark, BenchmarkRow, SimulatedTruth } from '../../contracts/result';
import type { Consensus } from '../../contracts/scores';
import type { EpochMs } from '../../contracts/units';
import { learntWindows } from '../baseline/learnt-windows';
import { columnOf } from '../features/columns';
import { joinWindows } from '../incident/join-windows';
import type { WindowSpan } from '../incident/outage-lines';
import { durationInWords } from '../wording/duration';

export interface BenchmarkInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly incidents: readonly Pick<
    Incident,
    'id' | 'windowBegin' | 'windowEnd' | 'firstConfirmed' | 'outageStart' | 'leadMinutes'
  >[];
  readonly consensus: Consensus;
  readonly truth: SimulatedTruth | null;
}

const MIN_RATE = 0.05;
const MIN_ERRORS = 5;
/** Of a window of the baseline that the bound is taken from. */
const MIN_RECORDS = 20;
const DAY_MS = 86_400_000;
/** An alert belongs to an incident when it fires at most this long after the incident's last window. */
const LATE_MS = 60 * 60_000;

/** One row an incident, in their order; minutesGained is above 0 when the vote was earlier. */
export function compareWithThreshold(input: BenchmarkInput): Benchmark {
  const { features, baseline } = input;
  const rates = columnOf(features, 'error_rate');
  const errors = columnOf(features, 'error_count');
  const volume = columnOf(features, 'volume');
  const worst = learntWindows(baseline)
    .filter((w) => errors[w] >= MIN_ERRORS && volume[w] >= MIN_RECORDS)
    .reduce((most, w) => Math.max(most, rates[w]), 0);
  const bound = Math.min(1, Math.max(MIN_RATE, 2 * worst));
  const fires = Uint8Array.from(rates, (rate, w) => (rate >= bound && errors[w] >= MIN_ERRORS ? 1 : 0));
  const origin = bound === MIN_RATE ? 'a usual setting' : 'twice the worst window of the baseline';
  const size = durationInWords(features.grid.windowMs);
  return {
    rows: input.incidents.map((incident) => rowOf(incident, fires, input)),
    thresholdRule: `Share of error records in ${size} at least ${percent(bound)} (${origin}), and ${MIN_ERRORS} errors.`,
    falseConfirmedPerDay: falsePerDay(input),
  };
}

function percent(share01: number): string {
  return `${Math.round(share01 * 1000) / 10} %`;
}

/** The alert can be given when its window is over, as the vote can: both are compared by the start of their window. */
function rowOf(
  incident: BenchmarkInput['incidents'][number],
  fires: Uint8Array,
  { features, incidents }: BenchmarkInput,
): BenchmarkRow {
  const { startMs, windowMs } = features.grid;
  const { id, firstConfirmed, outageStart, leadMinutes } = incident;
  const own = ownWindows(incident, incidents, features.grid);
  const fired = fires.subarray(0, own.end).indexOf(1, own.begin);
  const thresholdAlert = fired < 0 ? null : ((startMs + fired * windowMs) as EpochMs);
  // Without an outage there is nothing to have been earlier for.
  const minutesGained =
    thresholdAlert === null || outageStart === null ? null : (thresholdAlert - firstConfirmed) / 60_000;
  return { incident: id, firstConfirmed, outageStart, leadMinutes, thresholdAlert, minutesGained };
}

/**
 * Windows in which an alert is this incident's: from the one before it until LATE_MS after it, and never those of its neighbours.
 * No window is of two incidents, so no alert is counted twice.
 */
function ownWindows(
  { windowBegin, windowEnd }: BenchmarkInput['incidents'][number],
  incidents: BenchmarkInput['incidents'],
  { windowMs, length }: FeatureMatrix['grid'],
): WindowSpan {
  const before = incidents.filter((other) => other.windowBegin < windowBegin).map((other) => other.windowEnd);
  const after = incidents
    .filter((other) => other.windowBegin > windowBegin)
    .map((other) => other.windowBegin);
  return {
    begin: Math.max(0, windowBegin - 1, ...before),
    end: Math.min(
      length,
      windowEnd + Math.ceil(LATE_MS / windowMs),
      // The window before the next incident is that one's, unless this one still lasts.
      Math.max(windowEnd, Math.min(length + 1, ...after) - 1),
    ),
  };
}

/** Confirmed episodes a day of scored time that touch neither the true degradation nor its outage; null without a truth. */
function falsePerDay({ features, baseline, consensus, truth }: BenchmarkInput): number | null {
  if (truth === null) return null;
  const { startMs, windowMs, length } = features.grid;
  const begin = truth.degradationStart ?? truth.outageStart ?? Number.POSITIVE_INFINITY;
  const last = truth.outageEnd ?? truth.outageStart ?? truth.degradationEnd ?? truth.degradationStart;
  const end = (last ?? Number.NEGATIVE_INFINITY) + LATE_MS;
  const wrong = joinWindows(consensus).filter((span) => {
    const from = startMs + span.begin * windowMs;
    return from >= end || from + (span.end - span.begin) * windowMs <= begin;
  });
  const numPaused = features.paused?.reduce((sum, isPaused) => sum + isPaused, 0) ?? 0;
  const scoredMs = (length - numPaused - learntWindows(baseline).length) * windowMs;
  return scoredMs > 0 ? wrong.length / (scoredMs / DAY_MS) : null;
}
