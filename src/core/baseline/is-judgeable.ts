/** Whether a log is to be judged by the baseline that its user chose (docs/decisions/0019). In: what the detectors are given, settings. Out: CoverageGap. */
import type { Settings } from '../../contracts/settings';
import { type CoverageGap, findCoverageGap } from './coverage';
import type { DetectionInput } from './saved/prepend';
import { tooLittle } from './sufficiency';

/** Null: it is, or the baseline is the first share of the log itself. One with too little to learn from is another matter. */
export function coverageGapOf(
  { features, baseline, places }: DetectionInput,
  { baseline: setting }: Settings,
): CoverageGap | null {
  const isTaken = setting.kind === 'saved' ? places.length > 0 : !baseline.instead;
  if (setting.kind === 'first' || !isTaken || tooLittle(features.counts, baseline)) return null;
  const name = setting.kind === 'saved' ? `the saved baseline "${setting.name}"` : baseline.reason;
  return findCoverageGap(features, baseline, name);
}
