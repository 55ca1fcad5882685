/**
 * Distinct line shapes in file order -> templates: Drain's tree over masked keys (keys.ts, tree.ts; He et al., ICWS 2017),
 * clusters parted by wording (split.ts), equal groups merged (merge.ts), one template a group (generalise.ts). The result
 * depends on the shapes and their order only.
 */
import type { DrainSettings } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import type { Problem } from '../../contracts/units';
import { applyMasks } from '../ingest/masks';
import { templateTokens } from './generalise';
import { keyMaker } from './keys';
import { mergeGroups } from './merge';
import { splitByWording } from './split';
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
  /** Masks that were set aside. */
  readonly problems: readonly Problem[];
}

/**
 * Every shape gets exactly one template. Time grows linearly with the number of shapes.
 * @param now Milliseconds of any clock, for the time budget of the reader's masks; core has none of its own.
 */
export function mineTemplates(
  shapes: ShapeTable,
  settings: DrainSettings,
  now?: () => number,
): MinedTemplates {
  const { tokens, problems } = applyMasks(shapes.tokens, settings.masks, now);
  const keyOf = keyMaker();
  const keys = tokens.map(keyOf);
  const tree = new DrainTree(settings);
  for (let shape = 0; shape < keys.length; shape++) tree.add(keys[shape], shape);
  const groups = tree.clusters.flatMap(({ members }) => splitByWording(keys, members));
  const ofShape = new Uint32Array(keys.length);
  const templates = mergeGroups(groups, keys).map((group, template) => {
    for (const shape of group) ofShape[shape] = template;
    const list = templateTokens(group, tokens, keys);
    const text = list.join(' ');
    return { tokens: text.split(' '), text };
  });
  return { ofShape, templates, problems };
}
