/** Steps over a bracket behind the time. In: bytes from a position. Out: the position behind it, or the one where it began. */
import { COLON, LESS, OPEN_BRACKET, OPEN_PAREN } from '../../lib/ascii';
import { skipBlanks, skipBracket, skipWord } from '../../lib/bytes';
import { levelOfWord } from '../level';
import { levelOfValue } from '../level-scale';
import { type Step, setSource } from './set-source';

export const bracketStep: Step = (bytes, from, end) => {
  const at = skipBlanks(bytes, from, end);
  if (at >= end || (bytes[at] !== OPEN_BRACKET && bytes[at] !== OPEN_PAREN && bytes[at] !== LESS))
    return from;
  const close = skipBracket(bytes, at, end);
  return close < 0 ? from : bytes[close] === COLON && close < end ? close + 1 : close;
};

/** '[CRITICAL]' among '[LOGON]' and '[MISC]'. */
export const bracketLevelStep: Step = (bytes, from, end, out) => {
  const close = bracketStep(bytes, from, end, out);
  if (close === from) return from;
  const at = skipBlanks(bytes, from, end);
  const level = levelOfWord(bytes, at + 1, bytes[close - 1] === COLON ? close - 2 : close - 1, false);
  if (level > 0) out.level = level;
  return close;
};

/** '[20]', '[40]'. */
export const bracketNumberStep: Step = (bytes, from, end, out) => {
  const close = bracketStep(bytes, from, end, out);
  if (close === from) return from;
  const at = skipBlanks(bytes, from, end);
  const level = levelOfValue(bytes, at + 1, close - 1, 'python');
  if (level > 0) out.level = level;
  return close;
};

/** '[o.e.n.Node          ]': the name without what fills the column. */
export const bracketSourceStep: Step = (bytes, from, end, out) => {
  const close = bracketStep(bytes, from, end, out);
  const at = skipBlanks(bytes, from, end);
  if (close === from) return from;
  const bracket = bytes[close - 1] === COLON ? close - 2 : close - 1;
  setSource(bytes, at + 1, Math.min(skipWord(bytes, at + 1, close), bracket), out);
  return close;
};
