// The history as the page sees it: a list of small rows, the result of one, and deleting. Columns are written and read by
// the analysis worker itself (snapshots.ts), so that they never lie in the page.

import type { AnalysisResult } from '../contracts/result';
import type { AnalysisMeta, Snapshot } from '../contracts/stored-analysis';
import { DROPPED_KEY, openHarbingerDb } from './db';
import { deleteStored, readStored } from './snapshots';
import { type CheckedRows, checkAnalyses } from './stored-rows';

export interface AnalysisRepository {
  /** Newest first; those that are damaged apart. */
  list(): Promise<CheckedRows<AnalysisMeta>>;
  /** Null: no such analysis. @throws Error when what is stored is damaged. */
  loadResult(id: string): Promise<AnalysisResult | null>;
  delete(id: string): Promise<void>;
  /** How many analyses of an earlier version had to be dropped since this was last asked. */
  takeDropped(): Promise<number>;
}

export const analysisRepository: AnalysisRepository = {
  list: async () => {
    const { good, damaged } = checkAnalyses(await (await openHarbingerDb()).getAll('meta'));
    return { good: [...good].sort((a, b) => b.savedMs - a.savedMs), damaged };
  },
  loadResult: (id) => readStored(id, (snapshot: Snapshot) => snapshot.result),
  delete: deleteStored,
  takeDropped: async () => {
    const db = await openHarbingerDb();
    const num = await db.get('values', DROPPED_KEY);
    if (typeof num !== 'number') return 0;
    await db.delete('values', DROPPED_KEY);
    return num;
  },
};
