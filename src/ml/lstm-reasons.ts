// Why a window scored high: the positions that were reconstructed worst, told as templates, levels and new templates.
// In: a trained input model, observed and reconstructed rows. Out: reasons for the user, worst first.
import type { FeatureMatrix } from '../contracts/features';
import type { Reason } from '../contracts/scores';
import { templateId } from '../contracts/tables';
import { NUM_LEVELS } from '../contracts/units';
import { ofLevel } from '../core/wording/level-names';
import { timesInWords } from '../core/wording/plural';
import { countRow, type InputModel, levelScores, newTemplates } from './lstm-inputs';

const MAX_TEMPLATES = 3;
const MAX_NEW = 3;

/** One window as the network saw it, in input positions. */
export interface Reconstruction {
  readonly window: number;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Scale of each position: its share of the score is |observed - expected| / scale. */
  readonly scale: Float64Array;
}

/** Positions count when they reach half of the worst one. */
export function explainWindow(
  model: InputModel,
  features: FeatureMatrix,
  first: Uint32Array,
  row: Reconstruction,
): Reason[] {
  const { numComponents } = model;
  const share = row.observed.map((value, d) => Math.abs(value - row.expected[d]!) / row.scale[d]!);
  const ofComponents = Math.max(...share.subarray(0, numComponents));
  const parts = [
    { share: ofComponents, tell: () => templateReasons(model, features, row) },
    { share: share[numComponents]!, tell: () => levelReason(model, features, row.window) },
    { share: share[numComponents + 1]!, tell: () => newReasons(model, features, first, row.window) },
  ];
  const worst = Math.max(...parts.map((part) => part.share));
  return parts
    .filter((part) => part.share >= worst / 2)
    .sort((a, b) => b.share - a.share)
    .flatMap((part) => part.tell());
}

/** Templates whose counts are furthest from what the reconstructed components stand for. */
function templateReasons(model: InputModel, features: FeatureMatrix, row: Reconstruction): Reason[] {
  const { templates, deviation } = model;
  const observed = countRow(features.counts, row.window, templates, deviation);
  const expected = expectedCounts(model, row.expected);
  return Array.from(templates.keys())
    .sort((a, b) => Math.abs(observed[b]! - expected[b]!) - Math.abs(observed[a]! - expected[a]!) || a - b)
    .slice(0, MAX_TEMPLATES)
    .map((at) => countReason(templates[at]!, observed[at]! * deviation[at]!, expected[at]! * deviation[at]!));
}

/** The reconstructed row in the columns of countRow. */
function expectedCounts(model: InputModel, row: Float64Array): Float64Array {
  const { pca, scale } = model;
  const expected = pca.mean.slice();
  for (let c = 0; c < pca.numComponents; c++)
    for (let j = 0; j < expected.length; j++)
      expected[j]! += row[c]! * scale[c]! * pca.components[c * pca.numColumns + j]!;
  return expected;
}

function countReason(template: number, logObserved: number, logExpected: number): Reason {
  const observed = Math.round(Math.expm1(logObserved));
  const expected = Math.round(10 * Math.max(0, Math.expm1(logExpected))) / 10;
  const text = `${templateId(template)} seen ${timesInWords(observed)}, ${expected} expected after the windows before`;
  return { text, template, observed, expected };
}

function levelReason(model: InputModel, features: FeatureMatrix, window: number): Reason[] {
  const scores = levelScores(model, features, window);
  const level = scores.indexOf(Math.max(...scores));
  const observed = features.levelCounts[window * NUM_LEVELS + level]!;
  const expected = Math.round(10 * Math.expm1(model.levelMean[level]!)) / 10;
  return [
    {
      text: `${observed} records ${ofLevel(level)}, ${expected} expected`,
      template: null,
      observed,
      expected,
    },
  ];
}

function newReasons(
  model: InputModel,
  features: FeatureMatrix,
  first: Uint32Array,
  window: number,
): Reason[] {
  const { rowBegin, column, count } = features.counts;
  const fresh = newTemplates(model, features, first, window);
  const isLast = (i: number): boolean => i === MAX_NEW - 1 && fresh.length > MAX_NEW;
  return fresh.slice(0, MAX_NEW).map((template, i) => {
    const at = column.subarray(rowBegin[window]!, rowBegin[window + 1]!).indexOf(template);
    const observed = count[rowBegin[window]! + at]!;
    const more = isLast(i) ? `; ${fresh.length - MAX_NEW} more new templates` : '';
    return {
      text: `${templateId(template)} is new: seen ${timesInWords(observed)}${more}`,
      template,
      observed,
      expected: 0,
    };
  });
}
