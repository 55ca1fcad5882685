/**
 * Signs that are grave where they stand, in a log that nothing states to have failed: what killed or damaged something, what is stated as an error, what comes near the end with
 * nothing that mends it. In: a signed file. Out: those signs. It is a trait among others (traits-around.ts), which knows what weights that are added cannot say.
 */
import { LEVEL_WARN } from '../../contracts/units';
import { goneOn } from './gone-on';
import { endedWell, isPassedInStep, mendedAt, type Outcome } from './outcome';
import type { LineSign, SignedFile } from './read-signs';
import { numTelling } from './words';

/** A failure near the end is what the log ends with: in the last half, and in so many lines. */
const LAST_LINES = 40;
const FEW_LINES = 10;
const AT_END = 4;
const LEAST_AT_END = 3.5;
/** Of the very last line, with which it ends. */
const LEAST_OF_LAST = 3;
const MORE_OF_WARNING = 1;

export function graveSigns(file: SignedFile, { clearedTo }: Outcome): ReadonlySet<LineSign> {
  const { lines, signs } = file;
  const numLast = Math.max(FEW_LINES, Math.min(LAST_LINES, lines.length / 2));
  const comesAfter = goneOn(file);
  const wellAt = endedWell(file);
  const mended = mendedAt(file);
  const isGrave = (sign: LineSign): boolean => {
    const { kind, weight, at, isStated, exception } = sign;
    if (at < clearedTo || kind === 'passed' || kind === 'count' || isPassedInStep(sign, file)) return false;
    if (kind === 'crash' || kind === 'damage' || kind === 'refused') return true;
    const isLast = comesAfter(at, numLast) < numLast;
    if (mended > at && kind !== 'exception' && kind !== 'compile' && kind !== 'test') return false;
    if (at < wellAt && !isStated && weight < 9 && exception === null && kind !== 'conclusion') return false;
    if (isStated || (exception !== null && (isLast || kind === 'exception'))) return true;
    if (weight >= 8 && (kind === 'compile' || kind === 'test' || kind === 'error' || kind === 'missing'))
      return isLast || weight >= 9;
    if (isLast && weight >= 6) return true;
    const after = comesAfter(belowOf(sign, lines), AT_END);
    if (after === 0 && lines[at].level === LEVEL_WARN && weight + MORE_OF_WARNING >= LEAST_OF_LAST)
      return true;
    // With little after it, what only names a problem is what the log ends with; not what is told as information.
    if (lines[at].level > 0 && lines[at].level < LEVEL_WARN) return false;
    return weight >= LEAST_AT_END && numTelling(lines[at].bare, 2) > 1 && after < AT_END;
  };
  return new Set(signs.filter(isGrave));
}

/** The last line that stands deeper below a sign: it is of what was said. */
export function belowOf({ end, at }: LineSign, lines: SignedFile['lines']): number {
  const indentOf = (i: number): number => lines[i].bare.length - lines[i].bare.trimStart().length;
  let last = end - 1;
  while (last + 1 < lines.length && indentOf(last + 1) > indentOf(at)) last++;
  return last;
}
