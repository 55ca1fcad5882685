// What a model answered, as claims. In: its text, JSON by the schema of request.ts or prose that cites as [E1], whole or cut off. Out:
// sentences with their citations, unchecked; null where there is no sentence in it.

import { type Claim, claimOf, claimsOf, splitSentences } from '../core/ticket/claim-check';

/** What lies behind is not read. */
export const MAX_ANSWER_CHARS = 20_000;

/** @param isWhole false: it may go on; a sentence that is not over is left out */
export function readAnswer(text: string, isWhole: boolean): readonly Claim[] | null {
  const answer = withoutThinking(text.slice(0, MAX_ANSWER_CHARS));
  const begin = /\{\s*"sentences"\s*:\s*\[/.exec(answer)?.index ?? -1;
  const claims = begin >= 0 ? claimsInJson(answer.slice(begin)) : claimsInProse(answer, isWhole);
  return claims.length > 0 ? claims : null;
}

/** Some models think aloud first. */
export function withoutThinking(text: string): string {
  const end = text.lastIndexOf('</think>');
  if (end >= 0) return text.slice(end + '</think>'.length);
  return text.trimStart().startsWith('<think>') ? '' : text;
}

function claimsInProse(text: string, isWhole: boolean): readonly Claim[] {
  // JSON of another form is no prose.
  if (/^\s*(?:```\w*\s*)?[[{]\s*(?:["{[\]}]|$)/.test(text)) return [];
  const claims = claimsOf(text);
  return isWhole ? claims : claims.slice(0, -1);
}

function claimsInJson(json: string): readonly Claim[] {
  const items = parsedItems(json);
  return items.flatMap((item) => {
    const { text, cites } = item as { readonly text?: unknown; readonly cites?: unknown };
    if (typeof text !== 'string' || !Array.isArray(cites)) return [];
    const ids = cites
      .filter((id) => typeof id === 'string')
      .map((id) => id.replace(/[\s[\]]/g, '').toUpperCase());
    return splitSentences(text.replace(/\s+/g, ' ')).map((sentence) => withCites(sentence, ids));
  });
}

function withCites(sentence: string, ids: readonly string[]): Claim {
  const { text, cites } = claimOf(sentence);
  return { text, cites: [...new Set([...ids, ...cites])] };
}

/** The objects of the list, as many as are whole. */
function parsedItems(json: string): readonly object[] {
  for (
    let end = json.length, tries = 0;
    end > 0 && tries < 50;
    end = json.lastIndexOf('}', end - 1), tries++
  ) {
    const text = end === json.length ? json : `${json.slice(0, end + 1)}]}`;
    try {
      const { sentences } = JSON.parse(text) as { readonly sentences?: unknown };
      if (Array.isArray(sentences))
        return sentences.filter((each) => typeof each === 'object' && each !== null);
    } catch {
      // The next shorter beginning may be whole.
    }
  }
  return [];
}
