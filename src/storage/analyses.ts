// The last analyses, kept in IndexedDB: a list of small rows, and each snapshot with its columns in chunks.
import type { Snapshot } from '../../workers/api';
import { type AnalysisMeta, openHarbingerDb } from './db';
import { idsToDelete, KEEP_BYTES_EACH } from './keep';
import { type Packed, pack, unpack } from './pack';

export interface AnalysisRepository {
  /** Newest first. */
  list(): Promise<readonly AnalysisMeta[]>;
  /**
   * Stores one analysis with its columns in one transaction, then drops what no longer fits.
   * @throws DOMException (QuotaExceededError) when the browser has no room, Error when the analysis is too large to keep.
   */
  save(meta: Omit<AnalysisMeta, 'bytes' | 'numChunks'>, snapshot: Snapshot): Promise<void>;
  /** Null: no such analysis. @throws Error when what is stored is damaged. */
  load(id: string): Promise<Snapshot | null>;
  delete(id: string): Promise<void>;
}

export const analysisRepository: AnalysisRepository = {
  list: listAnalyses,
  save: saveAnalysis,
  load: loadAnalysis,
  delete: deleteAnalysis,
};

async function listAnalyses(): Promise<readonly AnalysisMeta[]> {
  const db = await openHarbingerDb();
  const metas = await db.getAll('meta');
  return metas.sort((a, b) => b.savedMs - a.savedMs);
}

async function saveAnalysis(
  meta: Omit<AnalysisMeta, 'bytes' | 'numChunks'>,
  snapshot: Snapshot,
): Promise<void> {
  const packed = pack(snapshot);
  if (packed.bytes > KEEP_BYTES_EACH)
    throw new Error(
      `it takes ${Math.round(packed.bytes / 2 ** 20)} MB, more than the history keeps of one analysis`,
    );
  await deleteAnalysis(meta.id);
  await write({ ...meta, bytes: packed.bytes, numChunks: packed.chunks.length }, packed);
  for (const id of idsToDelete(await listAnalyses())) await deleteAnalysis(id);
}

async function write(meta: AnalysisMeta, packed: Packed): Promise<void> {
  const db = await openHarbingerDb();
  const tx = db.transaction(['meta', 'bodies', 'chunks'], 'readwrite');
  // A failed request also fails tx.done; without a listener of its own it would end as an unhandled rejection.
  tx.done.catch(() => undefined);
  const chunks = tx.objectStore('chunks');
  // One after another: each put copies its chunk on this thread, and waiting between keeps the page answering.
  for (const [i, chunk] of packed.chunks.entries()) await chunks.put(chunk.slice().buffer, [meta.id, i]);
  await tx.objectStore('bodies').put(packed.body, meta.id);
  await tx.objectStore('meta').put(meta);
  await tx.done;
}

async function loadAnalysis(id: string): Promise<Snapshot | null> {
  const db = await openHarbingerDb();
  const tx = db.transaction(['meta', 'bodies', 'chunks']);
  const meta = await tx.objectStore('meta').get(id);
  const body = await tx.objectStore('bodies').get(id);
  if (meta === undefined || body === undefined) return null;
  const chunks: Uint8Array[] = [];
  for (let i = 0; i < meta.numChunks; i++) {
    const chunk = await tx.objectStore('chunks').get([id, i]);
    if (chunk === undefined)
      throw new Error(`part ${i + 1} of ${meta.numChunks} of the stored analysis is missing`);
    chunks.push(new Uint8Array(chunk));
  }
  const snapshot = unpack(body, chunks) as Snapshot;
  if (snapshot.version !== 1)
    throw new Error(`it was stored by another version of Harbinger (${String(snapshot.version)})`);
  return snapshot;
}

async function deleteAnalysis(id: string): Promise<void> {
  const db = await openHarbingerDb();
  const tx = db.transaction(['meta', 'bodies', 'chunks'], 'readwrite');
  await tx.objectStore('meta').delete(id);
  await tx.objectStore('bodies').delete(id);
  await tx.objectStore('chunks').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
  await tx.done;
}
