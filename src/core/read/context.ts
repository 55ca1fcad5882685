/**
 * What the lines around a sign say of it, whatever tool wrote them. In: signs, lines, what ended the run. Out: how much more or less each explains. A line that says
 * only that something failed explains little; one that names what later failures name came before them; what the end names was found by the tool itself.
 */
import { isNoise } from './noise';
import { normalForm } from './passed-run';
import type { LineSign, SignedFile } from './read-signs';
import type { SignKind } from './sign';
import { namesIn, numTelling, saysNoReason } from './words';

/** Signs whose names are compared, at most: those of the last failures. */
const MAX_COMPARED = 300;
/** A name in more of them tells nothing apart. */
const MAX_SHARED = 6;
/** Lines between a failure and what follows from it, at most. */
const FOLLOWS_WITHIN = 200;
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

/** Tests, compilers and expectations name the same thing again to say more of it. */
const SAY_MORE: ReadonlySet<SignKind> = new Set(['test', 'compile', 'assertion', 'refused']);

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

/** A later one that is no graver, and no repeat. */
function isConsequence(later: LineSign, first: LineSign, lines: SignedFile['lines']): boolean {
  return (
    later.at - first.at <= FOLLOWS_WITHIN &&
    later.weight <= first.weight + (first.isStated ? 1.5 : 0.25) &&
    !SAY_MORE.has(later.kind) &&
    normalForm(lines[later.at].bare) !== normalForm(lines[first.at].bare)
  );
}

/** Lines of a trace or of what a line heads whose names count. */
const NAMING_LINES = 6;

function namesOf({ at, end }: LineSign, lines: SignedFile['lines']): ReadonlySet<string> {
  const names = new Set<string>();
  const isPlaced = end === at + 1 && /^\s+(?:at|in|from|-->|File)\b/.test(lines[end]?.bare ?? '');
  for (const { bare } of lines.slice(at, Math.min(isPlaced ? end + 1 : end, at + NAMING_LINES)))
    if (bare === lines[at].bare || !isNoise(bare)) for (const name of namesIn(bare)) names.add(name);
  return names;
}

/** By sign, what its context adds to what it explains. */
export function contextOf(
  signs: readonly LineSign[],
  { lines }: SignedFile,
  ends: ReadonlySet<SignKind>,
): ReadonlyMap<LineSign, number> {
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
  const byName = new Map<string, LineSign[]>();
  for (const sign of signs.slice(-MAX_COMPARED))
    for (const name of namesOf(sign, lines)) byName.set(name, [...(byName.get(name) ?? []), sign]);
  const [later, before, named] = [new Set<LineSign>(), new Set<LineSign>(), new Set<LineSign>()];
  for (const sharing of byName.values()) {
    const causes = sharing.filter(({ kind }) => !ends.has(kind));
    if (sharing.length > MAX_SHARED || causes.length === 0) continue;
    if (causes.length < sharing.length) for (const each of causes) named.add(each);
    const [first, ...others] = causes;
    for (const each of others)
      if (isConsequence(each, first, lines)) {
        later.add(each);
        before.add(first);
      }
  }
  for (const sign of later) add(sign, NAMED_BEFORE);
  for (const sign of before) if (!later.has(sign)) add(sign, NAMED_LATER);
  for (const sign of named) add(sign, NAMED_BY_END);
  return added;
}
