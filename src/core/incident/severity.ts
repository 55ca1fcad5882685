/** How grave an episode is. In: its windows, kind and the log's levels. Out: critical, error, warning or info. */

import type { FeatureColumn } from '../../contracts/export-tables';
import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { IncidentKind, Severity } from '../../contracts/incident';
import { THRESHOLDS } from '../../contracts/thresholds';
import { learntWindows } from '../baseline/learnt-windows';
import { columnOf } from '../features/columns';
import { leadsIn } from './indicators';
import type { WindowSpan } from './outage-lines';

interface SeverityInput {
  readonly features: FeatureMatrix;
  readonly baseline: Baseline;
}

/**
 * An outage is critical; an anomaly is as grave as the records in it that are more than the usual: with errors 'error', with
 * warnings, information that says that something failed and that the baseline hardly knows, or with half of the usual records missing,
 * 'warning'.
 * @param isLead 1 for each grave template that the baseline hardly knows
 */
export function severityOf(
  input: SeverityInput,
  span: WindowSpan,
  kind: IncidentKind,
  isLead: Uint8Array,
): Severity {
  if (kind !== 'anomaly') return 'critical';
  if (exceedsUsual(input, span, 'error_count')) return 'error';
  if (exceedsUsual(input, span, 'warn_count') || tellsOfFailure(input, span, isLead)) return 'warning';
  return fallsShort(input, span) ? 'warning' : 'info';
}

/** Whether a window of the span holds more than the mean window of the baseline by half, and any at all. */
function exceedsUsual({ features, baseline }: SeverityInput, span: WindowSpan, name: FeatureColumn): boolean {
  const values = columnOf(features, name);
  const usual = meanOf(learntWindows(baseline).map((w) => values[w]));
  return windowsOf(span).some((w) => values[w] > THRESHOLDS.severityTimesUsual * usual);
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
