/** Failures that show in several components at once, where that is news. In: features, the baseline, the log. Out: their moments, by time. */
import { THRESHOLDS } from '../../contracts/thresholds';
import { isLearnt, learntWindows } from '../baseline/learnt-windows';
import { numWindowsHolding } from '../features/count-matrix';
import { errorRecords, type Spread, spreadsOf } from '../features/error-spread';
import type { OutageInput } from './outage-lines';

/** Moments made of errors that are rare in the baseline; none where the baseline holds such moments of whatever kinds. */
export function rareSpreads({ features, baseline, table, templates }: OutageInput): readonly Spread[] {
  const { startMs, windowMs } = features.grid;
  const learnt = learntWindows(baseline);
  const most = THRESHOLDS.rareShare01 * learnt.length;
  const errors = errorRecords(table, templates);
  const windows = spreadsOf(errors).map(({ timeMs }) => Math.floor((timeMs - startMs) / windowMs));
  if (new Set(windows.filter((w) => isLearnt(baseline, w))).size > most) return [];
  const held = numWindowsHolding(features.counts, learnt);
  return spreadsOf(errors.filter(({ template }) => held[template] <= most));
}
