/**
 * How far a log has moved from a saved baseline. In: rows of both. Out: BaselineDrift: templates new and gone, volume, and the
 * Jensen-Shannon divergence of the shares of the templates (Lin, IEEE Trans. Information Theory 37(1), 1991).
 */
import type { BaselineDrift, BaselineRows } from '../../../contracts/saved-baseline';
import { matchTemplates } from './match-templates';

/** `now`: the quiet windows of a log, of whatever size. Null: one of them holds no record. */
export function driftSince(saved: BaselineRows, now: BaselineRows): BaselineDrift | null {
  const match = matchTemplates(saved.templates, now.templates);
  const before = shares(saved, match.ofSaved, match.numGroups);
  const after = shares(now, match.ofOwn, match.numGroups);
  if (before.total === 0 || after.total === 0) return null;
  const [p, q] = [before.share, after.share];
  const numOf = (test: (group: number) => boolean): number => p.filter((_, group) => test(group)).length;
  return {
    numTemplates: numOf((group) => q[group] > 0),
    numNew: numOf((group) => q[group] > 0 && p[group] === 0),
    newShare01: q.reduce((sum, share, group) => sum + (p[group] === 0 ? share : 0), 0),
    numGone: numOf((group) => p[group] > 0 && q[group] === 0),
    volumeRatio: rateOf(now, after.total) / rateOf(saved, before.total),
    divergence01: divergence(p, q),
    numWindows: now.startMs.length,
  };
}

function rateOf({ startMs, windowMs }: BaselineRows, total: number): number {
  return total / (startMs.length * windowMs);
}

function shares(
  { counts }: BaselineRows,
  groupOf: Uint32Array,
  numGroups: number,
): { share: Float64Array; total: number } {
  const share = new Float64Array(numGroups);
  counts.column.forEach((template, i) => {
    share[groupOf[template]] += counts.count[i];
  });
  const total = share.reduce((sum, each) => sum + each, 0);
  return { share: total === 0 ? share : share.map((each) => each / total), total };
}

/** 0 for equal, 1 for disjoint distributions (logarithms to base 2). */
function divergence(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  p.forEach((a, i) => {
    const middle = (a + q[i]) / 2;
    if (a > 0) sum += (a * Math.log2(a / middle)) / 2;
    if (q[i] > 0) sum += (q[i] * Math.log2(q[i] / middle)) / 2;
  });
  return Math.max(0, Math.min(1, sum));
}
