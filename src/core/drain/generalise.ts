/** Token sequences of one group -> the template that holds all of them. */
import { splitParts, WILDCARD } from './token';

/** The tokens that all sequences share, WILDCARD (or a part of the token) elsewhere. All have one length. */
export function generalise(sequences: readonly (readonly string[])[]): string[] {
  const template = [...sequences[0]];
  for (const tokens of sequences) {
    for (let i = 0; i < template.length; i++) {
      if (template[i] !== tokens[i]) template[i] = generaliseToken(template[i], tokens[i]);
    }
  }
  return template;
}

/** Two tokens -> one that holds both: same delimiters, wildcards between them where the text differs. */
export function generaliseToken(a: string, b: string): string {
  if (a === WILDCARD || b === WILDCARD) return WILDCARD;
  const partsA = splitParts(a);
  const partsB = splitParts(b);
  if (partsA.length === partsB.length) {
    const merged = partsA.map((part, i) => (part === partsB[i] ? part : WILDCARD));
    return merged.join('').replaceAll('<*><*>', WILDCARD);
  }
  let head = 0;
  const least = Math.min(partsA.length, partsB.length);
  while (head < least && partsA[head] === partsB[head]) head++;
  let tail = 0;
  while (tail < least - head && partsA[partsA.length - 1 - tail] === partsB[partsB.length - 1 - tail]) tail++;
  const text = partsA.slice(0, head).join('') + WILDCARD + partsA.slice(partsA.length - tail).join('');
  return text.replaceAll('<*><*>', WILDCARD);
}
