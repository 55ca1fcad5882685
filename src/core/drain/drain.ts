/**
 * Distinct line shapes in file order -> templates: Drain's tree (tree.ts), then clusters parted by wording (split.ts),
 * one template a group (generalise.ts), equal ones merged. He et al., ICWS 2017, with the steps after mining of
 * docs and FACTS: the result depends on the order of the shapes only.
 */
import type { DrainSettings } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import { generalise } from './generalise';
import { collapseWildcards, keyOf } from './keys';
import { splitByWording } from './split';
import { isName, isPureWildcard, WILDCARD } from './token';
import { DrainTree } from './tree';

export interface MinedTemplate {
  readonly tokens: readonly string[];
  /** Tokens joined by one space. */
  readonly text: string;
}

export interface MinedTemplates {
  /** Template of each shape. */
  readonly ofShape: Uint32Array;
  /** In order of their first shape. */
  readonly templates: readonly MinedTemplate[];
}

export function mineTemplates(shapes: ShapeTable, settings: DrainSettings): MinedTemplates {
  const keys = shapes.tokens.map(keyOf);
  const tree = new DrainTree(settings);
  for (let shape = 0; shape < shapes.length; shape++) tree.add(keys[shape], shape);
  const groups = tree.clusters.flatMap((cluster) => splitByWording(keys, cluster.members));
  return mergeEqual(groups, shapes.tokens, keys);
}

/** One template a group, in order of their first shape; groups with the same collapsed template become one. */
function mergeEqual(
  groups: readonly number[][],
  tokens: readonly (readonly string[])[],
  keys: readonly (readonly string[])[],
): MinedTemplates {
  const byKey = new Map<string, number[]>();
  for (const group of groups) {
    const key = collapseWildcards(generalise(group.map((shape) => keys[shape]))).join(' ');
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, group);
    else for (const shape of group) known.push(shape);
  }
  absorbNames(byKey);
  const merged = [...byKey.values()].map((group) => group.sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]);
  const ofShape = new Uint32Array(tokens.length);
  const templates = merged.map((group, template) => {
    for (const shape of group) ofShape[shape] = template;
    const list = templateTokens(group, tokens, keys);
    return { tokens: list, text: list.join(' ') };
  });
  return { ofShape, templates };
}

/** A name beside a wildcard ('for ns.example.org [<*>]') is one more value where a template has a wildcard alone. */
function absorbNames(byKey: Map<string, number[]>): void {
  for (const [key, group] of byKey) {
    const wider = collapseWildcards(absorbed(key.split(' '))).join(' ');
    const host = wider === key ? undefined : byKey.get(wider);
    if (host === undefined) continue;
    for (const shape of group) host.push(shape);
    byKey.delete(key);
  }
}

function absorbed(tokens: readonly string[]): string[] {
  const beside = (token: string | undefined) => token !== undefined && isPureWildcard(token);
  return tokens.map((token, i) =>
    isName(token) && (beside(tokens[i - 1]) || beside(tokens[i + 1])) ? WILDCARD : token,
  );
}

function templateTokens(
  group: readonly number[],
  tokens: readonly (readonly string[])[],
  keys: readonly (readonly string[])[],
): string[] {
  const first = tokens[group[0]].length;
  if (group.every((shape) => tokens[shape].length === first))
    return generalise(group.map((shape) => tokens[shape]));
  const collapsed = group.map((shape) => keys[shape]);
  const same = collapsed.every((key) => key.length === collapsed[0].length);
  if (same) return generalise(collapsed);
  return collapseWildcards(collapsed[0]);
}
