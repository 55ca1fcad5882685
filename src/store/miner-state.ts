// In: the text of a miner_state.json. Out: the settings of Drain that it stands for, or what is wrong with it.
import type { DrainSettings, SavedTemplates } from '../contracts/settings';
import { STATE_KIND, STATE_VERSION } from '../core/drain/state';
import { dataText } from '../core/wording/data-text';

export type StateCheck =
  | { readonly ok: true; readonly drain: DrainSettings }
  | { readonly ok: false; readonly error: string };

/** Whether a parsed file says that it is a saved miner state. */
export function isMinerState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === STATE_KIND;
}

/** Whether a file may be one, by its first characters. */
export function beginsAsMinerState(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes(STATE_KIND);
}

/**
 * The settings that the state was made under, with its templates; the lists are still to be checked like any settings.
 * @param learn Whether lines that match none are mined.
 */
export function drainOfState(value: unknown, name: string, learn: boolean): StateCheck {
  const { version, settings, templates, exact } = value as Record<string, unknown>;
  if (version !== STATE_VERSION)
    return {
      ok: false,
      error: `it is of version ${dataText(version, 60)}, and this page reads version ${STATE_VERSION}`,
    };
  if (typeof settings !== 'object' || settings === null) return { ok: false, error: 'it names no settings' };
  if (!Array.isArray(templates)) return { ok: false, error: 'it has no list of templates' };
  const { edits = [] } = settings as Partial<DrainSettings>;
  const state = { name, templates: templates.map(withoutCount), exact: exact ?? [], edits, learn };
  return { ok: true, drain: { ...(settings as DrainSettings), state: state as unknown as SavedTemplates } };
}

/** Ids and counts speak of the log that it came from. */
function withoutCount(template: unknown): unknown {
  if (typeof template !== 'object' || template === null) return template;
  const { text, level, words } = template as Record<string, unknown>;
  return { text, level, words };
}
