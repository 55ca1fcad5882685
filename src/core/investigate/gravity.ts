/** How much a line's gravity weighs in a ranking: by its level, and where that is missing or low by its words. */
import { LEVEL_INFO, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/gravity';

/** By index into LEVELS: '', trace, debug, info, notice, warn, error, fatal. */
const LEVEL_WEIGHT = [1, 0.5, 0.6, 1, 1, 1.7, 2.6, 3.5];

/** A stack frame or a line of code in a trace that a logger spread over records: it tells where, not what. */
const FRAME =
  /^(traceback \(most recent call last\)|file ".*", line|at [\w.$<>*/]+\(|caused by:$|\.\.\. .* more$|[\^~\s]*$|during handling of the above)/i;
const CODE =
  /^(return |raise |yield |await |del |assert |[\w.,\s[\]'"]+ = )?[\w.<>*[\]]+\(.*[),(:]$|^(for|if|elif|with|while|def|except)\b.*:$|^(raise|return|else|try|finally)\b[\w\s.]*:?$|^return\b.*[)}\]]$|^[\w.]+ = [\w.[\]'\x22]+$/;
/** A word of prose; a line of code that is broken over lines has none. */
const PROSE_WORD = /(?:^|\s)\p{L}{2,}[.,:;!]?(?=\s|$)/u;
const WILDCARD = /<[A-Z*][A-Z0-9_*]*>/g;
const FRAME_WEIGHT = 0.1;

export function isTraceText(text: string): boolean {
  const trimmed = text.trim();
  if (FRAME.test(trimmed) || CODE.test(trimmed)) return true;
  if (!/\p{L}/u.test(trimmed.replace(WILDCARD, ' '))) return true;
  return !PROSE_WORD.test(trimmed) && /[=()[\]].*[),\]]$|\w[),\]]$/.test(trimmed);
}

/**
 * Weight of a template: 0.1 for a stack frame, else 0.5 .. 3.5; 1 for an ordinary information line. Grave words lift a low
 * level to a warning's.
 */
export function gravityOf(level: number, text: string): number {
  if (isTraceText(text)) return FRAME_WEIGHT;
  const byWords = levelOfWords(text);
  if (level === 0) return LEVEL_WEIGHT[byWords];
  const isUnderstated = level >= LEVEL_INFO && level < LEVEL_WARN && byWords >= LEVEL_WARN;
  return LEVEL_WEIGHT[isUnderstated ? LEVEL_WARN : level];
}
