// Saved baselines in the browser: small rows for the list, and a body each for the analysis worker. Both move in one transaction.
import type { BaselineMeta, SavedBaseline } from '../contracts/saved-baseline';
import { errorText } from '../core/wording/error-text';
import { checkedBaseline } from './checked-baseline';
import { inTransaction, openHarbingerDb } from './db';
import { type CheckedRows, checkBaselines } from './stored-rows';

/** Baselines that are kept; more is a mistake of some program, not a user's wish. */
const MAX_BASELINES = 100;

export interface BaselineRepository {
  /** Newest first; those that are damaged apart. */
  list(): Promise<CheckedRows<BaselineMeta>>;
  /** Null: there is none of this id. @throws Error where it is damaged. */
  load(id: string): Promise<SavedBaseline | null>;
  /** Adds it, or takes the place of the one of its id. @throws Error where the browser has no room. */
  save(baseline: SavedBaseline): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  delete(id: string): Promise<void>;
}

export const baselineRepository: BaselineRepository = {
  list: async () => {
    const { good, damaged } = checkBaselines(await (await openHarbingerDb()).getAll('baselines'));
    return { good: [...good].sort((a, b) => b.savedMs - a.savedMs || a.id.localeCompare(b.id)), damaged };
  },
  load: async (id) => {
    const tx = (await openHarbingerDb()).transaction(['baselines', 'baselineBodies']);
    const meta = await tx.objectStore('baselines').get(id);
    const body = await tx.objectStore('baselineBodies').get(id);
    if (!meta || !body) return null;
    try {
      return checkedBaseline({ meta, ...body });
    } catch (error) {
      throw new Error(`the saved baseline is damaged: ${errorText(error)}`);
    }
  },
  async save({ meta, rows, lstm }) {
    const db = await openHarbingerDb();
    const known = await db.getAllKeys('baselines');
    if (!known.includes(meta.id) && known.length >= MAX_BASELINES)
      throw new Error(`${MAX_BASELINES} baselines are kept already: delete one first`);
    await inTransaction(['baselines', 'baselineBodies'], async (tx) => {
      await tx.objectStore('baselineBodies').put({ rows, lstm }, meta.id);
      await tx.objectStore('baselines').put(meta);
    });
  },
  async rename(id, name) {
    await inTransaction(['baselines'], async (tx) => {
      const rows = tx.objectStore('baselines');
      const meta = await rows.get(id);
      if (meta) await rows.put({ ...meta, name });
    });
  },
  async delete(id) {
    await inTransaction(['baselines', 'baselineBodies'], async (tx) => {
      await tx.objectStore('baselines').delete(id);
      await tx.objectStore('baselineBodies').delete(id);
    });
  },
};
