// Whether a sentence of the answer without a model is backed by what the tools found. In: sentences, facts. Out: those whose every number, time, id
// and piece of log text stands in a fact, and that cite only lines that were looked at. The composer should write no other: this is what holds it to that.
import type { AskedSentence, ToolFact } from '../../contracts/ask';
import { quantitiesIn, statedKeys } from '../../llm/quantities';

const ID = /\b(?:T|INC-|E)\d+\b/g;

/** @param read how the question was read: its times and numbers may be said again */
export function backedSentences(
  sentences: readonly AskedSentence[],
  facts: readonly ToolFact[],
  read: string,
  lineIds: ReadonlySet<string>,
): readonly AskedSentence[] {
  const own = [read, ...facts.map((fact) => fact.own)].join('\n');
  const keys = statedKeys(own);
  const ids = new Set(own.match(ID) ?? []);
  const isBacked = ({ pieces, evidence }: AskedSentence): boolean => {
    const said = pieces.flatMap(({ text, isLog }) => (isLog ? [] : [text])).join(' ');
    return (
      evidence.every((id) => lineIds.has(id)) &&
      quantitiesIn(said).every(({ key }) => keys.has(key)) &&
      (said.match(ID) ?? []).every((id) => ids.has(id)) &&
      pieces.every(({ text, isLog }) => !isLog || facts.some(({ log }) => log.includes(text)))
    );
  };
  return sentences.filter(isBacked);
}
