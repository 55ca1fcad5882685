/** Templates of a database, at the places that their ids name: T12 stays T12. In: cells. Out: the texts by place, and the place of an id. */

import type { Cell } from './cells';
import { TableError } from './column-reader';

export interface HomeTemplates {
  /** A place that none of the cells has is ABSENT. */
  readonly texts: readonly string[];
  readonly indexOf: (id: string) => number;
}

export const ABSENT = '(not in these windows)';
/** Of records that match no template of the database. */
export const UNKNOWN_TEXT = 'lines of no known template';
/** Ids beyond so many times the number of templates are names, and no places. */
const MAX_SPREAD = 50;

/** @throws TableError where an id has two texts. */
export function idsOf(cells: readonly Pick<Cell, 'templateId' | 'template'>[]): HomeTemplates {
  const textOf = new Map<string, string>();
  for (const { templateId: id, template } of cells) {
    const text = template || UNKNOWN_TEXT;
    const known = textOf.get(id) ?? text;
    if (known !== text)
      throw new TableError(
        `template_windows: ${id} stands for two templates, ${JSON.stringify(known.slice(0, 80))} and ${JSON.stringify(text.slice(0, 80))}. Drop windows that were counted by one lake/ at a time.`,
      );
    textOf.set(id, text);
  }
  const most = Math.max(1000, MAX_SPREAD * textOf.size);
  const placeOf = (id: string): number => (/^T[1-9]\d{0,6}$/.test(id) ? Number(id.slice(1)) - 1 : most);
  const placed = [...textOf.keys()].filter((id) => placeOf(id) < most);
  const texts: string[] = new Array(placed.reduce((most, id) => Math.max(most, placeOf(id) + 1), 0)).fill(
    ABSENT,
  );
  const indexOf = new Map(placed.map((id) => [id, placeOf(id)]));
  for (const id of [...textOf.keys()].filter((each) => !indexOf.has(each)).sort())
    indexOf.set(id, texts.length + indexOf.size - placed.length);
  for (const [id, place] of indexOf) texts[place] = textOf.get(id)!;
  return { texts, indexOf: (id) => indexOf.get(id)! };
}
