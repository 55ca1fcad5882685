// Which templates a heat map shows, in which order. In: templates, their counts over time. Out: their numbers, the first on top.

import type { Template } from '../../contracts/tables';
import { dispersion } from '../../core/compare/likelihood';
import { words } from '../../words/t';

export const HEAT_ORDERS = words({
  uneven: 'most uneven in time',
  level: 'gravest first',
  count: 'most frequent',
});
export type HeatOrder = keyof typeof HEAT_ORDERS;

/** Rows that can be told apart on a screen. */
export const MAX_HEAT_ROWS = 30;

/** @param shown templates to choose from, in order; ties keep it */
export function heatRows(
  shown: readonly number[],
  templates: readonly Template[],
  binsOf: (template: number) => Uint32Array,
  order: HeatOrder,
): readonly number[] {
  const strengthOf = (idx: number): number => {
    if (order === 'count') return templates[idx].count;
    const uneven = clumping(binsOf(idx));
    return order === 'level' ? templates[idx].level * 1e9 + uneven : uneven;
  };
  const strengths = new Map(shown.map((idx) => [idx, strengthOf(idx)]));
  return shown
    .filter((idx) => binsOf(idx).length > 0)
    .sort((a, b) => strengths.get(b)! - strengths.get(a)!)
    .slice(0, MAX_HEAT_ROWS);
}

/** Records that it takes to say much of how they come. */
const FEW = 10;

/** How much more unevenly records come than at random, whatever their number: 0 for what does; a few count for little. */
function clumping(bins: Uint32Array): number {
  const count = bins.reduce((sum, each) => sum + each, 0);
  if (count === 0) return 0;
  return (((dispersion(bins) - 1) * bins.length) / count) * (count / (count + FEW));
}

/** How dark a cell is, 0..1: by the logarithm of its count, so that one record shows beside thousands. */
export function heat01(count: number, most: number): number {
  return count === 0 || most === 0 ? 0 : 0.18 + (0.82 * Math.log1p(count)) / Math.log1p(most);
}
