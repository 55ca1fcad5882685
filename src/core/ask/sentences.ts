// How answers are put together: pieces of our own words and pieces of log text, and the lines that show it.
import type { AskedSentence, SentencePiece } from '../../contracts/ask';
import type { Evidence } from '../../contracts/incident';
import { cut } from '../ticket/neutral';
import { readableTime } from '../ticket/times';

/** An answer. Null: a tool failed. A text: why there is no answer. */
export type Composed = readonly AskedSentence[] | string | null;

/** Log text within a sentence. */
export interface Quote {
  readonly log: string;
  /** Only its beginning is quoted. */
  readonly isCut?: boolean;
}

/** What is quoted of a line: its first line, as long as a sentence can bear. */
const MAX_QUOTE = 220;

export function say(
  pieces: readonly (string | Quote)[],
  evidence: readonly (Evidence | string | null)[] = [],
): AskedSentence {
  const ids = evidence.flatMap((each) =>
    each === null ? [] : typeof each === 'string' ? [each] : [each.id],
  );
  return {
    pieces: pieces.map(
      (piece): SentencePiece =>
        typeof piece === 'string'
          ? { text: piece, isLog: false }
          : { text: piece.log, isLog: true, ...(piece.isCut && { isCut: true as const }) },
    ),
    evidence: [...new Set(ids)],
  };
}

/** The beginning of a log text, which stands in it as it is. */
export function quote(text: string): Quote {
  const line = text.split(/\r?\n/, 1)[0];
  return line.length <= MAX_QUOTE ? { log: line } : { log: cut(line, MAX_QUOTE).slice(0, -1), isCut: true };
}

/** ' at 2026-03-12 10:00:00 UTC'; '' where the line states no time. */
export function at(ms: number | null): string {
  return ms === null ? '' : ` at ${readableTime(ms)}`;
}

/** A list in words: 'a, b and c'. */
export function listed(items: readonly (readonly (string | Quote)[])[]): readonly (string | Quote)[] {
  return items.flatMap((item, i) => (i === 0 ? item : [i === items.length - 1 ? ' and ' : ', ', ...item]));
}
