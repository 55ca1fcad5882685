/** What a burst of errors is, in a baseline. In: the median of its windows' errors. Out: the fewest errors of a window that make one. */
import { THRESHOLDS } from '../../contracts/thresholds';

/** Errors a window, at least THRESHOLDS.burstErrors. */
export function burstBound(usualErrors: number): number {
  return Math.max(THRESHOLDS.burstErrors, THRESHOLDS.burstTimesUsual * (usualErrors + 1));
}
