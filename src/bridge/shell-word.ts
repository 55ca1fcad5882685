// Text as one word of a shell command. In: any text without NUL, with keys by name. Out: a word that bash, zsh and ksh read as that
// text, byte for byte in UTF-8, on one line and without a character that a terminal would act on when it is pasted.

import type { SecretText } from '../contracts/outgoing';
import { visible } from '../core/ticket/neutral';

const PLAIN = /^[\w./:=@%+,-]+$/;

/** Keys become "$NAME": variables of the person's own shell. @throws RangeError for a NUL, which no argument can hold */
export function shellWord(text: SecretText): string {
  const pieces = text
    .filter((piece) => piece !== '')
    .map((piece) => (typeof piece === 'string' ? quoted(piece.toWellFormed()) : `"$${piece.secret}"`));
  return pieces.length === 0 ? "''" : pieces.join('');
}

function quoted(text: string): string {
  if (text.includes('\0')) throw new RangeError('A shell cannot pass on a text with a NUL in it.');
  if (PLAIN.test(text)) return text;
  const isVisible = !/[\t\n]/.test(text) && visible(text) === text;
  if (isVisible) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = [...text].map((character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    // An interactive shell may look for its history behind a !.
    const isUnsafe = /[\t\n!]/.test(character) || visible(character) !== character;
    return isUnsafe ? inOctal(character) : character;
  });
  return `$'${escaped.join('')}'`;
}

/** Always three digits: what follows may be a digit, and \x and \u are read otherwise from shell to shell. */
function inOctal(character: string): string {
  return Array.from(
    new TextEncoder().encode(character),
    (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
  ).join('');
}
