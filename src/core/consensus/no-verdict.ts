/** Why no warning was possible at all. In: what the detectors said. Out: a Problem for the user, or null. */
import { DETECTOR_LABELS, type DetectorResult } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import type { Problem } from '../../contracts/units';
import { problem } from '../wording/problem';
import { VOTES_IN_WORDS } from '../wording/vote-rule';

/** `isAllNormal`: every template that the log holds is marked as normal. */
export function noVerdict(detectors: readonly DetectorResult[], isAllNormal: boolean): Problem | null {
  const silent = detectors.filter(({ abstained }) => abstained !== null);
  const working = detectors.length - silent.length;
  if (working >= THRESHOLDS.votesToConfirm) return null;
  const who = working === 0 ? 'no detector' : 'only one detector';
  const message = `No verdict: ${who} could judge this log, and a warning takes ${VOTES_IN_WORDS}. ${whyOf(silent, isAllNormal)}`;
  return problem('warning', 'no-verdict', message);
}

function whyOf(silent: readonly DetectorResult[], isAllNormal: boolean): string {
  if (isAllNormal) return 'All templates of the log are marked as normal, so nothing was left to judge.';
  const reasons = [...new Set(silent.map(({ abstained }) => abstained ?? ''))];
  if (reasons.length === 1) return reasons[0];
  return silent.map(({ name, abstained }) => `${DETECTOR_LABELS[name]}: ${abstained}`).join(' ');
}
