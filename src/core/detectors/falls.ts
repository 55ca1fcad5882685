/**
 * How far templates fall in a window. In: TemplateModel, counts. Out: the fall that counts. One template that falls silent may have been a
 * burst that ended, so the second largest counts; the largest, where the log has no other, or where one of several streams stops that
 * never did.
 */
import { normalOf, SD_FLOOR, type TemplateModel } from './template-model';

export interface Drops {
  worst: number;
  worstTemplate: number;
  second: number;
  /** Of those that were in every window learnt and are absent now, the largest. */
  silent: number;
}

export function createDrops(): Drops {
  return { worst: 0, worstTemplate: -1, second: 0, silent: 0 };
}

/** Deviations of a count above its mean. */
export function deviations(model: TemplateModel, template: number, count: number): number {
  const { mean, sd } = normalOf(model, template);
  return (Math.log1p(count) - mean) / sd;
}

/** Notes a steady template's count; 0: it is absent. */
export function scoreFall(drops: Drops, model: TemplateModel, template: number, count: number): void {
  const drop = -deviations(model, template, count);
  if (drop > drops.worst) {
    drops.second = drops.worst;
    drops.worst = drop;
    drops.worstTemplate = template;
  } else if (drop > drops.second) drops.second = drop;
  if (count === 0 && isNeverAbsent(model, template)) drops.silent = Math.max(drops.silent, drop);
}

/** The fall of a window in deviations, at least 0; `numSteady`: templates of which a fall would count. */
export function fallOf(drops: Drops, model: TemplateModel, numSteady: number): number {
  // The only steady one, regular as a clock, is the log itself.
  const isLog = numSteady === 1 && drops.worst > 0 && isRegular(model, drops.worstTemplate);
  const silent = numSteady >= MANY_STREAMS ? drops.silent : 0;
  return Math.max(isLog ? drops.worst : drops.second, silent);
}

/** Streams from which on one of them may be missed: where a log has one or two, it is one long burst that ended as often as not. */
const MANY_STREAMS = 3;
/** Windows that make 'never absent' more than chance. */
const MANY_WINDOWS = 20;
/** Records a window below which a window without any may be chance. */
const MANY_RECORDS = 15;

/** It was in each of many windows, several times: a stream that stops, not a burst that ends. */
function isNeverAbsent(model: TemplateModel, template: number): boolean {
  return (
    model.numWindows >= MANY_WINDOWS &&
    model.present[template] === model.numWindows &&
    normalOf(model, template).mean >= Math.log1p(MANY_RECORDS)
  );
}

/** Its counts vary by less than any template is granted. */
function isRegular(model: TemplateModel, template: number): boolean {
  return normalOf(model, template).sd <= SD_FLOOR;
}
