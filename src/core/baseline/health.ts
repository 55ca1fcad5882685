/**
 * Whether a baseline was itself ill, or is not the one that was set. In: a baseline, the error counts of its windows. Out: a Problem
 * for the user, or null. The detectors take the baseline as normal, so an incident that also fills it goes unseen: that must be said.
 */

import type { Baseline, FeatureMatrix } from '../../contracts/features';
import type { Problem } from '../../contracts/units';
import { columnOf } from '../features/columns';
import { highest } from '../lib/extremes';
import { median } from '../lib/quantile';
import { plural } from '../wording/plural';
import { problem } from '../wording/problem';
import { burstBound } from './burst';
import { learntWindows } from './learnt-windows';

export function baselineProblem(features: FeatureMatrix, baseline: Baseline): Problem | null {
  const errorsBy = columnOf(features, 'error_count');
  const learnt = learntWindows(baseline);
  const numWindows = learnt.length;
  const errors = Float32Array.from(learnt, (w) => errorsBy[w]);
  const usual = median(errors);
  const bound = burstBound(usual);
  const ill = errors.filter((count) => count >= bound);
  if (ill.length === 0) return baseline.numOdd ? trimmedProblem(baseline.numOdd, numWindows) : null;
  const message =
    `The baseline was taken as normal, but ${ill.length} of its ${numWindows} windows hold bursts of errors ` +
    `(up to ${highest(ill)} ${plural(ill.length, 'in one', 'each')}, usually ${usual}): trouble of the same kind later may go unseen. ` +
    'Choose a healthy range or a file known to be good as the baseline.';
  return problem('warning', 'baseline-not-quiet', message);
}

function trimmedProblem(numOdd: number, numWindows: number): Problem {
  const message =
    `In the baseline ${numOdd} ${plural(numOdd, 'window disagrees', 'windows disagree')} with the other ${numWindows}: errors that hardly any other holds. ` +
    'They were not learnt but judged by the others, in hindsight: what was found there could not have been told at the time.';
  return problem('warning', 'baseline-trimmed', message);
}

/** Tells that the baseline which was set is not the one that was taken; null: it is. */
export function insteadProblem({ instead, reason }: Baseline): Problem | null {
  if (instead === undefined) return null;
  const taken = reason.slice(reason.indexOf(': ') + 2);
  return problem('warning', 'baseline-elsewhere', `${instead} Taken instead: ${taken}.`);
}
