/** Levels inside a sentence. In: index into LEVELS. Out: words. */
import { LEVELS } from '../../contracts/units';

/** 'of level error', 'without a level': follows what has it. */
export function ofLevel(level: number): string {
  return LEVELS[level] === '' ? 'without a level' : `of level ${LEVELS[level]}`;
}
