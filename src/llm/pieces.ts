// A sentence taken apart. In: text. Out: its words without the punctuation around them, and whether a piece stands in another text
// as a whole word or words, never as a part of one.

export interface Piece {
  readonly text: string;
  /** First of its sentence. */
  readonly isFirst: boolean;
}

/** By white space, less the marks at both ends; 'and/or' is two. */
export function piecesOf(sentence: string): readonly Piece[] {
  return sentence
    .split(/[\s–—]+/u)
    .flatMap((word) =>
      /^\p{L}+(?:\/\p{L}+)+$/u.test(word) && word === word.toLowerCase() ? word.split('/') : [word],
    )
    .map((word) => word.replace(/^[^\p{L}\p{N}/@#$_<]+|[^\p{L}\p{N}/%_>]+$/gu, '').replace(/['’]s$/, ''))
    .filter((word) => word !== '')
    .map((text, i) => ({ text, isFirst: i === 0 }));
}

/** Index of `piece` in `text` where no word and no number is cut through by its ends; -1: it does not stand there. */
export function placeOf(piece: string, text: string): number {
  if (piece === '') return -1;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    if (isEdge(text, at) && isEdge(text, at + piece.length)) return at;
  }
  return -1;
}

/** Between two characters that do not belong together; '1.5' and '12:45' belong together, and so do the parts of 'a.b'. */
function isEdge(text: string, at: number): boolean {
  const [before, after] = [text.slice(Math.max(0, at - 4), at), text.slice(at, at + 4)];
  if (/[\p{L}\p{N}_]$/u.test(before) && /^[\p{L}\p{N}_]/u.test(after)) return false;
  const isInNumber = /[\p{L}\p{N}_][.,:]$/u.test(before) && /^\p{N}/u.test(after);
  const isBeforeRest = /\p{N}$/u.test(before) && /^[.,:]\p{N}/u.test(after);
  return !isInNumber && !isBeforeRest;
}
