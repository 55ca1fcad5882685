/**
 * What is normal for each template: log1p of its count a window, over the windows learnt so far. In: rows of a CountMatrix, in
 * order of time. Out: how many deviations a count lies off. A template that is in most windows is compared with all of them;
 * one that comes now and then (a nightly job) with the windows that held it, so that its usual burst is no news.
 */
import type { CountMatrix } from '../../contracts/features';

/** Deviation that even a perfectly regular template is granted, in log1p units: about a quarter more or less. */
export const SD_FLOOR = 0.25;
/** Of a template seen a few times the deviation is not known yet: as if it had been seen so often more at this deviation. */
const PRIOR_SD = 0.5;
const PRIOR_WEIGHT = 3;
/** Share of the windows from which on a template counts as steady, so that its absence means something. */
const STEADY_SHARE01 = 0.5;

export interface TemplateModel {
  numWindows: number;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  /** Learnt windows that held the template. */
  readonly present: Uint32Array;
}

export function createTemplateModel(numTemplates: number): TemplateModel {
  return {
    numWindows: 0,
    sum: new Float64Array(numTemplates),
    squares: new Float64Array(numTemplates),
    present: new Uint32Array(numTemplates),
  };
}

/** Adds one window of counts. */
export function learnWindow(model: TemplateModel, counts: CountMatrix, window: number): void {
  for (let i = counts.rowBegin[window]; i < counts.rowBegin[window + 1]; i++) {
    const template = counts.column[i];
    const value = Math.log1p(counts.count[i]);
    model.sum[template] += value;
    model.squares[template] += value * value;
    model.present[template]++;
  }
  model.numWindows++;
}

export function isSteady(model: TemplateModel, template: number): boolean {
  return model.present[template] > model.numWindows * STEADY_SHARE01;
}

/** Mean and deviation of a template's log1p count: over all windows when it is steady, else over those that held it. */
export function normalOf(model: TemplateModel, template: number): { mean: number; sd: number } {
  if (isSteady(model, template)) {
    const mean = model.sum[template] / model.numWindows;
    const variance = model.squares[template] / model.numWindows - mean * mean;
    return { mean, sd: Math.max(SD_FLOOR, Math.sqrt(Math.max(0, variance))) };
  }
  const n = model.present[template];
  const mean = n === 0 ? 0 : model.sum[template] / n;
  const squares = Math.max(0, model.squares[template] - n * mean * mean) + PRIOR_WEIGHT * PRIOR_SD ** 2;
  return { mean, sd: Math.max(SD_FLOOR, Math.sqrt(squares / (n + PRIOR_WEIGHT))) };
}
