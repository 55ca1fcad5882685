/**
 * A heap that is full, as the cause of what fails meanwhile. In: the evidence of an incident. Out: a hypothesis that cites the collections that freed next to nothing; null: no line
 * shows one, or another hypothesis says already that memory ran out.
 */
import type { Hypothesis } from '../../contracts/hypothesis';
import type { Evidence } from '../../contracts/incident';
import { fullCollection } from '../features/full-heaps';

/** They say it by words of the log. */
const KNOWN: ReadonlySet<string> = new Set(['java-heap-out-of-memory', 'memory-leak']);

/** @param isFull whether so many full collections in a row freed next to nothing that the heap is */
export function heapCause(
  isFull: boolean,
  evidence: readonly Evidence[],
  others: readonly Hypothesis[],
): Hypothesis | null {
  const cited = evidence.filter(({ text }) => fullCollection(text)?.isInVain);
  const isKnown = others.some(({ runbook, confidence }) => confidence !== 'low' && KNOWN.has(runbook ?? ''));
  if (!isFull || cited.length === 0 || isKnown) return null;
  const runbook = /\bMB\b/.test(cited[0].text) ? 'memory-leak' : 'java-heap-out-of-memory';
  return {
    text: 'The heap is full, and the process is about to run out of memory: full collections follow each other and free next to nothing.',
    evidence: cited.map(({ id }) => id),
    confidence: 'medium',
    runbook,
    whyNotHigher: 'Read from the numbers of its collections; what fills the heap they do not say.',
  };
}
