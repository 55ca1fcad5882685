// A saved baseline in sentences. In: its row, or how far a log lies from it. Out: text for the user.
import { DETECTOR_ROWS } from '../../contracts/detectors';
import type { BaselineDrift, BaselineMeta } from '../../contracts/saved-baseline';
import { DETECTORS } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import { isOfAnother } from '../../core/baseline/coverage';
import { exactDuration, roundDuration } from '../../core/wording/duration';
import { percentOf } from '../../core/wording/percent';
import { countOf, plural } from '../../core/wording/plural';
import type { ShownClock } from '../shared/time';

const DAY_MS = 86_400_000;

/** '144 windows of 5 minutes · 57 templates · from logs of 2026-02-23 to 2026-02-28'. */
export function contentSentence(
  { numRows, windowMs, numTemplates, firstMs, lastMs }: BaselineMeta,
  clock: ShownClock,
): string {
  const [from, to] = [clock.day(firstMs), clock.day(lastMs)];
  const when = from === to ? `of ${from}` : `from ${from} to ${to}`;
  return `${countOf(numRows, 'window')} of ${exactDuration(windowMs)} ${when}, ${countOf(numTemplates, 'template')}`;
}

/** What it does to its own windows: the false alarms to be expected. */
export function validationSentence({ validation, numRows, windowMs }: BaselineMeta): string {
  if (validation === null) return 'Not tried on itself.';
  const { confirmedShare01, falseAlarmsPerDay, voteShare01 } = validation;
  const days = (numRows * windowMs) / DAY_MS;
  const num = Math.round(falseAlarmsPerDay * days);
  const alarms =
    confirmedShare01 === 0
      ? 'none of its own windows would be confirmed'
      : `${percentOf(confirmedShare01)} of its own windows would be confirmed, ${countOf(num, 'false alarm')} in ${roundDuration(numRows * windowMs)}`;
  const votes = DETECTORS.map((name) => {
    const share = voteShare01[name];
    return `${DETECTOR_ROWS[name].short} ${share === null ? 'abstains' : percentOf(share)}`;
  });
  return `Tried on itself: ${alarms} (votes: ${votes.join(', ')}).`;
}

/** '9 of 120 templates are new since 2026-03-02; 1.4 times the records; the mix is 8 % different'. */
export function driftSentence(drift: BaselineDrift, sinceMs: number, clock: ShownClock): string {
  const { numTemplates, numNew, numGone, volumeRatio, divergence01, numWindows } = drift;
  const fresh =
    numNew === 0
      ? `no template is new since ${clock.day(sinceMs)}`
      : `${numNew} of ${countOf(numTemplates, 'template')} ${plural(numNew, 'is', 'are')} new since ${clock.day(sinceMs)}`;
  const gone = numGone === 0 ? '' : `, ${numGone} ${plural(numGone, 'is', 'are')} not seen`;
  return `The ${countOf(numWindows, 'quiet window')} of this log: ${fresh}${gone}; ${volumeWords(volumeRatio)}; the mix is ${percentOf(divergence01)} different.`;
}

function volumeWords(ratio: number): string {
  if (ratio > 0.9 && ratio < 1.1) return 'as many records';
  const digits = ratio < 10 ? ratio.toFixed(ratio < 0.1 ? 2 : 1) : String(Math.round(ratio));
  return `${digits} times the records`;
}

/** Whether the log has moved so far that a refresh is worth a word. */
export function hasMoved({ numTemplates, numNew, volumeRatio, divergence01 }: BaselineDrift): boolean {
  const { movedTemplates01, movedVolume, movedMix01 } = THRESHOLDS;
  if (numNew > movedTemplates01 * numTemplates || divergence01 > movedMix01) return true;
  return volumeRatio > movedVolume || volumeRatio < 1 / movedVolume;
}

/** What to do about how far a log lies from the baseline; empty: nothing. */
export function driftAdvice(drift: BaselineDrift): string {
  if (isOfAnother(drift))
    return ' It is of another system, as it seems: it cannot judge this log, and this log must not refresh it.';
  return hasMoved(drift) ? ' It has moved: if this log is well, refresh the baseline with it.' : '';
}
