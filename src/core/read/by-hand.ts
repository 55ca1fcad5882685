/**
 * How much each sign explains by weights that were set by hand, before a model was fitted. In: a signed file and its outcome. Out: the signs that cause, best first. The
 * model knows it as a trait (traits-around.ts): where the rules know a log well, this order is mostly right; where they do not, it says little.
 */
import { contextOf } from './context';
import { isPassedInStep, type Outcome } from './outcome';
import type { LineSign, SignedFile } from './read-signs';
import { CONCLUDING, type SignKind } from './sign';
import { countForms, formOf } from './sign-forms';
import { ENDING, isData, POINTS_AWAY, THERE_BEFORE } from './traits';

/** Of these the first one counts, however far before the end. */
const FIRST_COUNTS: ReadonlySet<SignKind> = new Set(['compile', 'test']);
const LINES_BEFORE_END = 30;
const LONG_LINE = 700;
const NEAR_VERDICT = 60;
const FAR_FROM_VERDICT = 500;

export interface ByHand {
  readonly sign: LineSign;
  readonly score: number;
}

export function byHand(file: SignedFile, outcome: Outcome): readonly ByHand[] {
  const usable = file.signs.filter(
    (sign) => sign.at >= outcome.clearedTo && sign.kind !== 'passed' && !isPassedInStep(sign, file),
  );
  const counts = countForms(file);
  const around = contextOf(usable, file, CONCLUDING);
  return usable
    .filter(({ kind }) => !CONCLUDING.has(kind))
    .map((sign) => {
      const numAlike = isOfItself(sign) ? 1 : (counts.get(formOf(sign, file)) ?? 1);
      const less = isEnding(sign, usable, file) ? 2.5 : 0;
      return { sign, score: scoreOf(sign, file, outcome, numAlike) - less + (around.get(sign) ?? 0) };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.sign.at - b.sign.at);
}

function isEnding(
  { at, weight, exception }: LineSign,
  signs: readonly LineSign[],
  { lines }: SignedFile,
): boolean {
  if (exception !== null || !ENDING.test(lines[at].bare)) return false;
  return signs.some(
    (each) =>
      each.at < at &&
      at - each.at <= LINES_BEFORE_END &&
      (each.isStated || each.weight >= Math.min(weight - 2, 6)) &&
      !CONCLUDING.has(each.kind) &&
      !ENDING.test(lines[each.at].bare),
  );
}

/** Told by its number, or thrown at a place of the program: that it comes often makes it no less. */
function isOfItself({ num, exception }: LineSign): boolean {
  return num !== undefined || exception?.frame?.line != null;
}

function scoreOf(
  sign: LineSign,
  { lines, stepOf }: SignedFile,
  { failedAt }: Outcome,
  numAlike: number,
): number {
  let score = sign.weight;
  const { bare } = lines[sign.at];
  if (sign.isStated && sign.weight < 8) score += 0.5;
  // What is this long is data, unless its record says how grave it is.
  else if (bare.length > LONG_LINE && sign.exception === null) score -= 3;
  if (isData(bare)) score -= 1;
  if (POINTS_AWAY.test(bare) && sign.exception === null) score -= 1;
  if (THERE_BEFORE.test(bare) && !sign.isStated) score -= 1;
  const countsFirst = FIRST_COUNTS.has(sign.kind);
  if (numAlike > 50) score -= 2;
  else if (numAlike > 5 && !countsFirst) score -= 1;
  else if (numAlike > 1 && !countsFirst) score += 0.25;
  if (failedAt === null) return score;
  if (stepOf[lines.length - 1] > 0) score += stepOf[sign.at] === stepOf[failedAt] ? 2 : -3;
  const before = failedAt - sign.at;
  if (countsFirst || (before >= 0 && before <= NEAR_VERDICT)) score += 0.5;
  else if (before > FAR_FROM_VERDICT) score -= 1;
  return score;
}
