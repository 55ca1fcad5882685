/**
 * How far each window lies off what was normal before it. In: counts per window, Baseline. Out: a few kinds of surprise per
 * window: inside the baseline out of fold, after it against everything learnt so far, odd windows left out. The baseline
 * detector votes by these; the Isolation Forest has them among its columns. Scored by the worst events: a mean hides the one that is
 * odd (an autoencoder on HDFS sessions: F1 .86 by its worst position, .25 by its mean error).
 */
import { type Baseline, type CountMatrix, FAILS_BY_WORDS, type FileSpans } from '../../contracts/features';
import { THRESHOLDS } from '../../contracts/thresholds';
import { LEVEL_WARN } from '../../contracts/units';
import { isLearnt, learntWindows } from '../baseline/learnt-windows';
import { activeWindows, hasFewKinds } from '../baseline/sufficiency';
import { weightOfLevel } from '../features/weight-of-level';
import { addBit, type Bitset, createBitset, hasBit } from '../lib/bitset';
import { contiguousFolds, thresholdOutOfFold } from '../lib/stats';
import type { AggregatedCounts } from './aggregates';
import { createDrops, deviations, fallOf, scoreFall } from './falls';
import { type MeasureSurprise, measureSurprise } from './measures';
import { scoreMissing } from './missing';
import { LEAST_SILENCE, type SilenceSurprise, silenceSurprise } from './pauses';
import { createTemplateModel, isSteady, learnWindow, type TemplateModel } from './template-model';
import type { Missing } from './temporal-rules';

/** Folds of the baseline: each block is scored by what the others taught. */
export const NUM_FOLDS = 5;

export const CHANNELS = ['rise', 'fall', 'novelty', 'missing', 'number', 'share', 'silence'] as const;
export type Channel = (typeof CHANNELS)[number];
/** Whatever the baseline says, less is not worth a vote. */
const MIN_THRESHOLD: Readonly<Record<Channel, number>> = {
  rise: THRESHOLDS.leastRise,
  fall: THRESHOLDS.leastFall,
  novelty: THRESHOLDS.leastNovelty,
  missing: THRESHOLDS.leastMissing,
  number: THRESHOLDS.leastRise,
  share: THRESHOLDS.leastRise,
  silence: LEAST_SILENCE,
};

/** One entry a window of the grid. */
export interface Surprise {
  /** Largest number of deviations that a known template's count lies above its mean; the template, -1 for none. */
  readonly rise: Float32Array;
  readonly riseTemplate: Int32Array;
  /**
   * The second largest below its mean, among steady ones: one template that falls silent may have been a burst. The largest, if
   * it is the only one or was never absent.
   */
  readonly fall: Float32Array;
  readonly fallTemplate: Int32Array;
  /** log2(1 + weight of the templates never seen before); grave and frequent ones weigh more. */
  readonly novelty: Float32Array;
  /** Bits of what was due to follow something and did not. */
  readonly missing: Float32Array;
  readonly missingOf: ReadonlyMap<number, readonly Missing[]>;
  /** Numbers that lines state, and shares of what failed: how far the one that is furthest off its usual is, and which. */
  readonly number: Float32Array;
  readonly numberOf: MeasureSurprise;
  readonly share: Float32Array;
  readonly shareOf: MeasureSurprise;
  /** Of a source that fell silent while others go on: log2(1 + silence as a multiple of its usual pause). */
  readonly silence: Float32Array;
  readonly silentOf: SilenceSurprise['silentOf'];
  /** Known templates more than 2 deviations off. */
  readonly numOff: Uint32Array;
  /** Threshold of each channel, learnt out of fold. */
  readonly threshold: Readonly<Record<Channel, number>>;
  /** The baseline holds few kinds of records, so that only what is grave, or steady, is news. */
  readonly isCautious: boolean;
}

/**
 * Surprise of every window. Windows before the baseline, and those left out of it, are scored by the baseline alone; those in
 * a pause have none; a window is never scored by what was learnt from a later one, the baseline itself excepted.
 */
export function surpriseOf(aggregated: AggregatedCounts, baseline: Baseline): Surprise {
  const { counts, gravity, fails, numTemplates, paused, grid, fileSpans = null } = aggregated;
  const learnt = learntWindows(baseline);
  const surprise = createSurprise(counts.numRows, besideCounts(aggregated, baseline, learnt));
  const isCautious = hasFewKinds(counts, baseline, numTemplates);
  const weights: Weights = { gravity, fails, isCautious, fileSpans };
  scoreFolds(surprise, counts, baseline, weights);
  const missingOf = scoreMissing(surprise.missing, aggregated, baseline, NUM_FOLDS);
  const threshold = learnThresholds(surprise, counts, baseline);
  const model = modelOf(counts, learnt);
  const seen = seenBy(counts, learnt);
  for (let w = 0; w < counts.numRows; w++) {
    if (isLearnt(baseline, w) || paused?.[w]) continue;
    scoreWindow(surprise, model, seen, counts, w, weights);
    // What has not come yet when the log breaks off is not missing.
    if (grid.tailCovered01 !== undefined && w === counts.numRows - 1) surprise.fall[w] = 0;
    if (w < baseline.end) continue;
    addSeen(seen, counts, w);
    const isOdd = CHANNELS.some((channel) => surprise[channel][w] > threshold[channel]);
    if (!isOdd) learnWindow(model, counts, w);
  }
  return { ...surprise, threshold, missingOf, isCautious: weights.isCautious };
}

/** How the columns are weighed. */
interface Weights {
  /** Level of each column. */
  readonly gravity: Uint8Array;
  /** As FeatureMatrix.templateFails; may be shorter than gravity. */
  readonly fails: Uint8Array;
  /** The baseline holds few kinds of records: only what is grave, or steady, is news. */
  readonly isCautious: boolean;
  /** Null: no file begins late or ends early. */
  readonly fileSpans: FileSpans | null;
}

/** The file that says it has only begun. */
const isBeginning = ({ fileSpans }: Weights, template: number, w: number): boolean =>
  w < (fileSpans?.knownFrom[template] ?? 0);
/** No file is left that could say it. */
const hasEnded = ({ fileSpans }: Weights, template: number, w: number): boolean =>
  w >= (fileSpans?.endsAt[template] ?? Number.POSITIVE_INFINITY);

type SurpriseArrays = Omit<Surprise, 'threshold' | 'isCautious' | 'missingOf'>;

type BesideCounts = Pick<
  SurpriseArrays,
  'number' | 'numberOf' | 'share' | 'shareOf' | 'silence' | 'silentOf'
>;

/** What is told by other than the counts of templates. */
function besideCounts(
  { counts, numbers, shares, sources, grid }: AggregatedCounts,
  baseline: Baseline,
  learnt: readonly number[],
): BesideCounts {
  const { numRows } = counts;
  const flags = Uint8Array.from({ length: numRows }, (_, w) => (isLearnt(baseline, w) ? 1 : 0));
  const options = { learnt, isLearnt: flags, baselineEnd: baseline.end, numFolds: NUM_FOLDS };
  const numberOf = measureSurprise(numbers, numRows, options);
  const shareOf = measureSurprise(shares, numRows, options);
  const { bits, silentOf } = silenceSurprise(sources, grid.windowMs, numRows, learnt, NUM_FOLDS);
  return { number: numberOf.off, numberOf, share: shareOf.off, shareOf, silence: bits, silentOf };
}

function createSurprise(length: number, beside: BesideCounts): SurpriseArrays {
  return {
    ...beside,
    rise: new Float32Array(length),
    riseTemplate: new Int32Array(length).fill(-1),
    fall: new Float32Array(length),
    fallTemplate: new Int32Array(length).fill(-1),
    novelty: new Float32Array(length),
    missing: new Float32Array(length),
    numOff: new Uint32Array(length),
  };
}

function scoreFolds(
  surprise: SurpriseArrays,
  counts: CountMatrix,
  baseline: Baseline,
  weights: Weights,
): void {
  const learnt = learntWindows(baseline);
  const folds = contiguousFolds(learnt.length, NUM_FOLDS);
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const others = learnt.filter((_, i) => folds[i] !== fold);
    const model = modelOf(counts, others);
    learnt.forEach((w, i) => {
      if (folds[i] === fold) scoreWindow(surprise, model, null, counts, w, weights);
    });
  }
}

/** Thresholds over the windows that hold records, as empty ones cannot surprise by what they hold. */
function learnThresholds(
  surprise: SurpriseArrays,
  counts: CountMatrix,
  baseline: Baseline,
): Surprise['threshold'] {
  const active = activeWindows(counts, baseline);
  const learn = (channel: Channel): number =>
    Math.max(
      MIN_THRESHOLD[channel],
      thresholdOutOfFold(
        active.map((w) => surprise[channel][w]),
        THRESHOLDS.deviations,
      ),
    );
  return Object.fromEntries(CHANNELS.map((channel) => [channel, learn(channel)])) as Surprise['threshold'];
}

function modelOf(counts: CountMatrix, windows: readonly number[]): TemplateModel {
  const model = createTemplateModel(counts.numColumns);
  for (const w of windows) learnWindow(model, counts, w);
  return model;
}

function seenBy(counts: CountMatrix, windows: readonly number[]): Bitset {
  const seen = createBitset(counts.numColumns);
  for (const w of windows) addSeen(seen, counts, w);
  return seen;
}

function addSeen(seen: Bitset, counts: CountMatrix, w: number): void {
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) addBit(seen, counts.column[i]);
}

/** All unseen templates that are no warnings and tell of no failure weigh this at most: a job that runs once a week brings dozens. */
const MAX_NOVEL_OTHER = 1;

/** Weight of an unseen template by its level: an unseen error is news, an unseen line of information rarely. */
function noveltyWeight({ gravity, fails, isCautious }: Weights, template: number): number {
  const level = gravity[template];
  if (isCautious && level < LEVEL_WARN && !fails[template]) return 0;
  const weight = weightOfLevel(level);
  return isCautious ? weight / 2 : weight;
}

/** `seen`: templates of the windows before, learnt or not; null: those of the model. */
function scoreWindow(
  out: SurpriseArrays,
  model: TemplateModel,
  seen: Bitset | null,
  counts: CountMatrix,
  w: number,
  weights: Weights,
): void {
  let grave = 0;
  let other = 0;
  const present = new Set<number>();
  const drops = createDrops();
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
    const template = counts.column[i];
    present.add(template);
    if (isBeginning(weights, template, w)) continue;
    const isKnown = seen ? hasBit(seen, template) : model.present[template] > 0;
    if (isKnown) {
      if (isNews(weights, model, template)) scoreRise(out, model, w, template, counts.count[i]);
      if (mayFall(weights, model, template) && !hasEnded(weights, template, w))
        scoreFall(drops, model, template, counts.count[i]);
    } else {
      const weight = noveltyWeight(weights, template) * Math.log2(1 + counts.count[i]);
      if (weights.gravity[template] >= LEVEL_WARN || weights.fails[template] === FAILS_BY_WORDS)
        grave += weight;
      else other += weight;
    }
  }
  out.novelty[w] = Math.log2(1 + grave + Math.min(other, MAX_NOVEL_OTHER));
  let numSteady = 0;
  for (let template = 0; template < model.present.length; template++) {
    if (hasEnded(weights, template, w)) continue;
    if (mayFall(weights, model, template)) numSteady++;
    if (present.has(template) || !isSteady(model, template)) continue;
    scoreRise(out, model, w, template, 0);
    if (mayFall(weights, model, template)) scoreFall(drops, model, template, 0);
  }
  out.fall[w] = fallOf(drops, model, numSteady);
  out.fallTemplate[w] = drops.worstTemplate;
}

/** A sporadic line of information may burst as it likes where the baseline has hardly shown what the log can say. */
function isNews({ gravity, isCautious }: Weights, model: TemplateModel, template: number): boolean {
  return !isCautious || gravity[template] >= LEVEL_WARN || isSteady(model, template);
}

/** Fewer errors and warnings are no symptom, and what comes now and then may stay away. */
function mayFall({ gravity }: Weights, model: TemplateModel, template: number): boolean {
  return gravity[template] < LEVEL_WARN && isSteady(model, template);
}

function scoreRise(
  out: SurpriseArrays,
  model: TemplateModel,
  w: number,
  template: number,
  count: number,
): void {
  const z = deviations(model, template, count);
  if (Math.abs(z) > 2) out.numOff[w]++;
  if (z <= out.rise[w]) return;
  out.rise[w] = z;
  out.riseTemplate[w] = template;
}
