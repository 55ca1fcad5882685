/** Tokens of headers: runs without blanks, with balanced brackets as one. */
import { isNameByte, skipBracket, skipWord } from '../lib/bytes';

/** End of the token at `at`: a balanced bracket, or all up to the next blank. */
export function tokenEnd(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === 91 || bytes[at] === 40) {
    const close = skipBracket(bytes, at, end);
    if (close > 0) return close;
  }
  return skipWord(bytes, at, end);
}

export function isPunctToken(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at > 3) return false;
  for (let i = at; i < end; i++) if (isNameByte(bytes[i]) && bytes[i] !== 45) return false;
  return end > at && bytes[at] !== 91 && bytes[at] !== 40 && bytes[at] !== 34;
}
