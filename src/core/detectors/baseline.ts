/**
 * The first detector: a rolling, causal statistical baseline. In: FeatureMatrix, Baseline. Out: DetectorResult. A window is
 * as odd as its worst event: the largest rise or fall of one template (or of all errors) in deviations, or the weight of
 * templates never seen before; each kind of surprise has a threshold of its own, learnt out of fold.
 */
import type { Baseline } from '../../contracts/features';
import type { Detector, DetectorInput, DetectorResult, Reason } from '../../contracts/scores';
import { templateId } from '../../contracts/tables';
import { AGGREGATES, type AggregatedCounts, withAggregates } from './aggregates';
import { CHANNELS, type Surprise, surpriseOf } from './surprise';
import { createTemplateModel, learnWindow, normalOf, type TemplateModel } from './template-model';
import { abstain, activeWindows, tooLittle, votesOutside } from './verdict';

export interface BaselineDetectorOptions {
  /** Factor on the learnt threshold, above 1 for fewer votes. */
  readonly thresholdScale: number;
}

/** Votes where any kind of surprise exceeds its threshold; the score is the largest ratio, so the threshold is the scale. */
export function createBaselineDetector(options: BaselineDetectorOptions): Detector {
  return {
    name: 'baseline',
    detect: async (input, onProgress) => {
      const result = detectByBaseline(input, options);
      const total = input.features.grid.length;
      onProgress({ stage: 'detect', detail: 'baseline', done: total, total, unit: 'windows' });
      return result;
    },
  };
}

/** The same as a plain call. */
export function detectByBaseline(input: DetectorInput, options: BaselineDetectorOptions): DetectorResult {
  const { features, baseline } = input;
  const numWindows = features.grid.length;
  const why = tooLittle(features.counts, baseline);
  if (why !== null) return abstain('baseline', numWindows, why);
  const aggregated = withAggregates(features);
  const surprise = surpriseOf(aggregated.counts, baseline, aggregated.gravity);
  const score = Float32Array.from({ length: numWindows }, (_, w) =>
    Math.max(...CHANNELS.map((channel) => surprise[channel][w] / surprise.threshold[channel])),
  );
  const vote = votesOutside(baseline, score, options.thresholdScale);
  return {
    name: 'baseline',
    backend: 'js',
    numRows: activeWindows(features.counts, baseline).length,
    seconds: 0,
    threshold: options.thresholdScale,
    abstained: null,
    score,
    vote,
    reasons: reasonsOf(vote, surprise, aggregated, baseline),
    lossCurve: [],
  };
}

/** Reasons of the windows with a vote, in order of time, so that 'expected' is what had been learnt by then. */
function reasonsOf(
  vote: Uint8Array,
  surprise: Surprise,
  aggregated: AggregatedCounts,
  baseline: Baseline,
): Record<number, readonly Reason[]> {
  const reasons: Record<number, readonly Reason[]> = {};
  const { counts } = aggregated;
  const model = createTemplateModel(counts.numColumns);
  for (let w = baseline.begin; w < baseline.end; w++) learnWindow(model, counts, w);
  for (let w = 0; w < vote.length; w++) {
    if (vote[w]) reasons[w] = reasonsOfWindow(w, surprise, aggregated, model);
    if (w >= baseline.end && !vote[w]) learnWindow(model, counts, w);
  }
  return reasons;
}

const MAX_NOVEL_REASONS = 4;

function reasonsOfWindow(
  w: number,
  surprise: Surprise,
  { counts, gravity, numTemplates }: AggregatedCounts,
  model: TemplateModel,
): Reason[] {
  const seen = new Map<number, number>();
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++)
    seen.set(counts.column[i], counts.count[i]);
  const novel = [...seen.keys()].filter((column) => column < numTemplates && model.present[column] === 0);
  novel.sort((a, b) => gravity[b] - gravity[a] || seen.get(b)! - seen.get(a)! || a - b);
  const found = novel
    .slice(0, MAX_NOVEL_REASONS)
    .map((column) => reasonOf(column, seen.get(column)!, 0, numTemplates));
  for (const column of [surprise.riseTemplate[w], surprise.fallTemplate[w]]) {
    const isStrong = column === surprise.riseTemplate[w] ? surprise.rise[w] >= 3 : surprise.fall[w] >= 3;
    if (column < 0 || !isStrong) continue;
    const expected = Math.expm1(normalOf(model, column).mean);
    found.push(reasonOf(column, seen.get(column) ?? 0, expected, numTemplates));
  }
  return found;
}

function reasonOf(column: number, observed: number, expected: number, numTemplates: number): Reason {
  const rounded = Math.round(expected * 10) / 10;
  const isTemplate = column < numTemplates;
  const usual = expected === 0 ? 'never before' : `${rounded} expected`;
  const name = isTemplate ? templateId(column) : AGGREGATES[column - numTemplates];
  return {
    text: isTemplate ? `${name} seen ${observed} times, ${usual}` : `${observed} ${name}, ${usual}`,
    template: isTemplate ? column : null,
    observed,
    expected: rounded,
  };
}
