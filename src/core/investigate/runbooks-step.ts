/** Step 2 of the investigation: asks the runbook search and words what it found. */
import type { FoundRunbook, QueryPart, RunbookSearch } from './runbook-search';

/** Hits kept for an incident. */
export const MAX_RUNBOOKS = 5;

export interface RunbooksFinding {
  readonly runbooks: readonly FoundRunbook[];
  readonly line: string;
}

/** Best hits for the question, at most five; none for an empty question. */
export function findRunbooks(parts: readonly QueryPart[], search: RunbookSearch): RunbooksFinding {
  const runbooks = parts.length === 0 ? [] : search(parts).slice(0, MAX_RUNBOOKS);
  if (runbooks.length === 0) return { runbooks, line: 'No runbook speaks of these lines.' };
  const first = runbooks[0];
  const matched =
    first.phrases.length > 0
      ? `symptom "${first.phrases[0].phrase}"`
      : `words ${first.matched.slice(0, 4).join(', ')}`;
  return { runbooks, line: `${runbooks.length} found; first "${first.title}" by ${matched}.` };
}
