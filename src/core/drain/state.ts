/**
 * miner_state.json: the templates of an analysis with all that matching needs, so that another log gets the same ids.
 * In: templates and line patterns. Out: the file's value, and back to the settings that it stands for.
 */
import type { DrainSettings, LevelClass, SavedTemplate, SavedTemplates } from '../../contracts/settings';
import { templateId } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { matchTexts } from './match';

/** In the order of gravity; the index is used as a number of the class. */
export const LEVEL_CLASSES: readonly LevelClass[] = ['quiet', 'warning', 'error'];

/** @param level Index into LEVELS. */
export function levelClassOf(level: number): LevelClass {
  if (level >= LEVEL_ERROR) return 'error';
  return level >= LEVEL_WARN ? 'warning' : 'quiet';
}

export function isLevelClass(value: unknown): value is LevelClass {
  return LEVEL_CLASSES.some((name) => name === value);
}

/** Most templates that are opened. */
export const MAX_SAVED_TEMPLATES = 100_000;
/** Most patterns that are named one by one; beyond them the rule of matching decides. */
const MAX_EXACT = 20_000;

export const STATE_KIND = 'harbinger-miner-state';
export const STATE_VERSION = 1;

/** What is saved; the version moves when its form or its meaning changes. */
export interface MinerState {
  readonly kind: typeof STATE_KIND;
  readonly version: typeof STATE_VERSION;
  /** What the templates were made under. */
  readonly settings: Omit<DrainSettings, 'state'>;
  readonly templates: readonly StateTemplate[];
  readonly exact: SavedTemplates['exact'];
}

export interface StateTemplate extends SavedTemplate {
  readonly id: string;
  /** Records in the log that it was saved from. */
  readonly count: number;
}

/**
 * @param templates In the order of their ids.
 * @param patterns Text of each masked shape with the text of its template. Those that matching would put elsewhere are named.
 */
export function makeMinerState(
  templates: readonly (SavedTemplate & { readonly count: number })[],
  patterns: readonly { readonly text: string; readonly template: string }[],
  settings: DrainSettings,
): MinerState {
  const { state: _, ...own } = settings;
  const saved = templates.map(({ text, level, count }, i) => ({ id: templateId(i), text, level, count }));
  return {
    kind: STATE_KIND,
    version: STATE_VERSION,
    settings: own,
    templates: saved,
    exact: exactOf(saved, patterns),
  };
}

function exactOf(
  templates: readonly SavedTemplate[],
  patterns: readonly { readonly text: string; readonly template: string }[],
): [string, number][] {
  const found = matchTexts(
    patterns.map(({ text }) => text),
    { templates, exact: [] },
  );
  const first = firstOfText(templates);
  const exact: [string, number][] = [];
  patterns.forEach(({ text, template }, i) => {
    const own = first.get(template);
    if (own !== undefined && found[i] !== own && exact.length < MAX_EXACT) exact.push([text, own]);
  });
  return exact;
}

/** Index of the first template of each text. */
export function firstOfText(templates: readonly SavedTemplate[]): Map<string, number> {
  const first = new Map<string, number>();
  templates.forEach(({ text }, i) => {
    if (!first.has(text)) first.set(text, i);
  });
  return first;
}
