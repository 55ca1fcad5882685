/**
 * miner_state.json: the templates of an analysis with all that matching needs, so that another log gets the same ids.
 * In: templates and line patterns. Out: the file's value, and back to the settings that it stands for.
 */
import type { DrainSettings, LevelClass, SavedTemplate, SavedTemplates } from '../../contracts/settings';
import { templateId } from '../../contracts/tables';
import { LEVEL_ERROR, LEVEL_WARN } from '../../contracts/units';
import { keyMaker } from './keys';
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
/** Most patterns that are saved; a state of more is matched against, and not put together with others. */
export const MAX_SAVED_PATTERNS = 50_000;

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
  /** Line patterns as they were mined, each with the index of the first template of its text; null: there are too many, or an older version saved it. */
  readonly patterns: readonly (readonly [pattern: string, template: number])[] | null;
}

export interface StateTemplate extends SavedTemplate {
  readonly id: string;
  /** Records in the log that it was saved from. */
  readonly count: number;
}

/** Text of a masked shape with the text of its template. */
export interface Pattern {
  readonly text: string;
  readonly template: string;
}

/**
 * @param templates In the order of their ids.
 * @param patterns Of the log at hand. Those that matching would put elsewhere are named.
 * @param settings What the templates were made under; a state among them knows what this log does not have.
 */
export function makeMinerState(
  templates: readonly Omit<StateTemplate, 'id' | 'words'>[],
  patterns: readonly Pattern[],
  settings: DrainSettings,
): MinerState {
  const { state, ...own } = settings;
  const wordsOf = countWords(patterns, own.edits, state?.templates ?? []);
  const saved = templates.map(({ text, level, count }, i) => ({
    id: templateId(i),
    text,
    level,
    count,
    words: wordsOf(text),
  }));
  return {
    kind: STATE_KIND,
    version: STATE_VERSION,
    settings: own,
    templates: saved,
    exact: exactOf(saved, patterns),
    patterns: placedPatterns(saved, patterns),
  };
}

type Words = SavedTemplate['words'];

/** How many words lines of each template have had, in this log and in the one of the state before. */
function countWords(
  patterns: readonly Pattern[],
  edits: DrainSettings['edits'],
  before: readonly SavedTemplate[],
): (text: string) => Words {
  const keyOf = keyMaker();
  const known = new Map<string, Words>();
  const widen = (text: string, words: Words): void => {
    const old = known.get(text);
    const both = old && words;
    known.set(
      text,
      both ? [Math.min(old[0], words[0]), Math.max(old[1], words[1])] : old === undefined ? words : null,
    );
  };
  const one = (text: string): Words => {
    const { length } = keyOf(text.split(' '));
    return [length, length];
  };
  for (const { text, words } of before) widen(text, words);
  for (const { text, template } of patterns) widen(template, one(text));
  for (const edit of edits) if (edit.kind === 'one') known.set(edit.text, null);
  return (text) => {
    const words = known.get(text);
    return words === undefined ? one(text) : words;
  };
}

function exactOf(templates: readonly SavedTemplate[], patterns: readonly Pattern[]): [string, number][] {
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

function placedPatterns(
  templates: readonly SavedTemplate[],
  patterns: readonly Pattern[],
): MinerState['patterns'] {
  if (patterns.length > MAX_SAVED_PATTERNS) return null;
  const first = firstOfText(templates);
  return patterns.flatMap(({ text, template }) => {
    const own = first.get(template);
    return own === undefined ? [] : [[text, own] as const];
  });
}

/** Index of the first template of each text. */
function firstOfText(templates: readonly SavedTemplate[]): Map<string, number> {
  const first = new Map<string, number>();
  templates.forEach(({ text }, i) => {
    if (!first.has(text)) first.set(text, i);
  });
  return first;
}
