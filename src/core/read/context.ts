/**
 * What the lines around a sign say of it, whatever tool wrote them. In: signs, lines, what ended the run. Out: how much more or less each explains. A line that says
 * only that something failed explains little; one that names what later failures name came before them; what the end names was found by the tool itself.
 */
import { normalForm } from './passed-run';
import type { LineSign, SignedFile } from './read-signs';
import type { SignKind } from './sign';
import { namesIn, numTelling } from './words';

/** Signs whose names are compared, at most: those of the last failures. */
const MAX_COMPARED = 300;
/** A name in more of them tells nothing apart. */
const MAX_SHARED = 6;
/** Lines between a failure and what follows from it, at most. */
const FOLLOWS_WITHIN = 200;
const SAYS_NOTHING = -3;
const SAYS_LITTLE = -0.5;
const NAMED_LATER = 0.5;
const NAMED_BEFORE = -0.75;
const NAMED_BY_END = 0.5;

/** Tests, compilers and expectations name the same thing again to say more of it. */
const SAY_MORE: ReadonlySet<SignKind> = new Set(['test', 'compile', 'assertion', 'refused']);

/** A later one that is no graver, and no repeat. */
function isConsequence(later: LineSign, first: LineSign, lines: SignedFile['lines']): boolean {
  return (
    later.at - first.at <= FOLLOWS_WITHIN &&
    later.weight <= first.weight + 0.25 &&
    !SAY_MORE.has(later.kind) &&
    normalForm(lines[later.at].bare) !== normalForm(lines[first.at].bare)
  );
}

/** By sign, what its context adds to what it explains. */
export function contextOf(
  signs: readonly LineSign[],
  { lines }: SignedFile,
  ends: ReadonlySet<SignKind>,
): ReadonlyMap<LineSign, number> {
  const added = new Map<LineSign, number>();
  const add = (sign: LineSign, more: number): void => void added.set(sign, (added.get(sign) ?? 0) + more);
  for (const sign of signs) {
    if (sign.exception !== null || ends.has(sign.kind)) continue;
    const num = numTelling(lines[sign.at].bare, 2);
    if (num < 2) add(sign, num === 0 ? SAYS_NOTHING : SAYS_LITTLE);
  }
  const byName = new Map<string, LineSign[]>();
  for (const sign of signs.slice(-MAX_COMPARED))
    for (const name of namesIn(lines[sign.at].bare)) byName.set(name, [...(byName.get(name) ?? []), sign]);
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
