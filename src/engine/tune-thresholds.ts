// The search for better thresholds on the analysis at hand. In: its tables, incidents that the user marked. Out: what the search found.
import type { MarkedSpan } from '../contracts/settings';
import type { TuningOutcome } from '../contracts/tuning';
import { optimise } from '../core/benchmark/optimise';
import type { Tables } from './tables';

export function tuneThresholds(
  { result, features }: Pick<Tables, 'result' | 'features'>,
  marked: readonly MarkedSpan[],
): TuningOutcome {
  const { timeline, settings } = result;
  if (timeline === null || features === null)
    return { reason: 'No line states a time, so there are no windows that could be measured.' };
  const { detectors } = timeline;
  return optimise({ detectors, features, scaleNow: settings.detection.thresholdScale, marked });
}
