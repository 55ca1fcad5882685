// Stores and reads whole analyses; runs in the analysis worker. Chunks of the columns go into the database one after
// another, each in a transaction of its own, so that neither this thread nor the browser holds more than one of them; the
// row that makes an analysis exist comes last. What a killed writer leaves behind has no such row and is swept away.
import type { NewAnalysis, Snapshot } from '../contracts/stored-analysis';
import { openHarbingerDb } from './db';
import { pack } from './pack';
import { idsInTheWay, idsToDelete } from './retention';
import { unpack } from './unpack';
import { upgradeSnapshot } from './upgrade-snapshot';

const LOCK = 'harbinger-shelf';

export interface SnapshotStore {
  /**
   * Stores one analysis, then drops older ones beyond the limits of retention.ts.
   * @throws Error with the reason when it is too large or the browser has no room for it.
   */
  save(meta: NewAnalysis, snapshot: Snapshot): Promise<void>;
  /** Null: no such analysis. @throws Error when what is stored is damaged or of another version. */
  load(id: string): Promise<Snapshot | null>;
}

export const snapshotStore: SnapshotStore = {
  save: (meta, snapshot) => oneAtATime(() => save(meta, snapshot)),
  load: (id) => readStored(id, (snapshot) => snapshot),
};

async function save(meta: NewAnalysis, snapshot: Snapshot): Promise<void> {
  await deleteRemains();
  const packed = pack(snapshot);
  await makeRoom(meta.id, packed.bytes);
  await deleteStored(meta.id);
  try {
    await write(meta, packed);
  } catch (error) {
    await deleteStored(meta.id).catch(() => undefined);
    throw inWords(error);
  }
  const metas = await (await openHarbingerDb()).getAll('meta');
  for (const id of idsToDelete(metas)) await deleteStored(id);
}

async function write(meta: NewAnalysis, packed: ReturnType<typeof pack>): Promise<void> {
  const db = await openHarbingerDb();
  let numChunks = 0;
  let bytes = 0;
  for (const chunk of packed.chunks()) {
    // The database clones the buffer before this call returns, so that the next chunk may overwrite it.
    await db.put('chunks', chunk.buffer, [meta.id, numChunks++]);
    bytes += chunk.length;
  }
  const tx = db.transaction(['meta', 'bodies'], 'readwrite');
  // A failed request also fails tx.done; without a listener of its own it would end as an unhandled rejection.
  tx.done.catch(() => undefined);
  await tx.objectStore('bodies').put(packed.body, meta.id);
  await tx.objectStore('meta').put({ ...meta, bytes, numChunks });
  await tx.done;
}

/** Reads the part that `pick` chooses; a part that was packed first costs only its own chunks. Null: not stored. */
export async function readStored<T>(id: string, pick: (snapshot: Snapshot) => T): Promise<T | null> {
  const db = await openHarbingerDb();
  const meta = await db.get('meta', id);
  const stored = (await db.get('bodies', id)) as { readonly version?: unknown } | undefined;
  if (meta === undefined || stored === undefined) return null;
  const body = upgradeSnapshot(stored);
  if (body === null)
    throw new Error(`it was stored by another version of Harbinger (${String(stored.version)})`);
  let taken = 0;
  const next = async (): Promise<Uint8Array | null> => {
    const chunk = taken < meta.numChunks ? await db.get('chunks', [id, taken++]) : undefined;
    return chunk === undefined ? null : new Uint8Array(chunk);
  };
  return (await unpack(pick(body), next)) as T;
}

export async function deleteStored(id: string): Promise<void> {
  const db = await openHarbingerDb();
  const tx = db.transaction(['meta', 'bodies', 'chunks'], 'readwrite');
  await tx.objectStore('meta').delete(id);
  await tx.objectStore('bodies').delete(id);
  await tx.objectStore('chunks').delete(IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]));
  await tx.done;
}

/** Chunks whose writer was ended before it came to the row that names them. */
async function deleteRemains(): Promise<void> {
  const db = await openHarbingerDb();
  const known = new Set(await db.getAllKeys('meta'));
  const ids = new Set((await db.getAllKeys('chunks')).map(([id]) => id));
  for (const id of ids) if (!known.has(id)) await deleteStored(id);
}

/** @throws Error with the sizes when there is none to be had. */
async function makeRoom(ownId: string, bytes: number): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
  const metas = await (await openHarbingerDb()).getAll('meta');
  // The copy that this one replaces goes first, whatever its age.
  const inOrder = metas.map((meta) => (meta.id === ownId ? { ...meta, savedMs: 0 } : meta));
  for (const id of idsInTheWay(inOrder, bytes, free)) await deleteStored(id);
}

/** Two tabs that write at once would take each other's chunks for remains. */
function oneAtATime(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  return navigator.locks.request(LOCK, work) as Promise<void>;
}

function inWords(error: unknown): unknown {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
  return isFull ? new Error('the browser has no room left for it') : error;
}
