/** Templates while the user's hand works on them: by text, each with its shapes and the ids that it has to keep. */
import type { LevelClass, SavedTemplates } from '../../contracts/settings';
import { matchTexts, NO_TEMPLATE } from './match';

/** Place of a template among those of a saved state, for records of one class of levels. */
export interface SavedPlace {
  readonly place: number;
  readonly level: LevelClass;
}

export interface TemplateGroup {
  readonly text: string;
  /** Ascending. */
  readonly shapes: readonly number[];
  /** Empty: it is not of a saved state. */
  readonly places: readonly SavedPlace[];
}

export type TemplateGroups = Map<string, TemplateGroup>;

/** Template of what matches no saved one when nothing is to be learnt. */
export const UNMATCHED = '<unmatched>';

/** Adds shapes and places to the template of a text, which may be new. */
export function join(groups: TemplateGroups, { text, shapes, places }: TemplateGroup): void {
  const known = groups.get(text);
  if (known === undefined) {
    groups.set(text, { text, shapes, places });
    return;
  }
  groups.set(text, {
    text,
    shapes: mergeAscending(known.shapes, shapes),
    places: onePlaceALevel([...known.places, ...places]),
  });
}

/** Many at once: one sort instead of one for each. */
export function joinAll(groups: TemplateGroups, text: string, parts: readonly TemplateGroup[]): void {
  const shapes = parts.flatMap((part) => part.shapes).sort((x, y) => x - y);
  join(groups, { text, shapes, places: onePlaceALevel(parts.flatMap(({ places }) => places)) });
}

/** Leaves a template these of its shapes. Without any it goes, unless a saved state keeps its place. */
export function keepRest(groups: TemplateGroups, group: TemplateGroup, shapes: readonly number[]): void {
  if (shapes.length > 0 || group.places.length > 0) groups.set(group.text, { ...group, shapes });
  else groups.delete(group.text);
}

function mergeAscending(a: readonly number[], b: readonly number[]): readonly number[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  return [...a, ...b].sort((x, y) => x - y);
}

/** Where several templates became one, it has the first of their ids. */
function onePlaceALevel(places: readonly SavedPlace[]): SavedPlace[] {
  const first = new Map<LevelClass, SavedPlace>();
  for (const each of places) {
    const known = first.get(each.level);
    if (known === undefined || each.place < known.place) first.set(each.level, each);
  }
  return [...first.values()].sort((x, y) => x.place - y.place);
}

/** Shapes by the saved templates that they match; those that match none are in no group. */
export function groupsOfState(texts: readonly string[], saved: SavedTemplates): TemplateGroups {
  const groups: TemplateGroups = new Map();
  for (const [place, { text, level }] of saved.templates.entries())
    join(groups, { text, shapes: [], places: [{ place, level }] });
  const shapesOf = new Map<number, number[]>();
  matchTexts(texts, saved).forEach((template, shape) => {
    if (template !== NO_TEMPLATE) pushTo(shapesOf, template, shape);
  });
  for (const [template, shapes] of shapesOf)
    join(groups, { text: saved.templates[template].text, shapes, places: [] });
  return groups;
}

/** Adds a value to the list of a key. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
