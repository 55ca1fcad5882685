// Names in a sentence: of hosts, files, classes, products, people. In: text, what was stated. Out: the first that was not stated.

import { piecesOf, placeOf } from './pieces';
import { numbersApart, quantitiesIn } from './quantities';

/** Digits and letters, a path, an address, a variable, or words grown together. */
const TECHNICAL = /\p{N}|[_/\\@#=$%]|[\p{L}\p{N}][.:][\p{L}\p{N}]|\p{Ll}\p{Lu}|\p{Lu}{2}/u;
/** Letters of other scripts look like ours and are not. */
const FOREIGN = /(?!\p{Script=Latin})\p{L}/u;

/** Null: all were. @param stated all that was given, log text too; names are compared without regard to case */
export function unstatedName(text: string, stated: string): string | null {
  const known = stated.toLowerCase();
  const quantities = new Set(quantitiesIn(text).map(({ piece }) => piece));
  for (const { text: piece, isFirst } of piecesOf(numbersApart(text))) {
    const isCapital = !isFirst && /^\p{Lu}/u.test(piece);
    if (!isCapital && !TECHNICAL.test(piece) && !FOREIGN.test(piece)) continue;
    if (!quantities.has(piece) && placeOf(piece.toLowerCase(), known) < 0) return piece;
  }
  return null;
}
