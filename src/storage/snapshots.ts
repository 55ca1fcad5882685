// Stores and reads whole analyses; runs in the analysis worker. Chunks of the columns go into the database one after
// another, each in a transaction of its own, so that neither this thread nor the browser holds more than one of them. They lie under the key
// of their copy; one transaction, the last, writes the row that names it and takes away the copy that it replaces. So at any moment there is
// the old copy or the new one, whole. What a killed writer leaves behind is named by no row and is swept away.
import type { IDBPObjectStore } from 'idb';
import type { AnalysisMeta, NewAnalysis, Snapshot } from '../contracts/stored-analysis';
import { checksumOf, checksumOfValue } from '../core/lib/checksum';
import { dataText } from '../core/wording/data-text';
import { type HarbingerDb, inTransaction, openHarbingerDb } from './db';
import { pack } from './pack';
import { idsInTheWay, idsToDelete } from './retention';
import { checkAnalyses } from './stored-rows';
import { uniqueName } from './unique-name';
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
  const copy = `${meta.id} ${uniqueName()}`;
  try {
    await write(meta, copy, packed);
  } catch (error) {
    await deleteCopy(copy).catch(() => undefined);
    throw error;
  }
  for (const id of idsToDelete(await usableMetas())) await deleteStored(id);
}

async function write(meta: NewAnalysis, copy: string, packed: ReturnType<typeof pack>): Promise<void> {
  const chunkSums: string[] = [];
  let bytes = 0;
  for (const chunk of packed.chunks()) {
    // The database clones the buffer, so that the next chunk may overwrite it after that.
    const key: [string, number] = [copy, chunkSums.length];
    const written = inTransaction(['chunks'], (tx) => tx.objectStore('chunks').put(chunk.buffer, key));
    chunkSums.push(checksumOf(chunk));
    await written;
    bytes += chunk.length;
  }
  const bodySum = checksumOfValue(packed.body);
  const row: AnalysisMeta = { ...meta, bytes, numChunks: chunkSums.length, copy, bodySum, chunkSums };
  await inOne(async ({ metas, bodies, chunks }) => {
    const before = await metas.get(meta.id);
    const numThere = await chunks.count(chunksOf(copy));
    if (numThere !== row.numChunks) throw new Error('another tab has taken a part of it away');
    // One after another: of several at once that fail, all but one would end as unhandled rejections.
    await bodies.put(packed.body, copy);
    await metas.put(row);
    if (before === undefined) return;
    await bodies.delete(copyOf(before));
    await chunks.delete(chunksOf(copyOf(before)));
  });
}

/** Reads the part that `pick` chooses; a part that was packed first costs only its own chunks. Null: not stored. */
export async function readStored<T>(id: string, pick: (snapshot: Snapshot) => T): Promise<T | null> {
  const db = await openHarbingerDb();
  for (;;) {
    const stored = await db.get('meta', id);
    if (stored === undefined) return null;
    const [meta] = checkAnalyses([stored]).good;
    if (meta === undefined) throw new Error('what is stored of it is damaged');
    try {
      return await readCopy(meta, pick);
    } catch (error) {
      // Another tab may have stored it again meanwhile: then this was the copy that went.
      const now = await db.get('meta', id);
      if (now !== undefined && copyOf(now) === copyOf(meta)) throw error;
    }
  }
}

async function readCopy<T>(meta: AnalysisMeta, pick: (snapshot: Snapshot) => T): Promise<T> {
  const db = await openHarbingerDb();
  const copy = copyOf(meta);
  const stored = (await db.get('bodies', copy)) as { readonly version?: unknown } | undefined;
  if (stored === undefined) throw new Error('the stored analysis is damaged: its body is missing');
  if (meta.bodySum !== undefined && checksumOfValue(stored) !== meta.bodySum)
    throw new Error('the stored analysis is damaged: its body is not as it was written');
  const body = upgradeSnapshot(stored);
  if (body === null)
    throw new Error(`it was stored by another version of Harbinger (${dataText(stored.version, 60)})`);
  let taken = 0;
  const next = async (): Promise<Uint8Array | null> => {
    const chunk = taken < meta.numChunks ? await db.get('chunks', [copy, taken]) : undefined;
    if (chunk === undefined) return null;
    const bytes = new Uint8Array(chunk);
    const sum = meta.chunkSums?.[taken++];
    if (sum !== undefined && checksumOf(bytes) !== sum)
      throw new Error(
        `the stored analysis is damaged: part ${taken} of ${meta.numChunks} is not as it was written`,
      );
    return bytes;
  };
  return (await unpack(pick(body), next)) as T;
}

/** Analyses of older versions lie under their id. */
function copyOf({ id, copy }: AnalysisMeta): string {
  return copy ?? id;
}

function chunksOf(copy: string): IDBKeyRange {
  return IDBKeyRange.bound([copy, 0], [copy, Number.MAX_SAFE_INTEGER]);
}

export async function deleteStored(id: string): Promise<void> {
  await inOne(async ({ metas, bodies, chunks }) => {
    const meta = await metas.get(id);
    // A damaged row has to go too, whatever stands in it.
    const copy = typeof meta?.copy === 'string' ? meta.copy : id;
    await metas.delete(id);
    await bodies.delete(copy);
    await chunks.delete(chunksOf(copy));
  });
}

async function deleteCopy(copy: string): Promise<void> {
  await inOne(async ({ bodies, chunks }) => {
    await bodies.delete(copy);
    await chunks.delete(chunksOf(copy));
  });
}

/** Copies whose writer was ended before it came to the row that names them. */
async function deleteRemains(): Promise<void> {
  const db = await openHarbingerDb();
  const known = new Set((await db.getAll('meta')).map(copyOf));
  const copies = new Set((await db.getAllKeys('chunks')).map(([copy]) => copy));
  for (const copy of await db.getAllKeys('bodies')) copies.add(copy);
  for (const copy of copies) if (!known.has(copy)) await deleteCopy(copy);
}

type Names = 'meta' | 'bodies' | 'chunks';

interface Stores {
  readonly metas: IDBPObjectStore<HarbingerDb, Names[], 'meta', 'readwrite'>;
  readonly bodies: IDBPObjectStore<HarbingerDb, Names[], 'bodies', 'readwrite'>;
  readonly chunks: IDBPObjectStore<HarbingerDb, Names[], 'chunks', 'readwrite'>;
}

/** All that `work` does, or nothing of it; on the disk when it ends, for the page says 'kept' then. */
function inOne(work: (stores: Stores) => Promise<void>): Promise<void> {
  const names: Names[] = ['meta', 'bodies', 'chunks'];
  return inTransaction(
    names,
    (tx) =>
      work({
        metas: tx.objectStore('meta'),
        bodies: tx.objectStore('bodies'),
        chunks: tx.objectStore('chunks'),
      }),
    'strict',
  );
}

/** What is damaged takes no part in what is kept: it is deleted by the user, who is told of it. */
async function usableMetas(): Promise<readonly AnalysisMeta[]> {
  return checkAnalyses(await (await openHarbingerDb()).getAll('meta')).good;
}

/** @throws Error with the sizes when there is none to be had. */
async function makeRoom(ownId: string, bytes: number): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
  const free = quota === undefined ? Number.POSITIVE_INFINITY : quota - (usage ?? 0);
  const metas = await usableMetas();
  // The copy that this one replaces stays until this one stands.
  const others = metas.filter(({ id }) => id !== ownId);
  for (const id of idsInTheWay(others, bytes, free)) await deleteStored(id);
}

/** Two tabs that write at once would take each other's chunks for remains. */
function oneAtATime(work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  return navigator.locks.request(LOCK, work) as Promise<void>;
}
