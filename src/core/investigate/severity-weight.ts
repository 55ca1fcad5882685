/** How much a line's gravity weighs in a ranking: by its level, and where that is missing or low by its words. */
import { LEVEL_INFO, LEVEL_WARN } from '../../contracts/units';
import { levelOfWords } from '../features/level-words';
import { isTraceText } from '../features/trace-text';

/** By index into LEVELS: '', trace, debug, info, notice, warn, error, fatal. */
const LEVEL_WEIGHT = [1, 0.5, 0.6, 1, 1, 1.7, 2.6, 3.5];

const FRAME_WEIGHT = 0.1;

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
