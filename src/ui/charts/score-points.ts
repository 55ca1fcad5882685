// In: a score a window. Out: the points of its line; where a step stands for several windows, the highest of them: what
// crosses the threshold in one window must be seen to cross it.
import type { WindowGrid } from '../../contracts/features';
import type { Steps } from './volume';

export type ScorePoint = readonly [number, number | null];

/** At the middle of each step; null where no window of it has a score. */
export function scorePoints(
  score: Float32Array,
  grid: WindowGrid,
  { begin, end, join }: Steps,
): readonly ScorePoint[] {
  const points: ScorePoint[] = [];
  for (let w = begin; w < end; w += join) {
    const stop = Math.min(end, w + join);
    let highest: number | null = null;
    for (let i = w; i < stop; i++)
      if (!Number.isNaN(score[i])) highest = Math.max(highest ?? score[i], score[i]);
    points.push([grid.startMs + ((w + stop) / 2) * grid.windowMs, highest]);
  }
  return points;
}
