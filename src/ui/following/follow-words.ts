// How it is going, in words. In: what was told of a file that is followed, the time now. Out: the parts of one line.

import { durationInShort } from '../../core/wording/duration';
import { plural } from '../../core/wording/plural';
import type { Following } from '../../store/following-state';
import { formatBytes, formatNumber } from '../shared/format';
import type { ShownClock } from '../shared/time';

/** `nowMs` by the clock that `toldMs` is of. */
export function followWords(following: Following, nowMs: number, clock: ShownClock): readonly string[] {
  const { sinceLineMs, linesPerSecond, judgedTo, numWaiting, isJudging, heldBytes, phase, isStream } =
    following;
  const since = sinceLineMs === null ? null : sinceLineMs + Math.max(0, nowMs - following.toldMs);
  const last = since === null ? 'no line has come yet' : `last line ${ago(since)}`;
  const rate = `${formatNumber(linesPerSecond, linesPerSecond < 10 && linesPerSecond > 0 ? 1 : 0)} lines/s`;
  const verdict =
    judgedTo === null ? 'no verdict yet' : `verdict as of ${clock.time(judgedTo).slice(11)} ${clock.zone}`;
  const waits = `${formatNumber(numWaiting)} ${plural(numWaiting, 'line waits', 'lines wait')} for the window to close`;
  return [
    ...(phase === 'following' ? [last, rate] : []),
    isJudging ? `${verdict}, the next one is being made` : verdict,
    ...(numWaiting > 0 && !isJudging ? [waits] : []),
    ...(heldBytes > 0 ? ['a line that has no end yet is held back'] : []),
    // A file has its text; of a stream there is no other copy.
    ...(isStream
      ? [`${formatBytes(following.keptBytes)} of text kept by the browser until this tab closes`]
      : []),
  ];
}

function ago(ms: number): string {
  if (ms < 1500) return 'just now';
  return `${durationInShort(ms)} ago`;
}
