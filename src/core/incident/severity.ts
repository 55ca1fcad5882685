/** How grave an episode is. In: its windows, kind and the log's levels. Out: critical, error, warning or info. */
import type { FeatureMatrix } from '../../contracts/features';
import type { IncidentKind, Severity } from '../../contracts/incident';
import type { WindowSpan } from './outage';

/** An outage is critical; an anomaly is as grave as the records in it: with errors 'error', with warnings 'warning'. */
export function severityOf(
  input: { readonly features: FeatureMatrix },
  span: WindowSpan,
  kind: IncidentKind,
): Severity {
  if (kind !== 'anomaly') return 'critical';
  if (sumOf(input.features, span, 'error_count') > 0) return 'error';
  return sumOf(input.features, span, 'warn_count') > 0 ? 'warning' : 'info';
}

function sumOf(features: FeatureMatrix, span: WindowSpan, name: string): number {
  const width = features.columns.length;
  const place = features.columns.indexOf(name);
  let sum = 0;
  for (let w = span.begin; w < span.end; w++) sum += features.values[w * width + place];
  return sum;
}
