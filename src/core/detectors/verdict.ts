/** What detectors share when they give their verdict: abstention and votes. */
import type { Baseline } from '../../contracts/features';
import type { DetectorName, DetectorResult } from '../../contracts/scores';

/** Windows with records that a baseline needs before thresholds out of fold mean anything. */
export const MIN_BASELINE_WINDOWS = 12;

/** 1 where the score exceeds the threshold; the baseline is taken as good, so none of its windows gets a vote. */
export function votesOutside(baseline: Baseline, score: Float32Array, threshold: number): Uint8Array {
  return Uint8Array.from(score, (value, w) => {
    const isLearnt = w >= baseline.begin && w < baseline.end;
    return !isLearnt && value > threshold ? 1 : 0;
  });
}

/** A detector with too little history: no score, no vote, and why. */
export function abstain(name: DetectorName, numWindows: number, numRows: number): DetectorResult {
  return {
    name,
    backend: 'js',
    numRows,
    seconds: 0,
    threshold: null,
    abstained: `The baseline has only ${numRows} windows with records; it needs ${MIN_BASELINE_WINDOWS}.`,
    score: new Float32Array(numWindows).fill(Number.NaN),
    vote: new Uint8Array(numWindows),
    reasons: {},
    lossCurve: [],
  };
}
