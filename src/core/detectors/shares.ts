/** Shares of what failed among responses. In: FeatureMatrix. Out: Measures, one a class of status; none where the log tells of no responses. */
import type { FeatureColumn } from '../../contracts/export-tables';
import type { FeatureMatrix, Measure } from '../../contracts/features';
import { columnOf } from '../features/columns';

/** Responses below which a share says nothing. */
const MIN_RESPONSES = 20;

const SHARES: readonly (readonly [name: string, column: FeatureColumn])[] = [
  ['5xx among responses', 'server_error_rate'],
  ['4xx among responses', 'client_error_rate'],
];

export function sharesOf(features: FeatureMatrix): Measure[] {
  if (!features.columns.includes('responses')) return [];
  const num = Uint32Array.from(columnOf(features, 'responses'));
  if (!num.some((each) => each >= MIN_RESPONSES)) return [];
  return SHARES.map(([name, column]) => ({
    name,
    what: 'share' as const,
    template: null,
    unit: '',
    value: columnOf(features, column).map((share, w) => (num[w] >= MIN_RESPONSES ? share : Number.NaN)),
    num,
  }));
}
