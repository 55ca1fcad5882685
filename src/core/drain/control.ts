/**
 * Templates under the user's control: matched against a saved state first, the rest mined or set apart, then the
 * reader's edits. In: masked tokens of each shape, and the miner. Out: templates, those of the state with their places.
 */
import type { DrainSettings, SavedTemplates, TemplateEdit } from '../../contracts/settings';
import type { Problem } from '../../contracts/units';
import { countOf, plural } from '../wording/plural';
import { problem } from '../wording/problem';
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
  const own = state === null ? { held: [], later: edits } : partEdits(edits, state.edits);
  const correct = (groups: TemplateGroups, list: readonly TemplateEdit[]) =>
    applyEdits(groups, texts, counts, list);
  const groups = state === null ? minedGroups(tokens, mine) : matchedGroups(texts, state);
  if (state?.learn) {
    const rest = shapesWithout(groups, tokens.length);
    const learnt = minedGroups(
      rest.map((shape) => tokens[shape]),
      mine,
      (i) => rest[i],
    );
    // What the state holds of an edit is not news, nor is what it does not concern.
    correct(learnt, own.held);
    for (const group of learnt.values()) join(groups, group);
  }
  const problems = correct(groups, own.later);
  if (state?.learn === false) problems.unshift(...unmatchedProblem(groups, counts, state));
  return finish(groups, tokens.length, problems);
}

function unmatchedProblem(
  groups: TemplateGroups,
  counts: ArrayLike<number>,
  state: SavedTemplates,
): Problem[] {
  const num = (groups.get(UNMATCHED)?.shapes ?? []).reduce((sum, shape) => sum + counts[shape], 0);
  if (num === 0) return [];
  const records = countOf(num, 'record matches', 'records match');
  const message = `${records} none of the templates saved in ${state.name}. ${plural(num, 'It is', 'They are')} under the template ${UNMATCHED}, whose lines can be read.`;
  return [problem('info', 'state-unmatched', message)];
}

/** The edits that saved templates hold already, and those that the user has made since. */
export function partEdits(edits: readonly TemplateEdit[], saved: readonly TemplateEdit[]) {
  const left = new Map<string, number>();
  const keyOf = (edit: TemplateEdit): string => JSON.stringify(edit);
  for (const edit of saved) left.set(keyOf(edit), (left.get(keyOf(edit)) ?? 0) + 1);
  const isHeld = edits.map((edit) => {
    const num = left.get(keyOf(edit)) ?? 0;
    left.set(keyOf(edit), num - 1);
    return num > 0;
  });
  return { held: edits.filter((_, i) => isHeld[i]), later: edits.filter((_, i) => !isHeld[i]), isHeld };
}

function minedGroups(tokens: Tokens, mine: Mine, shapeOf: (i: number) => number = (i) => i): TemplateGroups {
  const groups: TemplateGroups = new Map();
  const { ofShape, templates } = mine(tokens);
  const shapes = templates.map((): number[] => []);
  for (const [i, template] of ofShape.entries()) shapes[template].push(shapeOf(i));
  for (const [i, { text }] of templates.entries()) join(groups, { text, shapes: shapes[i], places: [] });
  return groups;
}

/** Shapes by the saved templates; what matches none, where nothing is learnt, under one of its own. */
function matchedGroups(texts: readonly string[], state: SavedTemplates): TemplateGroups {
  const groups = groupsOfState(texts, state);
  if (state.learn) return groups;
  const places = [{ place: state.templates.length, level: 'quiet' as const }];
  join(groups, { text: UNMATCHED, shapes: shapesWithout(groups, texts.length), places });
  return groups;
}

function shapesWithout(groups: TemplateGroups, numShapes: number): number[] {
  const has = new Uint8Array(numShapes);
  for (const { shapes } of groups.values()) for (const shape of shapes) has[shape] = 1;
  return Array.from(has.keys()).filter((shape) => has[shape] === 0);
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
