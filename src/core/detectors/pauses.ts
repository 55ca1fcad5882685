/**
 * Sources that fall silent. In: SourcePauses, the windows learnt from. Out: for each window the source that is silent for the longest, against its
 * longest usual pause. The longest pause of all may have been an outage: the second longest counts. Inside the baseline out of fold.
 */
import type { SourcePauses } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { contiguousFolds } from '../lib/stats';

/** One entry a window. */
export interface SilenceSurprise {
  /** log2(1 + silence as a multiple of the usual pause); 0: no source is silent. */
  readonly bits: Float32Array;
  /** Sources that are silent for long enough to be told, the one of the fewest words first. */
  readonly silentOf: ReadonlyMap<number, readonly Silent[]>;
}

export interface Silent {
  readonly name: string;
  readonly silentMs: number;
  readonly usualMs: number;
}

const { silenceTimesUsual } = THRESHOLDS;
/** What is told of a window. */
export const LEAST_SILENCE = Math.log2(1 + silenceTimesUsual);
/** Windows without a record: less may be the place of the window's edge. */
const MIN_WINDOWS = 2;

export function silenceSurprise(
  sources: readonly SourcePauses[],
  windowMs: number,
  numWindows: number,
  learnt: readonly number[],
  numFolds: number,
): SilenceSurprise {
  const bits = new Float32Array(numWindows);
  const silentOf = new Map<number, Silent[]>();
  const folds = contiguousFolds(learnt.length, numFolds);
  const place = new Map(learnt.map((w, i) => [w, i]));
  for (const { name, pauseMs, silentMs } of sources) {
    const byFold = Array.from({ length: numFolds }, (_, fold) =>
      usualPause(
        pauseMs,
        learnt.filter((_w, i) => folds[i] !== fold),
      ),
    );
    const whole = usualPause(pauseMs, learnt);
    for (let w = 0; w < numWindows; w++) {
      if (silentMs[w] < MIN_WINDOWS * windowMs) continue;
      const i = place.get(w);
      const usualMs = i === undefined ? whole : byFold[folds[i]];
      const own = Math.log2(1 + silentMs[w] / Math.max(usualMs, 1));
      bits[w] = Math.max(bits[w], own);
      if (own < LEAST_SILENCE) continue;
      const silent = silentOf.get(w) ?? silentOf.set(w, []).get(w)!;
      silent.push({ name, silentMs: silentMs[w], usualMs });
    }
  }
  for (const silent of silentOf.values())
    silent.sort((a, b) => a.name.length - b.name.length || b.silentMs - a.silentMs);
  return { bits, silentOf };
}

function usualPause(pauseMs: Float32Array, windows: readonly number[]): number {
  let [longest, second] = [0, 0];
  for (const w of windows)
    if (pauseMs[w] > longest) [longest, second] = [pauseMs[w], longest];
    else if (pauseMs[w] > second) second = pauseMs[w];
  return second;
}
