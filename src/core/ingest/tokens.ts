/** Tokens of headers: runs without blanks, with balanced brackets as one. */
import { MINUS, OPEN_BRACKET, OPEN_PAREN, QUOTE } from '../lib/ascii';
import { isNameByte, skipBracket, skipWord } from '../lib/bytes';

/** End of the token at `at`: a balanced bracket, or all up to the next blank. */
export function tokenEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === OPEN_BRACKET || bytes[at] === OPEN_PAREN) {
    const close = skipBracket(bytes, at, end);
    if (close > 0) return close;
  }
  return skipWord(bytes, at, end);
}

export function isPunctToken(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at > 3) return false;
  for (let i = at; i < end; i++) if (isNameByte(bytes[i]) && bytes[i] !== MINUS) return false;
  return end > at && bytes[at] !== OPEN_BRACKET && bytes[at] !== OPEN_PAREN && bytes[at] !== QUOTE;
}
