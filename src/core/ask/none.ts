// The answer that no line is there.
import type { Reading } from './reading';
import { type Composed, say } from './sentences';

/** That no line is there is an answer; but not where the reader took words for a text that no line holds. */
export function none({ isTextLoose, texts }: Reading): Composed {
  if (!isTextLoose) return [say(['No line.'])];
  return `A part of it was not understood, and no line holds it as text: ${texts.map((text) => `"${text}"`).join(', ')}.`;
}
