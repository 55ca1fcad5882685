// The search for better thresholds on the analysis at hand. In: its tables, incidents that the user marked. Out: what the search found.
import type { MarkedSpan } from '../contracts/settings';
import type { TuningOutcome } from '../contracts/tuning';
import { isLearnt } from '../core/baseline/learnt-windows';
import { windowsOfSpans } from '../core/baseline/marked-windows';
import { optimise } from '../core/benchmark/optimise';
import type { Tables } from './analyze';

export function tuneThresholds(
  { result, features }: Pick<Tables, 'result' | 'features'>,
  marked: readonly MarkedSpan[],
): TuningOutcome {
  const { timeline, settings } = result;
  if (timeline === null || features === null)
    return { reason: 'No line states a time, so there are no windows that could be measured.' };
  const { baseline, detectors, grid } = timeline;
  // Analyses stored before there were such marks have none.
  const normal = windowsOfSpans(settings.normal?.windows ?? [], grid);
  const isClosed = normal.map((isNormal, w) => (isNormal || isLearnt(baseline, w) ? 1 : 0));
  return optimise({ detectors, features, isClosed, scaleNow: settings.detection.thresholdScale, marked });
}
