/** Levels inside a sentence. In: index into LEVELS. Out: words. */
import { LEVEL_ERROR, LEVEL_WARN, LEVELS } from '../../contracts/units';

/** What lines of this level are: 'errors' (fatal ones too), 'warnings', else 'lines'. */
export function linesOfLevel(level: number): string {
  return level >= LEVEL_ERROR ? 'errors' : level >= LEVEL_WARN ? 'warnings' : 'lines';
}

/** 'of level error', 'without a level': follows what has it. */
export function ofLevel(level: number): string {
  return LEVELS[level] === '' ? 'without a level' : `of level ${LEVELS[level]}`;
}
