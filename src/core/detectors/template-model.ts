/**
 * What is normal for each template: mean and deviation of log1p counts over the windows learnt so far. In: rows of a
 * CountMatrix, in order of time. Out: how many deviations a window's counts lie off. Absent templates cost nothing to learn.
 */
import type { CountMatrix } from '../../contracts/features';

/** Deviation that even a perfectly regular template is granted, in log1p units: about a quarter more or less. */
export const SD_FLOOR = 0.25;
/** A window adds at most this many deviations to what is normal, so that an incident is not learnt at once. */
const MAX_LEARNT_Z = 3;

export interface TemplateModel {
  numWindows: number;
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  /** Windows that held the template. */
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

/** Adds one window; `isTrusted` false (after the baseline) clips what it adds to a few deviations. */
export function learnWindow(
  model: TemplateModel,
  counts: CountMatrix,
  window: number,
  isTrusted: boolean,
): void {
  for (let i = counts.rowBegin[window]; i < counts.rowBegin[window + 1]; i++) {
    const template = counts.column[i];
    let value = Math.log1p(counts.count[i]);
    if (!isTrusted) {
      const { mean, sd } = normalOf(model, template);
      value = Math.min(value, mean + MAX_LEARNT_Z * sd);
    }
    model.sum[template] += value;
    model.squares[template] += value * value;
    model.present[template]++;
  }
  model.numWindows++;
}

/** Mean and deviation (at least SD_FLOOR) of a template's log1p count a window. */
export function normalOf(model: TemplateModel, template: number): { mean: number; sd: number } {
  const n = Math.max(1, model.numWindows);
  const mean = model.sum[template] / n;
  const variance = model.squares[template] / n - mean * mean;
  return { mean, sd: Math.max(SD_FLOOR, Math.sqrt(Math.max(0, variance))) };
}
