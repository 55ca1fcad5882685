/**
 * Removes claims that nothing backs. In: prose that cites evidence as [E1], for instance written by a language model. Out:
 * the sentences whose citations all exist, and those that were removed. The guard of the rule 'no claim without evidence'.
 */
export interface CheckedClaims {
  readonly text: string;
  /** Sentences taken out, as they were. */
  readonly removed: readonly string[];
}

const CITATION = /\[\s*(E\d+(?:\s*[,;&]\s*E?\d+)*)\s*\]/gi;
/** A point after these ends no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|approx|no|fig|resp|cf|incl|dr|mr|ms|st)|\b[A-Z])\.$/i;

/**
 * Keeps a sentence if it cites at least one id of `evidenceIds` and none that is not there. Citations that follow a full
 * stop belong to the sentence before. Line breaks and list marks stay; lines left empty, and headings over nothing, go.
 * @param keepUncited also keep sentences that cite nothing at all; a wrong citation always removes
 */
export function checkClaims(
  text: string,
  evidenceIds: readonly string[],
  keepUncited = false,
): CheckedClaims {
  const valid = new Set(evidenceIds.map((id) => id.toUpperCase()));
  const removed: string[] = [];
  const lines = text.split(/\r?\n/).map((line) => checkLine(line, valid, keepUncited, removed));
  const kept = lines.filter((line) => line !== null).join('\n');
  return { text: kept.replace(/\n{3,}/g, '\n\n').trim(), removed };
}

/** Ids cited in a text, upper case, in order, each once. */
export function citedIds(text: string): readonly string[] {
  const ids = [...text.matchAll(CITATION)].flatMap((match) => match[1].split(/[\s,;&]+/));
  return [...new Set(ids.filter(Boolean).map((id) => (/^\d/.test(id) ? `E${id}` : id.toUpperCase())))];
}

/** The line with its backed sentences; null: nothing is left of it. */
function checkLine(
  line: string,
  valid: ReadonlySet<string>,
  keepUncited: boolean,
  removed: string[],
): string | null {
  if (line.trim() === '') return '';
  const mark = /^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s*|#{1,6}\s+)*/.exec(line)![0];
  const kept: string[] = [];
  for (const sentence of splitSentences(line.slice(mark.length))) {
    if (isBacked(sentence, valid, keepUncited)) kept.push(sentence);
    else removed.push(sentence);
  }
  return kept.length === 0 ? null : mark + kept.join(' ');
}

function isBacked(sentence: string, valid: ReadonlySet<string>, keepUncited: boolean): boolean {
  const cited = citedIds(sentence);
  // An id in a form that CITATION does not read ("[E 1]", "(E1)") must not pass for an uncited sentence.
  const hasLooseId = /\bE\d+\b/i.test(sentence.replace(CITATION, ' '));
  if (cited.length === 0) return keepUncited && !hasLooseId;
  return !hasLooseId && cited.every((id) => valid.has(id));
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
