/** Says why the rolling baseline voted. In: votes, surprise, counts. Out: a few Reasons a window: what is new, what rose, fell. */
import type { Baseline } from '../../contracts/features';
import type { Reason } from '../../contracts/scores';
import { templateId } from '../../contracts/tables';
import { learntWindows } from '../baseline/learnt-windows';
import { addBit, createBitset, hasBit } from '../lib/bitset';
import { timesInWords } from '../wording/plural';
import { AGGREGATES, type AggregatedCounts } from './aggregates';
import { reasonsBesideCounts } from './measure-reasons';
import type { Surprise } from './surprise';
import { createTemplateModel, isSteady, learnWindow, normalOf, type TemplateModel } from './template-model';

/** Many may be frames of one trace, which the episode passes over. */
const MAX_NOVEL_REASONS = 12;
/** Rises and falls of less than this many deviations are not what the vote was about. */
const MIN_DEVIATIONS = 3;

/** Reasons of the windows with a vote; 'expected' is what had been learnt by then. */
export function reasonsOfVotes(
  vote: Uint8Array,
  surprise: Surprise,
  aggregated: AggregatedCounts,
  baseline: Baseline,
): Record<number, readonly Reason[]> {
  const { counts } = aggregated;
  const reasons: Record<number, readonly Reason[]> = {};
  const model = createTemplateModel(counts.numColumns);
  const seen = createBitset(counts.numColumns);
  const see = (w: number): void => {
    for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++) addBit(seen, counts.column[i]);
  };
  for (const w of learntWindows(baseline)) {
    learnWindow(model, counts, w);
    see(w);
  }
  for (let w = 0; w < vote.length; w++) {
    const isNew = (column: number): boolean =>
      !hasBit(seen, column) && w >= (aggregated.fileSpans?.knownFrom[column] ?? 0);
    if (vote[w])
      reasons[w] = [
        ...reasonsOfWindow(w, surprise, aggregated, model, isNew),
        ...missingReasons(w, surprise),
        ...reasonsBesideCounts(w, surprise, aggregated),
      ];
    if (w < baseline.end) continue;
    if (!vote[w] && !aggregated.paused?.[w]) learnWindow(model, counts, w);
    see(w);
  }
  return reasons;
}

function reasonsOfWindow(
  w: number,
  surprise: Surprise,
  { counts, gravity, numTemplates }: AggregatedCounts,
  model: TemplateModel,
  isNew: (column: number) => boolean,
): Reason[] {
  const present = new Map<number, number>();
  for (let i = counts.rowBegin[w]; i < counts.rowBegin[w + 1]; i++)
    present.set(counts.column[i], counts.count[i]);
  const novel = [...present.keys()].filter((column) => column < numTemplates && isNew(column));
  novel.sort((a, b) => gravity[b] - gravity[a] || present.get(b)! - present.get(a)! || a - b);
  const found = novel
    .slice(0, MAX_NOVEL_REASONS)
    .map((column) => reasonOf(column, present.get(column)!, 0, 'never before', numTemplates));
  const moved = [
    { column: surprise.riseTemplate[w], deviations: surprise.rise[w] },
    { column: surprise.fallTemplate[w], deviations: surprise.fall[w] },
  ];
  for (const { column, deviations } of moved) {
    if (column < 0 || deviations < MIN_DEVIATIONS) continue;
    const { expected, words } = usualOf(model, column);
    found.push(reasonOf(column, present.get(column) ?? 0, expected, words, numTemplates));
  }
  return found;
}

const MAX_MISSING_REASONS = 2;

/** What was due to follow something and did not, where that was enough for a vote. */
function missingReasons(w: number, { missing, missingOf, threshold }: Surprise): Reason[] {
  if (missing[w] <= threshold.missing) return [];
  const all = missingOf.get(w) ?? [];
  return all.slice(0, MAX_MISSING_REASONS).map(({ rule }, i) => {
    const more =
      i === MAX_MISSING_REASONS - 1 && all.length > i + 1 ? `; ${all.length - i - 1} more stayed away` : '';
    const text = `${templateId(rule.b)} did not follow ${templateId(rule.a)}, as it did in ${rule.support} windows of the baseline${more}`;
    return { text, template: rule.b, observed: 0, expected: 1 };
  });
}

function usualOf(model: TemplateModel, column: number): { expected: number; words: string } {
  const expected = Math.round(Math.expm1(normalOf(model, column).mean) * 10) / 10;
  if (isSteady(model, column)) return { expected, words: `${expected} expected` };
  if (model.present[column] > 0) return { expected, words: `${expected} when it occurs` };
  return { expected: 0, words: '0 expected' };
}

function reasonOf(
  column: number,
  observed: number,
  expected: number,
  usual: string,
  numTemplates: number,
): Reason {
  if (column >= numTemplates) {
    const name = AGGREGATES[column - numTemplates];
    return { text: `${observed} ${name}, ${usual}`, template: null, observed, expected };
  }
  return {
    text: `${templateId(column)} seen ${timesInWords(observed)}, ${usual}`,
    template: column,
    observed,
    expected,
  };
}
