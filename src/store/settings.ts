// The reader's settings: the draft under edit, whether it holds, and its copy in the browser's storage.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_SETTINGS, type Settings } from '../contracts/settings';
import type { ValueStore } from '../storage/values';
import { checkSettings, errorSentence, parseSettings, type SettingsError } from './settings-schema';

export interface SettingsState {
  /** As edited; may break the rules while it is typed. */
  readonly draft: Settings;
  readonly errors: readonly SettingsError[];
  /** The last draft that kept the rules: what the next run takes. */
  readonly valid: Settings;
  /** What could not be loaded or stored, for the reader; null: nothing. */
  readonly notice: string | null;
}

export interface SettingsActions {
  edit(change: Partial<Settings>): void;
  replace(settings: Settings): void;
  reset(): void;
  /** Takes the text of a settings file; on errors the draft stays as it is. True: taken. */
  load(text: string): boolean;
  restore(): Promise<void>;
}

export type SettingsStore = StoreApi<SettingsState & SettingsActions>;

export function createSettingsStore(values: ValueStore): SettingsStore {
  return createStore<SettingsState & SettingsActions>((set, get) => {
    const take = (draft: Settings): void => {
      const check = checkSettings(draft);
      if (!check.ok) {
        set({ draft, errors: check.errors });
        return;
      }
      set({ draft, errors: [], valid: check.settings, notice: null });
      values.set('settings', check.settings).catch((error: unknown) => {
        set({ notice: `These settings last only until the page closes: ${reasonOf(error)}` });
      });
    };
    return {
      draft: DEFAULT_SETTINGS,
      errors: [],
      valid: DEFAULT_SETTINGS,
      notice: null,
      edit: (change) => take({ ...get().draft, ...change }),
      replace: take,
      reset: () => take(DEFAULT_SETTINGS),
      load: (text) => {
        const check = parseSettings(text);
        if (check.ok) take(check.settings);
        else set({ notice: `The file was not taken: ${listErrors(check.errors)}` });
        return check.ok;
      },
      restore: async () => {
        const stored = await values.get('settings').catch(() => undefined);
        const check = stored === undefined ? null : checkSettings(stored);
        // The reader may have been faster than the database.
        if (check?.ok && get().valid === DEFAULT_SETTINGS)
          set({ draft: check.settings, valid: check.settings });
      },
    };
  });
}

function listErrors(errors: readonly SettingsError[]): string {
  return errors.map(errorSentence).join('; ');
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
