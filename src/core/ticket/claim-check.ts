/**
 * Claims of a text that cites evidence as [E1], for instance one written by a language model. In: prose, ids of evidence. Out: its
 * sentences with what each cites, and why nothing backs one. The guard of the rule 'no claim without evidence'.
 */
export interface Claim {
  /** One sentence without its citations. */
  readonly text: string;
  /** Ids in upper case, in order, each once. */
  readonly cites: readonly string[];
}

const CITATION = /\[\s*(E\d+(?:\s*[,;&]\s*E?\d+)*)\s*\]/gi;
/** A point after these ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|approx|no|fig|resp|cf|incl|dr|mr|ms|st)|\b[A-Z])\.$/i;
const LIST_MARKS = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*|#{1,6}\s+)*/;

/** Sentences of all lines. Citations that follow a full stop belong to the sentence before. Marks of lists and headings go. */
export function claimsOf(text: string): readonly Claim[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => splitSentences(line.replace(LIST_MARKS, '')))
    .map(claimOf)
    .filter((claim) => /[\p{L}\p{N}]/u.test(claim.text));
}

/** Takes the citations out of one sentence. */
export function claimOf(sentence: string): Claim {
  const bare = sentence.replace(CITATION, ' ').replace(/\s+/g, ' ');
  return { text: bare.replace(/ (?=[.,;:!?])/g, '').trim(), cites: citedIds(sentence) };
}

/**
 * Null: at least one id is cited and all that the sentence names are there, in whatever form it names them ("[E 1]", "(E1)").
 * `piece`: the id that is not.
 */
export function whyUnbacked(
  { text, cites }: Claim,
  evidenceIds: ReadonlySet<string>,
): { readonly reason: 'uncited' | 'unknown-evidence'; readonly piece: string } | null {
  const named = [...cites, ...(text.match(/(?<![\p{L}\p{N}])E\s?\d+(?![\p{L}\p{N}])/giu) ?? [])];
  const unknown = named.find((id) => !evidenceIds.has(id.replace(/\s/, '').toUpperCase()));
  if (unknown !== undefined) return { reason: 'unknown-evidence', piece: unknown };
  return cites.length === 0 ? { reason: 'uncited', piece: '' } : null;
}

/** Ids cited in a text, upper case, in order, each once. */
export function citedIds(text: string): readonly string[] {
  const ids = [...text.matchAll(CITATION)].flatMap((match) => match[1].split(/[\s,;&]+/));
  return [...new Set(ids.filter(Boolean).map((id) => (/^\d/.test(id) ? `E${id}` : id.toUpperCase())))];
}

/** Sentences of one line, each with the citations that follow it. */
export function splitSentences(line: string): readonly string[] {
  const sentences: string[] = [];
  let begin = 0;
  for (const end of line.matchAll(/[.!?]["'”’)]*(?=\s)((?:\s*\[[^\]]*\])+[.!?]?)?/g)) {
    const stop = end.index + end[0].length;
    const candidate = line.slice(begin, stop);
    const rest = line.slice(stop);
    if (ABBREVIATION.test(candidate) || /^\s*[a-z]/.test(rest) || rest.trim() === '') continue;
    sentences.push(candidate.trim());
    begin = stop;
  }
  const last = line.slice(begin).trim();
  return last === '' ? sentences : [...sentences, last];
}
