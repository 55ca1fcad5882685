// Single values that outlive a visit (the settings, pins), each under its own key.
import { openHarbingerDb } from './db';

export type ValueKey = 'settings' | 'pins';

export interface ValueStore {
  /** What was stored, unchecked; undefined when nothing was. */
  get(key: ValueKey): Promise<unknown>;
  set(key: ValueKey, value: unknown): Promise<void>;
}

export const valueStore: ValueStore = {
  get: async (key) => (await openHarbingerDb()).get('values', key),
  set: async (key, value) => {
    await (await openHarbingerDb()).put('values', value, key);
  },
};
