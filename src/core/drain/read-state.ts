/** A parsed miner_state.json, held against its form as far as putting states together needs it. In: any value. Out: MinerState. */

import { dataText } from '../wording/data-text';
import {
  isLevelClass,
  MAX_SAVED_PATTERNS,
  MAX_SAVED_TEMPLATES,
  type MinerState,
  STATE_KIND,
  STATE_VERSION,
} from './state';

/** Characters of a pattern or a template: a line that is longer is cut before it is mined. */
const MAX_TEXT = 100_000;
type Bag = Readonly<Record<string, unknown>>;

/** @throws Error with what is wrong, as the end of a sentence that begins with the file's name. */
export function readMinerState(value: unknown): MinerState {
  const state = bagOf(value, 'it');
  if (state.kind !== STATE_KIND) fail('it is no saved miner state');
  if (state.version !== STATE_VERSION)
    fail(`it is of version ${dataText(state.version, 60)}, and this page reads version ${STATE_VERSION}`);
  const settings = bagOf(state.settings, 'settings');
  number(settings.depth, 'settings.depth', 3, 8);
  number(settings.similarity01, 'settings.similarity01', 0, 1);
  number(settings.maxChildren, 'settings.maxChildren', 2, 1000);
  listOf(settings.masks, 'settings.masks', 100);
  listOf(settings.edits, 'settings.edits', MAX_SAVED_TEMPLATES);
  const templates = listOf(state.templates, 'templates', MAX_SAVED_TEMPLATES).map((each, i) => {
    const { text, level, count } = bagOf(each, `templates[${i}]`);
    if (!isText(text)) fail(`templates[${i}].text is no text`);
    if (!isLevelClass(level)) fail(`templates[${i}].level is none`);
    number(count, `templates[${i}].count`, 0, Number.MAX_SAFE_INTEGER);
    return { ...(each as object), text, level, count };
  });
  // States of older versions have none.
  if (state.patterns !== null && state.patterns !== undefined)
    listOf(state.patterns, 'patterns', MAX_SAVED_PATTERNS).forEach((each, i) => {
      const [text, template] = listOf(each, `patterns[${i}]`, 2);
      if (!isText(text)) fail(`patterns[${i}] is no text`);
      number(template, `patterns[${i}]`, 0, templates.length - 1);
      if (!Number.isInteger(template)) fail(`patterns[${i}] names no template`);
    });
  return {
    ...(state as unknown as MinerState),
    patterns: (state.patterns ?? null) as MinerState['patterns'],
  };
}

function fail(why: string): never {
  throw new Error(why);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT;
}

function bagOf(value: unknown, what: string): Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Bag)
    : fail(`${what} is no object`);
}

function listOf(value: unknown, what: string, most: number): readonly unknown[] {
  if (!Array.isArray(value)) fail(`${what} is no list`);
  return value.length <= most ? value : fail(`${what} has more than ${most.toLocaleString('en')} entries`);
}

function number(value: unknown, what: string, least: number, most: number): void {
  const isIn = typeof value === 'number' && value >= least && value <= most;
  if (!isIn) fail(`${what} is no number from ${least} to ${most}`);
}
