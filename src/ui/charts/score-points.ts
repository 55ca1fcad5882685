// In: a score a window. Out: the points of its line; where a step stands for several windows, the highest of them: what
// crosses the threshold in one window must be seen to cross it.
import type { WindowGrid } from '../../contracts/features';
import type { DetectorResult } from '../../contracts/scores';
import type { Steps } from './volume';

export type ScorePoint = readonly [number, number | null];

/**
 * The score as far as it counts: it lies above the threshold where there is a vote, and nowhere else. Null: that is the score itself. A score
 * above the threshold that is no vote (learnt, a habit, nothing that stands out) ends at it.
 */
export function countedScore({ score, vote, threshold }: DetectorResult): ArrayLike<number> | null {
  if (threshold === null) return null;
  const isMute = (value: number, w: number): boolean => vote[w] === 0 && value > threshold;
  if (!score.some(isMute)) return null;
  return Float64Array.from(score, (value, w) => (isMute(value, w) ? threshold : value));
}

/** At the middle of each step; null where no window of it has a score. */
export function scorePoints(
  score: ArrayLike<number>,
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
