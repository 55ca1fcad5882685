// Progress that a page can show. In: messages as work goes on. Out: fewer of them.
import type { OnProgress } from '../contracts/units';

/** At most one report of the same stage and detail in 60 ms: a page needs no more. Ends are always reported. */
export function throttled(report: OnProgress, now: () => number): OnProgress {
  let lastKey = '';
  let lastMs = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const key = `${progress.stage}/${progress.detail}`;
    const ended = progress.done === progress.total;
    if (key === lastKey && !ended && now() - lastMs < 60) return;
    lastKey = key;
    lastMs = now();
    report(progress);
  };
}
