// From residuals to scores and from out-of-fold scores to a threshold. In: residuals [window, input]. Out: one score a
// window, the worst position's: a mean would hide one strange component. Pure.
import { THRESHOLDS } from '../contracts/thresholds';

/** Least scale of a position, in deviations of a component: a position that is always right must not raise alarms. */
const SCALE_FLOOR = 0.6;
/** From this many out-of-fold scores their own quantile is trusted, below it mean and deviation: of fifty it would be the maximum. */
const MANY_SCORES = 1000;
const QUANTILE = 0.995;
const FACTOR = THRESHOLDS.lstmDeviations;
const CLIPPING_ROUNDS = 3;
/** Clipping stops before it leaves less than this share below the limit: more are no exceptions, the log is like that. */
const MIN_KEPT = 0.95;

/** Root mean square of each position's residuals, at least SCALE_FLOOR. */
export function positionScale(residuals: Float64Array, width: number): Float64Array {
  const numRows = residuals.length / width;
  const squares = new Float64Array(width);
  for (let i = 0; i < residuals.length; i++) squares[i % width]! += residuals[i]! ** 2;
  return squares.map((sum) => Math.max(Math.sqrt(sum / numRows), SCALE_FLOOR));
}

/** Greatest |residual| / scale of each row. */
export function worstScores(residuals: Float64Array, scale: Float64Array): Float64Array {
  const width = scale.length;
  const scores = new Float64Array(residuals.length / width);
  for (let i = 0; i < residuals.length; i++) {
    const row = Math.floor(i / width);
    scores[row] = Math.max(scores[row]!, Math.abs(residuals[i]!) / scale[i % width]!);
  }
  return scores;
}

/**
 * Mean + 4 deviations of out-of-fold scores, without those that lie above it themselves: a few incidents inside the
 * baseline would raise it for all others. Of many scores at least their 99.5 % quantile.
 */
export function outOfFoldThreshold(scores: Float64Array): number {
  let limit = meanAndDeviations(scores);
  for (let round = 0; round < CLIPPING_ROUNDS; round++) {
    const lower = meanAndDeviations(scores.filter((score) => score <= limit));
    if (scores.filter((score) => score <= lower).length < MIN_KEPT * scores.length) break;
    limit = lower;
  }
  if (scores.length < MANY_SCORES) return limit;
  return Math.max(limit, scores.slice().sort()[Math.floor(QUANTILE * (scores.length - 1))]!);
}

function meanAndDeviations(scores: Float64Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return mean + FACTOR * Math.sqrt(variance);
}
