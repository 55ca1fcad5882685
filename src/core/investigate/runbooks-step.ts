/** Step 2 of the investigation: asks the runbook search and words what it found. */
import type { NamesProduct } from './products';
import type { FoundRunbook, QueryPart, RunbookSearch } from './runbook-search';

/** Hits kept for an incident. */
const MAX_RUNBOOKS = 5;

export interface RunbooksFinding {
  readonly runbooks: readonly FoundRunbook[];
  /** All whose phrases stand in the question and whose product the log names: what hypotheses are made of. */
  readonly candidates: readonly FoundRunbook[];
  readonly line: string;
}

/** Of the score of a runbook whose product the log does not name: its phrases count no more than shared words. */
const UNNAMED_WEIGHT = 0.3;

/** Best hits for the question, at most five; none for an empty question. Those of products that the log does not name stand back. */
export function findRunbooks(
  parts: readonly QueryPart[],
  search: RunbookSearch,
  namesProduct: NamesProduct,
): RunbooksFinding {
  const all = (parts.length === 0 ? [] : search(parts))
    .map((hit) => (namesProduct(hit.requires) ? hit : { ...hit, score: UNNAMED_WEIGHT * hit.score }))
    .sort((a, b) => b.score - a.score);
  const runbooks = all.slice(0, MAX_RUNBOOKS);
  const candidates = all.filter(({ phrases, requires }) => phrases.length > 0 && namesProduct(requires));
  if (runbooks.length === 0) return { runbooks, candidates, line: 'No runbook speaks of these lines.' };
  const first = runbooks[0];
  const matched =
    first.phrases.length > 0
      ? `symptom "${first.phrases[0].phrase}"`
      : `words ${first.matched.slice(0, 4).join(', ')}`;
  return { runbooks, candidates, line: `${runbooks.length} found; first "${first.title}" by ${matched}.` };
}
