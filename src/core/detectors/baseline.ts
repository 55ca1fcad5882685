/**
 * The first detector: a rolling, causal statistical baseline. In: FeatureMatrix, Baseline. Out: DetectorResult. A window is
 * as odd as its worst event: the largest rise or fall of one template (or of all errors) in deviations, or the weight of
 * templates never seen before; each kind of surprise has a threshold of its own, learnt out of fold.
 */
import type { Detector, DetectorInput, DetectorResult } from '../../contracts/scores';
import { activeWindows, tooLittle } from '../baseline/sufficiency';
import { abstain, detectorOf } from './abstention';
import { reasonsOfVotes } from './baseline-reasons';
import { maxScaleOf, votesUnder } from './max-scale';
import { CHANNELS } from './surprise';
import { surpriseOfLog } from './surprise-of-log';

export interface BaselineDetectorOptions {
  /** Factor on the learnt threshold, above 1 for fewer votes. */
  readonly thresholdScale: number;
}

/** Votes where any kind of surprise exceeds its threshold; the score is the largest ratio, so the threshold is the scale. */
export function createBaselineDetector(options: BaselineDetectorOptions): Detector {
  return detectorOf('baseline', 'robust', (input) => detectByBaseline(input, options));
}

/** The same as a plain call. */
export function detectByBaseline(input: DetectorInput, options: BaselineDetectorOptions): DetectorResult {
  const { features, baseline } = input;
  const numWindows = features.grid.length;
  const why = tooLittle(features.counts, baseline);
  if (why !== null) return abstain('baseline', numWindows, why);
  const { aggregated, surprise } = surpriseOfLog(features, baseline);
  const score = Float32Array.from({ length: numWindows }, (_, w) =>
    features.paused?.[w]
      ? Number.NaN
      : Math.max(...CHANNELS.map((channel) => surprise[channel][w] / surprise.threshold[channel])),
  );
  const maxScale = maxScaleOf(features, baseline, score, 1);
  const vote = votesUnder(maxScale, options.thresholdScale);
  return {
    name: 'baseline',
    backend: 'js',
    numRows: activeWindows(features.counts, baseline).length,
    seconds: 0,
    threshold: options.thresholdScale,
    abstained: null,
    score,
    vote,
    maxScale,
    reasons: reasonsOfVotes(vote, surprise, aggregated, baseline),
    lossCurve: [],
  };
}
