/** A text with wildcards -> whether another text is one of its. Wildcards, typed or not, stand for anything, also nothing. */
import { splitAtWildcards } from './token';

/** Linear in the text for each literal of the pattern. Blanks count as they stand. */
export function fitter(pattern: string): (text: string) => boolean {
  const literals = splitAtWildcards(pattern);
  const first = literals[0];
  if (literals.length === 1) return (text) => text === first;
  const last = literals[literals.length - 1];
  const middle = literals.slice(1, -1);
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const literal of middle) {
      const found = text.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    return at <= end;
  };
}
