// How it is going, in words. In: what was told of a file that is followed, the time now. Out: the parts of one line.

import { plural } from '../../core/wording/plural';
import type { Following } from '../../store/following-state';
import { durationInShort } from '../../words/duration';
import { t } from '../../words/t';
import { formatBytes, formatNumber } from '../shared/format';
import type { ShownClock } from '../shared/time';

/** `nowMs` by the clock that `toldMs` is of. */
export function followWords(following: Following, nowMs: number, clock: ShownClock): readonly string[] {
  const { sinceLineMs, linesPerSecond, judgedTo, numWaiting, isJudging, heldBytes, phase, isStream } =
    following;
  const since = sinceLineMs === null ? null : sinceLineMs + Math.max(0, nowMs - following.toldMs);
  const last = since === null ? t('no line has come yet') : t('last line {since}', { since: ago(since) });
  const rate = t('{linesPerSecond} lines/s', {
    linesPerSecond: formatNumber(linesPerSecond, linesPerSecond < 10 && linesPerSecond > 0 ? 1 : 0),
  });
  const verdict =
    judgedTo === null
      ? t('no verdict yet')
      : t('verdict as of {judgedTo} {zone}', { judgedTo: clock.time(judgedTo).slice(11), zone: clock.zone });
  const waits = t('{numWaiting} {lineWaitsWord} for the window to close', {
    numWaiting: formatNumber(numWaiting),
    lineWaitsWord: plural(numWaiting, 'line waits', 'lines wait'),
  });
  return [
    ...(phase === 'following' ? [last, rate] : []),
    isJudging ? t('{verdict}, the next one is being made', { verdict }) : verdict,
    ...(numWaiting > 0 && !isJudging ? [waits] : []),
    ...(heldBytes > 0 ? [t('a line that has no end yet is held back')] : []),
    // A file has its text; of a stream there is no other copy.
    ...(isStream
      ? [
          t('{keptBytes} of text kept by the browser until this tab closes', {
            keptBytes: formatBytes(following.keptBytes),
          }),
        ]
      : []),
  ];
}

function ago(ms: number): string {
  if (ms < 1500) return t('just now');
  return t('{ms} ago', { ms: durationInShort(ms) });
}
