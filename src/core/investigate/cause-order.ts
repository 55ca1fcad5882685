/**
 * Cause before consequence. In: hypotheses that were held against the log. Out: the same in the order in which they are told; one that is
 * a consequence of another is said to be, and is not highly certain as a cause.
 */

import type { HypothesisTest } from '../../contracts/hypothesis';
import { severityRank } from '../lib/severity-rank';
import { spanInWords } from '../wording/duration';
import type { Assessment } from './hypothesis-tests';
import type { Criteria, FoundRunbook } from './runbook-search';

export interface Draft extends Assessment {
  readonly runbook: FoundRunbook;
  readonly criteria: Criteria;
}

const RANK = { high: 0, medium: 1, low: 2 } as const;
const NAME = 'no consequence of another';

/** @param windowMs what comes within one window of each other comes together */
export function orderCauses(drafts: readonly Draft[], windowMs: number): readonly Draft[] {
  const able = drafts.filter(({ confidence }) => confidence !== 'low');
  const judged = drafts.map((draft) => {
    const cause = able.find((other) => other !== draft && leadsTo(other, draft, windowMs));
    return cause ? asConsequence(draft, cause) : { draft, isConsequence: false };
  });
  return judged
    .sort(
      (a, b) =>
        RANK[a.draft.confidence] - RANK[b.draft.confidence] ||
        Number(a.isConsequence) - Number(b.isConsequence) ||
        Number(a.draft.criteria.tells === 'what') - Number(b.draft.criteria.tells === 'what') ||
        minuteOf(a.draft) - minuteOf(b.draft) ||
        b.draft.runbook.score - a.draft.runbook.score,
    )
    .map(({ draft }) => draft);
}

/** What comes within one minute comes together, and the better fit leads. */
function minuteOf({ firstMs }: Draft): number {
  return firstMs === null ? 0 : Math.floor(firstMs / 60_000);
}

/** What is known to bring the other, and does not come after it; or what is as grave and began well before. */
function leadsTo(cause: Draft, draft: Draft, windowMs: number): boolean {
  if (cause.criteria.consequenceOf.includes(draft.runbook.id)) return false;
  if (cause.firstMs === null || draft.firstMs === null || windowMs <= 0)
    return draft.criteria.consequenceOf.includes(cause.runbook.id);
  const before = draft.firstMs - cause.firstMs;
  if (draft.criteria.consequenceOf.includes(cause.runbook.id)) return before > -windowMs;
  const isAsGrave = severityRank(cause.criteria.severity) <= severityRank(draft.criteria.severity);
  return before > windowMs && isAsGrave && cause.criteria.tells === 'why';
}

function asConsequence(draft: Draft, cause: Draft): { draft: Draft; isConsequence: boolean } {
  const before = (draft.firstMs ?? 0) - (cause.firstMs ?? 0);
  const finding =
    before >= 1000
      ? `It may be a consequence: the runbook "${cause.runbook.title}" fits too, with a first line ${spanInWords(before)} earlier.`
      : `It may be a consequence: the runbook "${cause.runbook.title}" fits too, and often leads to it.`;
  const test: HypothesisTest = {
    name: NAME,
    outcome: 'contradicts',
    finding,
    evidence: cause.tests[0].evidence,
  };
  return {
    isConsequence: true,
    draft: {
      ...draft,
      confidence: draft.confidence === 'high' ? 'medium' : draft.confidence,
      whyNotHigher: finding,
      tests: [...draft.tests, test],
    },
  };
}
