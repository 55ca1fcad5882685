// Single values that outlive a visit (the settings, pins), each under its own key. Other tabs of this browser hold the same: what one writes is
// told to the others, and is made from what is stored then, in one transaction.
import { inTransaction, openHarbingerDb } from './db';

export type ValueKey = 'settings' | 'pins' | 'runs';

export interface ValueStore {
  /** What was stored, unchecked; undefined when nothing was. */
  get(key: ValueKey): Promise<unknown>;
  /** Stores what `change` makes of what is stored, and gives it back; no other tab writes between the two. `change` must not wait. */
  update<T>(key: ValueKey, change: (stored: unknown) => T): Promise<T>;
  /** Calls `listener` after another tab has written. */
  onChange(listener: (key: ValueKey) => void): void;
}

/** Absent where a browser has none: then a tab learns of the others when it writes. */
const channel = globalThis.BroadcastChannel === undefined ? null : new BroadcastChannel('harbinger-values');

export const valueStore: ValueStore = {
  get: async (key) => (await openHarbingerDb()).get('values', key),
  async update(key, change) {
    const next = await inTransaction(['values'], async (tx) => {
      const values = tx.objectStore('values');
      const made = change(await values.get(key));
      await values.put(made, key);
      return made;
    });
    channel?.postMessage(key);
    return next;
  },
  onChange(listener) {
    channel?.addEventListener('message', ({ data }: MessageEvent<ValueKey>) => listener(data));
  },
};
