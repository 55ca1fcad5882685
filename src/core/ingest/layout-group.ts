/**
 * Tells headers of different systems apart that share a notation of time. In: a line behind its time. Out: a signature
 * of what stands there: level, brackets, lone marks, dotted names; words of a message count as nothing.
 */
import { isLetter, skipBlanks } from '../lib/bytes';
import { isLoud, levelOfToken } from './level';
import { isPunctToken, tokenEnd } from './tokens';

const MAX_BEFORE_LEVEL = 4;
const MAX_CLASSES = 2;

export function signatureOf(bytes: Uint8Array, from: number, end: number): string {
  const afterLevel = levelEnd(bytes, from, end);
  let signature = afterLevel < 0 ? '' : 'L';
  let at = skipBlanks(bytes, afterLevel < 0 ? from : afterLevel, end);
  if (bytes[at] === 124 && at < end) return `${signature}|`;
  for (let i = 0; i < MAX_CLASSES && at < end; i++) {
    const stop = tokenEnd(bytes, at, end);
    const kind = classOf(bytes, at, stop);
    if (kind === '') break;
    signature += kind;
    at = skipBlanks(bytes, stop, end);
  }
  return signature;
}

function levelEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = skipBlanks(bytes, from, end);
  for (let token = 0; token <= MAX_BEFORE_LEVEL && at < end; ) {
    const stop = tokenEnd(bytes, at, end);
    if (!isPunctToken(bytes, at, stop)) {
      const loud = isLoud(bytes, at, stop);
      if ((token === 0 || loud) && levelOfToken(bytes, at, stop, token === 0 && loud) > 0) return stop;
      token++;
    }
    at = skipBlanks(bytes, stop, end);
  }
  return -1;
}

/** B: in brackets, P: a lone mark, D: a dotted name; '': a word of the message. */
function classOf(bytes: Uint8Array, at: number, stop: number): string {
  if (bytes[at] === 91) return 'B';
  if (isPunctToken(bytes, at, stop)) return 'P';
  if (!isLetter(bytes[at])) return '';
  for (let i = at + 1; i + 1 < stop; i++) if (bytes[i] === 46 && isLetter(bytes[i + 1])) return 'D';
  return '';
}
