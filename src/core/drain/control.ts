/**
 * Templates under the reader's control: matched against a saved state first, the rest mined or set apart, then the
 * reader's edits. In: masked tokens of each shape, and the miner. Out: templates, those of the state with their places.
 */
import type { DrainSettings, SavedTemplates } from '../../contracts/settings';
import type { Problem } from '../../contracts/units';
import { applyEdits } from './edits';
import { groupsOfState, join, type TemplateGroup, type TemplateGroups, UNMATCHED } from './groups';
import type { MinedTemplates } from './mined';

type Tokens = readonly (readonly string[])[];
export type Mine = (tokens: Tokens) => Pick<MinedTemplates, 'ofShape' | 'templates'>;

/** Every shape gets exactly one template, and no two templates have one text. */
export function mineUnderControl(
  tokens: Tokens,
  counts: ArrayLike<number>,
  { state, edits }: Pick<DrainSettings, 'state' | 'edits'>,
  mine: Mine,
): MinedTemplates {
  const texts = tokens.map((list) => list.join(' '));
  const groups = state === null ? minedGroups(tokens, mine) : withState(tokens, texts, state, mine);
  const problems = applyEdits(groups, texts, counts, edits);
  return finish(groups, tokens.length, problems);
}

function minedGroups(tokens: Tokens, mine: Mine, shapeOf: (i: number) => number = (i) => i): TemplateGroups {
  const groups: TemplateGroups = new Map();
  const { ofShape, templates } = mine(tokens);
  const shapes = templates.map((): number[] => []);
  for (const [i, template] of ofShape.entries()) shapes[template].push(shapeOf(i));
  for (const [i, { text }] of templates.entries()) join(groups, { text, shapes: shapes[i], places: [] });
  return groups;
}

function withState(
  tokens: Tokens,
  texts: readonly string[],
  state: SavedTemplates,
  mine: Mine,
): TemplateGroups {
  const { groups, rest } = groupsOfState(texts, state);
  if (!state.learn) {
    const places = [{ place: state.templates.length, level: 'quiet' as const }];
    join(groups, { text: UNMATCHED, shapes: rest, places });
    return groups;
  }
  const learnt = minedGroups(
    rest.map((shape) => tokens[shape]),
    mine,
    (i) => rest[i],
  );
  for (const group of learnt.values()) join(groups, group);
  return groups;
}

function finish(groups: TemplateGroups, numShapes: number, problems: readonly Problem[]): MinedTemplates {
  const ordered = [...groups.values()].sort(
    (a, b) => ascending(firstPlace(a), firstPlace(b)) || ascending(firstShape(a), firstShape(b)),
  );
  const ofShape = new Uint32Array(numShapes);
  ordered.forEach(({ shapes }, template) => {
    for (const shape of shapes) ofShape[shape] = template;
  });
  const templates = ordered.map(({ text }) => ({ text, tokens: text.split(' ') }));
  return { ofShape, templates, problems, places: ordered.map(({ places }) => places) };
}

function firstPlace({ places }: TemplateGroup): number {
  return places[0]?.place ?? Number.POSITIVE_INFINITY;
}

function firstShape({ shapes }: TemplateGroup): number {
  return shapes[0] ?? Number.POSITIVE_INFINITY;
}

/** Infinities are equal, which their difference is not. */
function ascending(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
