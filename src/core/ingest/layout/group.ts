/**
 * Tells headers of different systems apart that share a notation of time. In: a line behind its time. Out: a code of what
 * stands there: level, brackets, lone marks, dotted names; words of a message count as nothing. No allocation: it is
 * made for every line of files that mix systems.
 */
import { BAR, DOT, OPEN_BRACKET } from '../../lib/ascii';
import { isLetter, skipBlanks } from '../../lib/bytes';
import { isLoud, levelOfToken } from '../level';
import { isPunctToken, tokenEnd } from '../tokens';

const MAX_BEFORE_LEVEL = 4;
const MAX_CLASSES = 2;
const CLASS_BITS = 3;
const LEVEL_BIT = 1 << (CLASS_BITS * MAX_CLASSES);
const AFTER_MASK = 2 * LEVEL_BIT - 1;

const MARK = 1;
const BRACKET = 2;
const DOTTED = 3;
const PIPE = 4;
const WORD = 5;

/** What follows the level (or the time where there is no level). */
export const codeAfter = (code: number): number => code & AFTER_MASK;
/** What stands between time and level; -1: there is no level. */
export const codeBefore = (code: number): number =>
  (code & LEVEL_BIT) === 0 ? -1 : code >> (CLASS_BITS * MAX_CLASSES + 1);

export function signatureOf(bytes: Uint8Array, from: number, end: number): number {
  const afterLevel = levelEnd(bytes, from, end);
  let code = afterLevel < 0 ? 0 : LEVEL_BIT | (before << (CLASS_BITS * MAX_CLASSES + 1));
  let at = skipBlanks(bytes, afterLevel < 0 ? from : afterLevel, end);
  if (bytes[at] === BAR && at < end) return code | PIPE;
  for (let i = 0; i < MAX_CLASSES && at < end; i++) {
    const stop = tokenEnd(bytes, at, end);
    const kind = classOf(bytes, at, stop);
    if (kind === 0) break;
    code |= kind << (CLASS_BITS * i);
    at = skipBlanks(bytes, stop, end);
  }
  return code;
}

/** Classes of the tokens before the level that the last levelEnd found; words in a row count as one. */
let before = 0;

function levelEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = skipBlanks(bytes, from, end);
  let last = 0;
  before = 0;
  for (let token = 0; token <= MAX_BEFORE_LEVEL && at < end; ) {
    const stop = tokenEnd(bytes, at, end);
    const mark = isPunctToken(bytes, at, stop);
    if (!mark) {
      const loud = isLoud(bytes, at, stop);
      if ((token === 0 || loud) && levelOfToken(bytes, at, stop, token === 0 && loud) > 0) return stop;
      token++;
    }
    const kind = mark ? MARK : bytes[at] === OPEN_BRACKET ? BRACKET : WORD;
    if (kind !== WORD || last !== WORD) before = ((before << CLASS_BITS) | kind) & 0xfff;
    last = kind;
    at = skipBlanks(bytes, stop, end);
  }
  return -1;
}

/** 0: a word of the message. */
function classOf(bytes: Uint8Array, at: number, stop: number): number {
  if (bytes[at] === OPEN_BRACKET) return BRACKET;
  if (isPunctToken(bytes, at, stop)) return MARK;
  if (!isLetter(bytes[at])) return 0;
  for (let i = at + 1; i + 1 < stop; i++) if (bytes[i] === DOT && isLetter(bytes[i + 1])) return DOTTED;
  return 0;
}
