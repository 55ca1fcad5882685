/** JSON objects within messages, behind at most one word. In: a header. Out: where the object begins. */
import { BLANK, CLOSE_BRACE, OPEN_BRACE } from '../../lib/ascii';
import { isBlank } from '../../lib/bytes';
import type { Header } from '../header';

const MAX_PREFIX = 100;

/** Where the object begins that ends the message; -1: there is none. */
export function braceOf({ messageBytes: bytes, messageBegin, messageEnd }: Header): number {
  let end = messageEnd;
  while (end > messageBegin && bytes[end - 1] <= BLANK) end--;
  if (bytes[end - 1] !== CLOSE_BRACE) return -1;
  const stop = Math.min(end, messageBegin + MAX_PREFIX);
  let words = 0;
  for (let i = messageBegin; i < stop; i++) {
    if (bytes[i] === OPEN_BRACE) return i;
    if (!isBlank(bytes[i]) && (i === messageBegin || isBlank(bytes[i - 1])) && ++words > 1) return -1;
  }
  return -1;
}
