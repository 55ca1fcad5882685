// A saved baseline in sentences. In: its row, or how far a log lies from it. Out: text for the user.

import { DETECTOR_ROWS } from '../../contracts/detectors';
import type { BaselineDrift, BaselineMeta } from '../../contracts/saved-baseline';
import { DETECTORS } from '../../contracts/scores';
import { THRESHOLDS } from '../../contracts/thresholds';
import { isOfAnother } from '../../core/baseline/coverage';
import { percentOf } from '../../core/wording/percent';
import { plural } from '../../core/wording/plural';
import { countOf } from '../../words/count';
import { exactDuration, roundDuration } from '../../words/duration';
import { named, t } from '../../words/t';
import type { ShownClock } from '../shared/time';

const DAY_MS = 86_400_000;

/** '144 windows of 5 minutes · 57 templates · from logs of 2026-02-23 to 2026-02-28'. */
export function contentSentence(
  { numRows, windowMs, numTemplates, firstMs, lastMs }: BaselineMeta,
  clock: ShownClock,
): string {
  const [from, to] = [clock.day(firstMs), clock.day(lastMs)];
  const when = from === to ? t('of {from}', { from }) : t('from {from} to {to}', { from, to });
  return t('{windows} of {windowMs} {when}, {templates}', {
    windows: countOf(numRows, 'window'),
    windowMs: exactDuration(windowMs),
    when,
    templates: countOf(numTemplates, 'template'),
  });
}

/** What it does to its own windows: the false alarms to be expected. */
export function validationSentence({ validation, numRows, windowMs }: BaselineMeta): string {
  if (validation === null) return t('Not tried on itself.');
  const { confirmedShare01, falseAlarmsPerDay, voteShare01 } = validation;
  const days = (numRows * windowMs) / DAY_MS;
  const num = Math.round(falseAlarmsPerDay * days);
  const alarms =
    confirmedShare01 === 0
      ? t('none of its own windows would be confirmed')
      : t('{confirmedShare01} of its own windows would be confirmed, {falseAlarms} in {numRows}', {
          confirmedShare01: percentOf(confirmedShare01),
          falseAlarms: countOf(num, 'false alarm'),
          numRows: roundDuration(numRows * windowMs),
        });
  const votes = DETECTORS.map((name) => {
    const share = voteShare01[name];
    return `${named(DETECTOR_ROWS[name].short)} ${share === null ? t('abstains') : percentOf(share)}`;
  });
  return t('Tried on itself: {alarms} (votes: {votes}).', { alarms, votes: votes.join(', ') });
}

/** '9 of 120 templates are new since 2026-03-02; 1.4 times the records; the mix is 8 % different'. */
export function driftSentence(drift: BaselineDrift, sinceMs: number, clock: ShownClock): string {
  const { numTemplates, numNew, numGone, volumeRatio, divergence01, numWindows } = drift;
  const fresh =
    numNew === 0
      ? t('no template is new since {sinceMs}', { sinceMs: clock.day(sinceMs) })
      : t('{numNew} of {templates} {isWord} new since {sinceMs}', {
          numNew,
          templates: countOf(numTemplates, 'template'),
          isWord: plural(numNew, 'is', 'are'),
          sinceMs: clock.day(sinceMs),
        });
  const gone =
    numGone === 0
      ? ''
      : t(', {numGone} {isWord} not seen', { numGone, isWord: plural(numGone, 'is', 'are') });
  return t(
    'The {quietWindows} of this log: {fresh}{gone}; {volumeRatio}; the mix is {divergence01} different.',
    {
      quietWindows: countOf(numWindows, 'quiet window'),
      fresh,
      gone,
      volumeRatio: volumeWords(volumeRatio),
      divergence01: percentOf(divergence01),
    },
  );
}

function volumeWords(ratio: number): string {
  if (ratio > 0.9 && ratio < 1.1) return t('as many records');
  const digits = ratio < 10 ? ratio.toFixed(ratio < 0.1 ? 2 : 1) : String(Math.round(ratio));
  return t('{digits} times the records', { digits });
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
    return t(
      ' It is of another system, as it seems: it cannot judge this log, and this log must not refresh it.',
    );
  return hasMoved(drift) ? t(' It has moved: if this log is well, refresh the baseline with it.') : '';
}
