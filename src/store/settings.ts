// The user's settings: the draft under edit, whether it holds, and its copy in the browser's storage.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import { isEqual } from '../core/lib/is-equal';
import { errorText } from '../core/wording/error-text';
import type { ValueStore } from '../storage/values';
import { addedSentence, addMarks, isMarksFile, marksIn, replacedSentence } from './marks';
import { mergeSettings } from './merge-settings';
import { drainOfState, isMinerState } from './miner-state';
import { checkSettings, errorSentence, parseSettings, type SettingsCheck } from './settings-schema';
import { defaultsKeepingMarks, keptInWords } from './settings-storage';
import type { SettingsError } from './unknown-settings';

export interface SettingsState {
  /** As edited; may break the rules while it is typed. */
  readonly draft: Settings;
  readonly errors: readonly SettingsError[];
  /** The last draft that kept the rules: what the next run takes. */
  readonly valid: Settings;
  /** What could not be loaded or stored, for the user; null: nothing. */
  readonly notice: string | null;
  /** What a file that was opened has brought; null: nothing. */
  readonly news: string | null;
}

export interface SettingsActions {
  edit(change: Partial<Settings>): void;
  replace(settings: Settings): void;
  /** Back to the defaults; what the user marked stays, and `news` says so. */
  reset(): void;
  /** Takes the text of a settings file, of a file of marks or of a saved miner state; on errors the draft stays as it is. True: taken. */
  load(text: string, name?: string): boolean;
  restore(): Promise<void>;
}

export type SettingsStore = StoreApi<SettingsState & SettingsActions>;

export function createSettingsStore(values: ValueStore): SettingsStore {
  return createStore<SettingsState & SettingsActions>((set, get) => {
    /** What is stored, as this tab last saw it: what differs from it is this tab's own change, and is on its way there. */
    let base = DEFAULT_SETTINGS;
    /** Reads and writes come one after another, so that `base` is always that of the one before. */
    let queue: Promise<unknown> = Promise.resolve();
    const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
      const done = queue.then(work, work);
      queue = done.catch(() => undefined);
      return done;
    };
    /** `seen`: what this tab had when `stored` was made; what was changed since stays. */
    const adopt = (stored: Settings, seen: Settings): void => {
      const { draft, valid } = get();
      base = stored;
      if (isEqual(stored, seen)) return;
      const check = checkSettings(mergeSettings(seen, draft, stored));
      if (check.ok) set({ draft: check.settings, valid: check.settings, errors: [] });
      else set({ valid: mergeSettings(seen, valid, stored) });
    };
    const store = async (): Promise<void> => {
      let seen = get().valid;
      const stored = await values.update('settings', (other) => {
        seen = get().valid;
        const theirs = checkSettings(other);
        const merged = theirs.ok ? checkSettings(mergeSettings(base, seen, theirs.settings)) : null;
        return merged?.ok ? merged.settings : seen;
      });
      adopt(stored, seen);
    };
    const hear = async (): Promise<void> => {
      const check = checkSettings(await values.get('settings').catch(() => undefined));
      if (!check.ok || isEqual(check.settings, base)) return;
      const seen = base;
      adopt(check.settings, seen);
      set({
        news: 'Marks or settings were changed in another tab: they hold here too, from the next run on.',
      });
    };
    values.onChange((key) => void (key === 'settings' && inTurn(hear)));
    const take = (draft: Settings): void => {
      const check = checkSettings(draft);
      if (!check.ok) {
        set({ draft, errors: check.errors });
        return;
      }
      set({ draft, errors: [], valid: check.settings, notice: null, news: null });
      inTurn(store).catch((error: unknown) => {
        set({ notice: `These settings last only until the page closes: ${errorText(error)}` });
      });
    };
    return {
      draft: DEFAULT_SETTINGS,
      errors: [],
      valid: DEFAULT_SETTINGS,
      notice: null,
      news: null,
      edit: (change) => take({ ...get().draft, ...change }),
      replace: take,
      reset: () => {
        // Of the last settings that held: a draft may be broken.
        const { valid } = get();
        take(defaultsKeepingMarks(valid));
        set({ news: keptInWords(valid) });
      },
      load: (text, name = 'settings.json') => {
        const opened = parseFile(text, name, get().draft);
        if (opened.check.ok) {
          take(opened.check.settings);
          set({ news: opened.news });
        } else set({ notice: `${name} was not taken: ${listErrors(opened.check.errors)}`, news: null });
        return opened.check.ok;
      },
      restore: async () => {
        const stored = await values.get('settings').catch(() => undefined);
        const check = stored === undefined ? null : checkSettings(stored);
        // The user may have been faster than the database.
        if (check?.ok && get().valid === DEFAULT_SETTINGS) {
          base = check.settings;
          set({ draft: check.settings, valid: check.settings });
        }
      },
    };
  });
}

interface Opened {
  readonly check: SettingsCheck;
  readonly news: string | null;
}

/** Settings; or the settings at hand, with the Drain of a miner state or with more marks. */
function parseFile(text: string, name: string, draft: Settings): Opened {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { check: parseSettings(text), news: null };
  }
  if (isMarksFile(value)) return parseMarks(value, name, draft);
  if (!isMinerState(value)) {
    const check = checkSettings(value);
    return { check, news: check.ok ? replacedSentence(name, draft, check.settings) : null };
  }
  const state = drainOfState(value, name, draft.drain.state?.learn ?? true);
  if (!state.ok) return { check: { ok: false, errors: [{ path: '', message: state.error }] }, news: null };
  const num = state.drain.state?.templates.length ?? 0;
  const news = `${name}: ${num.toLocaleString('en')} saved templates, with the masks, edits and Drain settings that they were made under, are set for the next analysis.`;
  return { check: checkSettings({ ...draft, drain: state.drain }), news };
}

function parseMarks(value: Record<string, unknown>, name: string, draft: Settings): Opened {
  const marks = checkSettings(marksIn(value));
  if (!marks.ok) return { check: marks, news: null };
  const check = checkSettings({ ...draft, ...addMarks(draft, marks.settings) });
  return { check, news: check.ok ? addedSentence(name, draft, marks.settings) : null };
}

function listErrors(errors: readonly SettingsError[]): string {
  return errors.map(errorSentence).join('; ');
}
