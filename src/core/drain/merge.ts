/** Groups of shapes -> the same, those of one meaning put together: equal but for the length of a run of wildcards. */
import { generalise } from './generalise';
import { collapseWildcards } from './keys';
import { isName, isPureWildcard, WILDCARD } from './token';

/** So many literal tokens tell templates apart when more than MANY_NAMES differ in one; ... */
const MANY_NAMES = 8;
const MIN_LITERALS = 3;
/** ... one token less is enough where a template has a wildcard there already, and one token alone when so many differ. */
const VERY_MANY_NAMES = 24;
const FIRST_POSITIONS = [0, 1];

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
  for (const position of FIRST_POSITIONS) joinMany(byKey, position);
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

/**
 * The tree branches by the first tokens, so a name that stands there ('ann has left the room') makes a template for each
 * of its values. More of them than wording has, in templates that are alike otherwise, are values.
 */
function joinMany(byKey: Map<string, number[]>, position: number): void {
  const alike = new Map<string, string[]>();
  for (const key of byKey.keys()) {
    const wider = widen(key, position);
    if (wider === null) continue;
    const known = alike.get(wider);
    if (known === undefined) alike.set(wider, [key]);
    else known.push(key);
  }
  for (const [wider, keys] of alike) {
    const least = keys.length > VERY_MANY_NAMES ? 1 : MIN_LITERALS - (byKey.has(wider) ? 1 : 0);
    if (keys.length <= MANY_NAMES || numLiteral(wider) < least) continue;
    for (const key of keys) {
      addTo(byKey, wider, byKey.get(key) ?? []);
      byKey.delete(key);
    }
  }
}

const numLiteral = (key: string): number => key.split('\n').filter((token) => !isPureWildcard(token)).length;

/** The key with a wildcard at a position; null where there is none to be put. */
function widen(key: string, position: number): string | null {
  const tokens = key.split('\n');
  if (position >= tokens.length || isPureWildcard(tokens[position])) return null;
  tokens[position] = WILDCARD;
  return collapseWildcards(tokens).join('\n');
}
