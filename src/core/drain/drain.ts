/**
 * Distinct line shapes in file order -> templates: Drain's tree over masked keys (keys.ts, tree.ts; He et al., ICWS 2017),
 * clusters parted by wording (split.ts), equal groups merged (merge.ts), one template a group (generalise.ts). The result
 * depends on the shapes and their order only.
 */
import type { DrainSettings } from '../../contracts/settings';
import type { ShapeTable } from '../../contracts/tables';
import { applyMasks } from '../ingest/shapes/masks';
import { mineUnderControl } from './control';
import { templateTokens } from './generalise';
import { keyMaker } from './keys';
import { mergeGroups } from './merge';
import { mergeAlike } from './merge-alike';
import type { MinedTemplates } from './mined';
import { splitByWording } from './split';
import { DrainTree } from './tree';
import { wholeValues } from './whole-values';

/**
 * Every shape gets exactly one template. Time grows linearly with the number of shapes.
 * @param now Milliseconds of any clock, for the time budget of the user's masks; core has none of its own.
 */
export function mineTemplates(
  shapes: ShapeTable,
  settings: DrainSettings,
  now?: () => number,
): MinedTemplates {
  const { tokens, problems } = applyMasks(shapes.tokens, settings.masks, now);
  if (settings.state === null && settings.edits.length === 0)
    return { ...mineTokens(tokens, settings), problems };
  const mine = (list: Tokens) => mineTokens(list, settings);
  const controlled = mineUnderControl(tokens, shapes.count, settings, mine);
  return { ...controlled, problems: [...problems, ...controlled.problems] };
}

type Tokens = readonly (readonly string[])[];

function mineTokens(tokens: Tokens, settings: DrainSettings): Pick<MinedTemplates, 'ofShape' | 'templates'> {
  const keyOf = keyMaker();
  const keys = tokens.map(keyOf);
  const tree = new DrainTree(settings);
  for (let shape = 0; shape < keys.length; shape++) tree.add(keys[shape], shape);
  const groups = tree.clusters.flatMap(({ members }) => splitByWording(keys, members));
  const ofShape = new Uint32Array(keys.length);
  const texts = mergeGroups(groups, keys).map((group) => {
    const messages = group.map((shape) => tokens[shape]);
    return { group, text: wholeValues(templateTokens(group, tokens, keys), messages).join(' ') };
  });
  const templates = mergeAlike(texts).map(({ group, text }, template) => {
    for (const shape of group) ofShape[shape] = template;
    return { tokens: text.split(' '), text };
  });
  return { ofShape, templates };
}
