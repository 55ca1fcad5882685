/** How grave a line is: its level where it states one, else the words of its template. */
import { LEVEL_WARN } from '../../contracts/units';

/** By index into LEVELS: '', trace, debug, info, notice, warn, error, fatal. */
const LEVEL_WEIGHT = [1, 0.5, 0.6, 1, 1, 1.7, 2.6, 3.5];
const GRAVE_WORDS =
  /\b(error|fail(ed|ure|ing|s)?|fatal|panic|denied|refused|timed? ?-?out|unable|cannot|killed|exception|corrupt\w*|abort\w*|unreachable|exhausted|lost|dead|crash\w*|no space|out of memory|unhealthy)\b/i;

/** Weight of a template in a ranking, 0.5 .. 3.5; 1 for an ordinary information line. */
export function gravityOf(level: number, text: string): number {
  const byLevel = LEVEL_WEIGHT[level] ?? 1;
  return level < LEVEL_WARN && GRAVE_WORDS.test(text) ? Math.max(byLevel, 1.7) : byLevel;
}

export function soundsGrave(text: string): boolean {
  return GRAVE_WORDS.test(text);
}
