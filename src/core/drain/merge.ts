/** Groups of shapes -> the same, those of one meaning put together: equal but for the length of a run of wildcards. */
import { generalise } from './generalise';
import { collapseWildcards } from './keys';
import { isName, isPureWildcard, WILDCARD } from './token';

/**
 * @param groups Shapes of each group; all keys of a group have one length.
 * @returns Groups in order of their first shape, shapes ascending.
 */
export function mergeGroups(groups: readonly number[][], keys: readonly (readonly string[])[]): number[][] {
  const byKey = new Map<string, number[]>();
  for (const group of groups) {
    const key = collapseWildcards(generalise(group.map((shape) => keys[shape]))).join('\n');
    addTo(byKey, key, group);
  }
  absorbNames(byKey);
  const merged = [...byKey.values()];
  for (const group of merged) group.sort((a, b) => a - b);
  return merged.sort((a, b) => a[0] - b[0]);
}

function addTo(byKey: Map<string, number[]>, key: string, group: readonly number[]): void {
  const known = byKey.get(key);
  if (known === undefined) byKey.set(key, [...group]);
  else for (const shape of group) known.push(shape);
}

/** A name beside a wildcard ('for ns.example.org [<*>]') is one more value where a template has a wildcard alone. */
function absorbNames(byKey: Map<string, number[]>): void {
  for (const [key, group] of byKey) {
    const wider = collapseWildcards(withoutNames(key.split('\n'))).join('\n');
    if (wider === key || !byKey.has(wider)) continue;
    addTo(byKey, wider, group);
    byKey.delete(key);
  }
}

function withoutNames(tokens: readonly string[]): string[] {
  const isValue = (token: string | undefined) => token !== undefined && isPureWildcard(token);
  return tokens.map((token, i) =>
    isName(token) && (isValue(tokens[i - 1]) || isValue(tokens[i + 1])) ? WILDCARD : token,
  );
}
