// How many tokens a text will be, without the model's own tokenizer. In: text. Out: a number that real ones stay below.

/** Letters of a word that make one token at least. */
const LETTERS = 3;
const PIECES = /[A-Za-z]+|[0-9]|[^\sA-Za-z0-9]|\n/g;

/** Errs on the side of too many: digits and signs count one each, characters outside ASCII two for each UTF-16 unit. */
export function estimateTokens(text: string): number {
  let num = 0;
  for (const [piece] of text.matchAll(PIECES)) {
    if (/[A-Za-z]/.test(piece)) num += Math.ceil(piece.length / LETTERS);
    else num += piece.charCodeAt(0) < 0x80 ? 1 : 2;
  }
  return num;
}
