/** How grave an episode is. In: its windows, kind, the log's levels, the detectors' reasons. Out: critical, error, warning or info. */

import type { FeatureColumn } from '../../contracts/export-tables';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { IncidentKind, Severity } from '../../contracts/incident';
import type { Beside, DetectorResult } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import { learntWindows } from '../baseline/learnt-windows';
import { columnOf } from '../features/columns';
import { highest } from '../lib/extremes';
import { leadsIn } from './indicators';
import type { WindowSpan } from './outage-lines';

interface SeverityInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
  readonly results: readonly DetectorResult[];
}

/**
 * An outage is critical. An anomaly is as grave as the gravest of what is more in it than usual: 'error' with errors, with a tenth of the responses
 * failed, or with something that takes ten times as long; 'warning' with warnings, information that says that something failed and that the baseline
 * hardly knows, half of the usual records missing, a source that fell silent, or shares and times that rose at all.
 * A process that was told to stop and did not come back is an 'error' where no window has more errors than one of the baseline: whoever stopped it
 * may have meant it.
 * @param isLead 1 for each grave template that the baseline hardly knows
 * @param isAsked whether the outage is such a stop
 */
export function severityOf(
  input: SeverityInput,
  span: WindowSpan,
  kind: IncidentKind,
  isLead: Uint8Array,
  isAsked = false,
): Severity {
  if (kind !== 'anomaly') return isAsked && !exceedsHighest(input, span) ? 'error' : 'critical';
  const beside = besideIn(input, span).map(severityBeside);
  if (exceedsUsual(input, span, 'error_count') || beside.includes('error')) return 'error';
  const isWarned = exceedsUsual(input, span, 'warn_count') && exceedsOthers(input, span);
  if (isWarned || tellsOfFailure(input, span, isLead)) return 'warning';
  return fallsShort(input, span) || beside.includes('warning') ? 'warning' : 'info';
}

/** How grave what is not about counts is by itself. */
export function severityBeside({ what, name, usual, value }: Beside): Severity {
  const isManifold = value >= THRESHOLDS.noticedTimes * usual && value > 0;
  switch (what) {
    case 'silence':
    case 'logins':
      return 'warning';
    case 'share':
      return /\b5xx\b/.test(name) && value >= THRESHOLDS.noticedShare01 ? 'error' : 'warning';
    case 'heap':
      return 'error';
    case 'duration':
      return isManifold ? 'error' : value > usual ? 'warning' : 'info';
    case 'number':
      return isManifold ? 'warning' : 'info';
  }
}

function besideIn({ results }: SeverityInput, { begin, end }: WindowSpan): readonly Beside[] {
  return results.flatMap(({ reasons }) =>
    windowsOf({ begin, end }).flatMap((w) => (reasons[w] ?? []).flatMap(({ beside }) => beside ?? [])),
  );
}

/** Whether a window of the span holds more than the mean window of the baseline by half, and any at all. */
function exceedsUsual({ features, baseline }: SeverityInput, span: WindowSpan, name: FeatureColumn): boolean {
  const values = columnOf(features, name);
  const usual = meanOf(learntWindows(baseline).map((w) => values[w]));
  return windowsOf(span).some((w) => values[w] > THRESHOLDS.severityTimesUsual * usual);
}

/** Whether warnings grew beyond the other records of the span: four times the traffic brings four times the pages that are not found. Where nearly all records warn their share can hardly grow, so the others are what they are compared with. */
function exceedsOthers({ features, baseline }: SeverityInput, span: WindowSpan): boolean {
  const besideOthers = (windows: readonly number[]): number => {
    const [warnings, volume] = (['warn_count', 'volume'] as const).map((name) => {
      const values = columnOf(features, name);
      return windows.reduce((sum, w) => sum + values[w], 0);
    });
    return warnings / Math.max(1, volume - warnings);
  };
  return (
    besideOthers(windowsOf(span)) > THRESHOLDS.severityTimesUsual * besideOthers(learntWindows(baseline))
  );
}

/** Whether a window of the span holds more errors than every window of the baseline. */
function exceedsHighest({ features, baseline }: SeverityInput, span: WindowSpan): boolean {
  const errors = columnOf(features, 'error_count');
  const most = Math.max(0, highest(learntWindows(baseline).map((w) => errors[w])));
  return windowsOf(span).some((w) => errors[w] > most);
}

/** Of the grave templates that the baseline hardly knows, those that state no more than information. */
function tellsOfFailure({ features }: SeverityInput, span: WindowSpan, isLead: Uint8Array): boolean {
  return [...leadsIn(features, isLead, span).keys()].some((template) => features.templateFails?.[template]);
}

function fallsShort({ features, baseline }: SeverityInput, span: WindowSpan): boolean {
  const volume = columnOf(features, 'volume');
  const usual = meanOf(learntWindows(baseline).map((w) => volume[w]));
  return windowsOf(span).some((w) => volume[w] < THRESHOLDS.fallShare01 * usual);
}

function windowsOf({ begin, end }: WindowSpan): number[] {
  return Array.from({ length: end - begin }, (_, i) => begin + i);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
