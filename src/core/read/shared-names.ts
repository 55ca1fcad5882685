/**
 * Signs that name the same things: a path, a host, an id. In: signs of a file. Out: which came before others that name what they name, which after, and which the
 * end of the run names. One that names what later failures name came before them; what the end names was found by the tool itself.
 */
import { isNoise } from './noise';
import type { LineSign, SignedFile } from './read-signs';
import { CONCLUDING, type SignKind } from './sign';
import { namesIn } from './words';

/** Tests, compilers and expectations name the same thing again to say more of it. */
export const SAY_MORE: ReadonlySet<SignKind> = new Set(['test', 'compile', 'assertion', 'refused']);
/** Signs whose names are compared, at most: those of the last failures. */
const MAX_COMPARED = 300;
/** A name in more of them tells nothing apart. */
const MAX_SHARED = 6;
/** Lines between a failure and what follows from it, at most. */
const FOLLOWS_WITHIN = 200;

export interface SharedNames {
  readonly later: ReadonlySet<LineSign>;
  readonly before: ReadonlySet<LineSign>;
  /** By what the run ended with. */
  readonly named: ReadonlySet<LineSign>;
}

export function sharedNames(signs: readonly LineSign[], { lines, forms }: SignedFile): SharedNames {
  const byName = new Map<string, LineSign[]>();
  for (const sign of signs.slice(-MAX_COMPARED))
    for (const name of namesOf(sign, lines)) byName.set(name, [...(byName.get(name) ?? []), sign]);
  const [later, before, named] = [new Set<LineSign>(), new Set<LineSign>(), new Set<LineSign>()];
  for (const sharing of byName.values()) {
    const causes = sharing.filter(({ kind }) => !CONCLUDING.has(kind));
    if (sharing.length > MAX_SHARED || causes.length === 0) continue;
    if (causes.length < sharing.length) for (const each of causes) named.add(each);
    const [first, ...others] = causes;
    for (const each of others)
      if (isConsequence(each, first, forms)) {
        later.add(each);
        before.add(first);
      }
  }
  return { later, before, named };
}

/** A later one that is no graver, and no repeat. */
function isConsequence(later: LineSign, first: LineSign, forms: SignedFile['forms']): boolean {
  return (
    later.at - first.at <= FOLLOWS_WITHIN &&
    later.weight <= first.weight + (first.isStated ? 1.5 : 0.25) &&
    !SAY_MORE.has(later.kind) &&
    forms[later.at] !== forms[first.at]
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
