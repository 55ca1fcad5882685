/**
 * What the lines around a sign say of it, whatever tool wrote them. In: signs, lines, what ended the run. Out: how much more or less each explains. A line that says
 * only that something failed explains little; one that names what later failures name came before them; what the end names was found by the tool itself.
 */
import type { LineSign, SignedFile } from './read-signs';
import { SAY_MORE, sharedNames } from './shared-names';
import type { SignKind } from './sign';
import { numTelling, saysNoReason } from './words';

const SAYS_NOTHING = -3;
const SAYS_LITTLE = -0.5;
const SAYS_NO_REASON = -1;
const HEADS_DETAIL = 1;
const NAMED_LATER = 0.5;
const NAMED_BEFORE = -0.75;
const NAMED_BY_END = 0.5;

/** An exception that says no more than its type, right after an error that was stated, carries that one on. */
const HOLLOW = -2;
const JUST_BEFORE = 10;

function isHollow({ exception, kind }: LineSign): boolean {
  return exception !== null && kind === 'exception' && numTelling(exception.message, 2) < 2;
}

function isJustBefore({ isStated, exception, at, kind }: LineSign, { head }: LineSign): boolean {
  return isStated && exception === null && kind !== 'failed' && head - at <= JUST_BEFORE;
}

/** Failures so near each other follow from one, mostly the first. */
const BURST_WITHIN = 15;
const LEAST_OF_BURST = 5.5;
const FIRST_OF_BURST = 0.75;

function firstOfBursts(signs: readonly LineSign[]): readonly LineSign[] {
  return signs.filter(({ head, end, weight, kind }, i) => {
    if (SAY_MORE.has(kind) || kind === 'exception' || (i > 0 && head - signs[i - 1].at <= BURST_WITHIN))
      return false;
    const others = signs.slice(i + 1).filter((each) => each.at - end <= BURST_WITHIN);
    return others.length > 0 && others.every((each) => each.weight <= weight + 0.25);
  });
}

/** By sign, what its context adds to what it explains. */
export function contextOf(
  signs: readonly LineSign[],
  file: SignedFile,
  ends: ReadonlySet<SignKind>,
): ReadonlyMap<LineSign, number> {
  const { lines } = file;
  const added = new Map<LineSign, number>();
  const add = (sign: LineSign, more: number): void => void added.set(sign, (added.get(sign) ?? 0) + more);
  for (const [i, sign] of signs.entries()) {
    if (isHollow(sign) && signs.slice(Math.max(0, i - 3), i).some((each) => isJustBefore(each, sign)))
      add(sign, HOLLOW);
    if (sign.exception !== null || ends.has(sign.kind)) continue;
    const { bare } = lines[sign.at];
    const num = numTelling(bare, 2);
    if (num < 2) add(sign, num === 0 ? SAYS_NOTHING : SAYS_LITTLE);
    if (sign.detailAt !== undefined) add(sign, HEADS_DETAIL);
    else if (saysNoReason(bare) && sign.kind === 'error') add(sign, SAYS_NO_REASON);
  }
  for (const first of firstOfBursts(
    signs.filter(({ kind, weight }) => !ends.has(kind) && weight >= LEAST_OF_BURST),
  ))
    add(first, FIRST_OF_BURST);
  const { later, before, named } = sharedNames(signs, file);
  for (const sign of later) add(sign, NAMED_BEFORE);
  for (const sign of before) if (!later.has(sign)) add(sign, NAMED_LATER);
  for (const sign of named) add(sign, NAMED_BY_END);
  return added;
}
