/**
 * How far each window lies off what was normal before it. In: counts per window, Baseline. Out: a few kinds of surprise per window:
 * inside the baseline out of fold, after it against everything learnt so far. The baseline detector votes by these; aggregates
 * of them are columns of the Isolation Forest. Worst-z over log1p counts with a floor on the deviation (FACTS.md).
 */
import type { Baseline, CountMatrix } from '../../contracts/features';
import { LEVEL_WARN } from '../../contracts/units';
import { contiguousFolds } from '../lib/stats';
import { createTemplateModel, learnWindow, normalOf, type TemplateModel } from './template-model';

/** Folds of the baseline: each block is scored by what the others taught. */
export const NUM_FOLDS = 5;

/** One entry a window of the grid. */
export interface Surprise {
  /** Largest number of deviations that a known template's count lies above its mean; the template, -1 for none. */
  readonly rise: Float32Array;
  readonly riseTemplate: Int32Array;
  /** The same below its mean. */
  readonly fall: Float32Array;
  readonly fallTemplate: Int32Array;
  /** Weight of the templates never seen before: log2(1 + sum over them), grave ones count more. */
  readonly novelty: Float32Array;
  readonly numNovel: Uint32Array;
  /** Known templates more than 2 deviations off. */
  readonly numOff: Uint32Array;
}

/** Weight of an unseen template by its level: an unseen error is news, an unseen line of information rarely. */
const NOVEL_ERROR = 1;
const NOVEL_WARNING = 0.5;
const NOVEL_OTHER = 0.25;
/** All unseen templates that are no warnings weigh this at most: a job that runs once a week brings dozens. */
const MAX_NOVEL_OTHER = 1;

/**
 * Surprise of every window. `gravity`: level of each column. Windows before the baseline are scored by the baseline
 * alone; a detector never learns from a window later than the one that it scores, the baseline itself excepted.
 */
export function surpriseOf(counts: CountMatrix, baseline: Baseline, gravity: Uint8Array): Surprise {
  const surprise = createSurprise(counts.numRows);
  scoreFolds(surprise, counts, baseline, gravity);
  const model = modelOf(counts, baseline.begin, baseline.end, null, 0);
  for (let w = 0; w < baseline.begin; w++) scoreWindow(surprise, model, counts, w, gravity);
  for (let w = baseline.end; w < counts.numRows; w++) {
    scoreWindow(surprise, model, counts, w, gravity);
    learnWindow(model, counts, w, false);
  }
  return surprise;
}

function createSurprise(length: number): Surprise {
  return {
    rise: new Float32Array(length),
    riseTemplate: new Int32Array(length).fill(-1),
    fall: new Float32Array(length),
    fallTemplate: new Int32Array(length).fill(-1),
    novelty: new Float32Array(length),
    numNovel: new Uint32Array(length),
    numOff: new Uint32Array(length),
  };
}

function scoreFolds(surprise: Surprise, counts: CountMatrix, baseline: Baseline, gravity: Uint8Array): void {
  const folds = contiguousFolds(baseline.end - baseline.begin, NUM_FOLDS);
  for (let fold = 0; fold < NUM_FOLDS; fold++) {
    const model = modelOf(counts, baseline.begin, baseline.end, folds, fold);
    for (let i = 0; i < folds.length; i++) {
      if (folds[i] === fold) scoreWindow(surprise, model, counts, baseline.begin + i, gravity);
    }
  }
}

/** Model of the windows [begin, end) without those of one fold. */
function modelOf(
  counts: CountMatrix,
  begin: number,
  end: number,
  folds: Uint8Array | null,
  without: number,
): TemplateModel {
  const model = createTemplateModel(counts.numColumns);
  for (let w = begin; w < end; w++) if (folds?.[w - begin] !== without) learnWindow(model, counts, w, true);
  return model;
}

function scoreWindow(
  out: Surprise,
  model: TemplateModel,
  counts: CountMatrix,
  w: number,
  gravity: Uint8Array,
): void {
  let grave = 0;
  let other = 0;
  const seen = new Set<number>();
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) {
    const template = counts.column[i];
    seen.add(template);
    if (model.present[template] === 0) {
      if (gravity[template] >= LEVEL_WARN) grave += gravity[template] === LEVEL_WARN ? NOVEL_WARNING : NOVEL_ERROR;
      else other += NOVEL_OTHER;
      out.numNovel[w]++;
    } else scoreCount(out, model, w, template, counts.count[i]);
  }
  out.novelty[w] = Math.log2(1 + grave + Math.min(other, MAX_NOVEL_OTHER));
  for (const template of steadyTemplates(model))
    if (!seen.has(template)) scoreCount(out, model, w, template, 0);
}

function scoreCount(out: Surprise, model: TemplateModel, w: number, template: number, count: number): void {
  const { mean, sd } = normalOf(model, template);
  const z = (Math.log1p(count) - mean) / sd;
  if (Math.abs(z) > 2) out.numOff[w]++;
  if (z > out.rise[w]) {
    out.rise[w] = z;
    out.riseTemplate[w] = template;
  } else if (-z > out.fall[w]) {
    out.fall[w] = -z;
    out.fallTemplate[w] = template;
  }
}

/** Templates whose absence could mean something: seen in at least a third of the windows. */
function* steadyTemplates(model: TemplateModel): Generator<number> {
  const least = model.numWindows / 3;
  for (let template = 0; template < model.present.length; template++) {
    if (model.present[template] > least) yield template;
  }
}
