// How differences are said. In: what was counted. Out: short texts.

import type { Comparison, Difference, DifferenceKind, SideCount } from '../../contracts/compare';
import { templateId } from '../../contracts/tables';
import { countOf } from '../../words/count';
import { elapsedInShort, spanInShort } from '../../words/duration';
import { t, words } from '../../words/t';

export const SIDE_LETTERS = ['A', 'B'] as const;

export const KIND_TITLES: Readonly<Record<DifferenceKind, string>> = words({
  appeared: 'Only in B',
  vanished: 'Only in A',
  rose: 'Rose',
  fell: 'Fell',
});

/** '×3.2', '÷4'; '' where nothing can be said, or nothing changed. */
export function factorInWords(factor: number | null): string {
  if (factor === null || Math.abs(Math.log(factor)) < 0.05) return '';
  const isMore = factor >= 1;
  const times = isMore ? factor : 1 / factor;
  return `${isMore ? '×' : '÷'}${times >= 100 ? Math.round(times) : Number(times.toPrecision(2))}`;
}

/** '+12 s': since the start of its side. */
export function sinceStart({ sinceStartMs }: SideCount): string {
  if (sinceStartMs === null) return '';
  const seconds = sinceStartMs / 1000;
  return `+${seconds < 86_400 ? elapsedInShort(seconds) : spanInShort(sinceStartMs)}`;
}

/** 'T12', 'T12 and 3 more'. */
export function idsOf({ templates }: SideCount): string {
  const [first] = templates;
  return templates.length === 1
    ? templateId(first)
    : t('{first} and {length} more', { first: templateId(first), length: templates.length - 1 });
}

export function summaryOf({ numOf, numShared, per }: Comparison): string {
  const { appeared, vanished, rose, fell } = numOf;
  const alone = t("B has {wordings} that A has not, and lacks {vanished} of A's.", {
    wordings: countOf(appeared, 'wording'),
    vanished,
  });
  if (numShared === 0) return t('{alone} They have none in common.', { alone });
  const by = per === 'lines' ? t('share of the lines') : t('lines per time');
  return t('{alone} Of the {wordings} in common, {rose} rose and {fell} fell by {by}.', {
    alone,
    wordings: countOf(numShared, 'wording'),
    rose,
    fell,
    by,
  });
}

/** Why one is listed where it is. */
export function strengthInWords({ g2, holds }: Difference): string {
  return `G² ${g2 < 10 ? g2.toFixed(1) : Math.round(g2)}${holds ? '' : t(', may be chance')}`;
}
