// The database of the page: its stores, its version, and the way from every older version to this one.
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { BaselineMeta, SavedBaseline } from '../contracts/saved-baseline';
import type { AnalysisMeta } from '../contracts/stored-analysis';

const DB_NAME = 'harbinger';
const DB_VERSION = 5;

export interface HarbingerDb extends DBSchema {
  meta: { key: string; value: AnalysisMeta };
  /** Snapshots with their large columns taken out (pack.ts); key: that of the copy. */
  bodies: { key: string; value: unknown };
  /** The columns as one stream of bytes in pieces; key: [copy, chunk]. Of a copy that no row in `meta` names they are remains. */
  chunks: { key: [string, number]; value: ArrayBuffer };
  /** One row a key: 'settings', ... */
  values: { key: string; value: unknown };
  /** Saved baselines: what the list shows, and the rest by its id. */
  baselines: { key: string; value: BaselineMeta };
  baselineBodies: { key: string; value: Pick<SavedBaseline, 'rows' | 'lstm'> };
  /** The user's own runbooks, by path. */
  runbooks: { key: string; value: OwnRunbook & { readonly checksum: string } };
}

type UpgradeTx = IDBPTransaction<HarbingerDb, StoreNames<HarbingerDb>[], 'versionchange'>;

/** Key in `values`: how many analyses of an earlier version were dropped; the page says so once. */
export const DROPPED_KEY = 'dropped-analyses';

/** One entry a version: entry i leads from version i to i + 1. Entries are never changed once released. */
const UPGRADES: readonly ((db: IDBPDatabase<HarbingerDb>, tx: UpgradeTx) => void | Promise<void>)[] = [
  (db) => {
    db.createObjectStore('meta', { keyPath: 'id' });
    db.createObjectStore('bodies');
    db.createObjectStore('chunks');
    db.createObjectStore('values');
  },
  // Columns became one stream, and settings and tables have grown: what version 1 kept cannot be shown any more.
  async (_db, tx) => {
    const num = await tx.objectStore('meta').count();
    if (num === 0) return;
    for (const name of ['meta', 'bodies', 'chunks'] as const) await tx.objectStore(name).clear();
    await tx.objectStore('values').put(num, DROPPED_KEY);
  },
  (db) => {
    db.createObjectStore('baselines', { keyPath: 'id' });
    db.createObjectStore('baselineBodies');
  },
  // Copies got keys of their own: what an older page would sweep away as remains, so that none may write beside this one.
  () => undefined,
  (db) => {
    db.createObjectStore('runbooks', { keyPath: 'path' });
  },
];

let opened: Promise<IDBPDatabase<HarbingerDb>> | null = null;

/**
 * The open database, one connection for the page.
 * @throws DOMException where the browser refuses storage, Error when another tab holds an older version open.
 */
export function openHarbingerDb(): Promise<IDBPDatabase<HarbingerDb>> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

export type WriteTransaction<N extends StoreNames<HarbingerDb>> = IDBPTransaction<
  HarbingerDb,
  N[],
  'readwrite'
>;

/**
 * Does all that `work` does, or nothing of it: whatever fails of it, the rest is undone. `work` waits for nothing but the transaction.
 * @param durability 'strict': it is on the disk when this ends
 * @throws what failed; QuotaExceededError where the browser has no room
 */
export async function inTransaction<N extends StoreNames<HarbingerDb>, T>(
  names: N[],
  work: (tx: WriteTransaction<N>) => Promise<T>,
  durability: 'default' | 'strict' = 'default',
): Promise<T> {
  const tx = (await openHarbingerDb()).transaction(names, 'readwrite', { durability });
  // A failed request also fails tx.done; without a listener of its own it would end as an unhandled rejection.
  const ended = tx.done.catch(() => undefined);
  try {
    const made = await work(tx);
    await tx.done;
    return made;
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It has ended already.
    }
    await ended;
    // Of a transaction that found no room the requests say only that it ended.
    throw tx.error?.name === 'QuotaExceededError' ? tx.error : error;
  }
}

/** Ends the connection; the next call opens another one. */
export function closeHarbingerDb(): void {
  void opened?.then((db) => db.close()).catch(() => undefined);
  opened = null;
}

/** Some browsers neither open nor refuse a database (a private window, a profile that is broken). */
const PATIENCE_MS = 15_000;

function open(): Promise<IDBPDatabase<HarbingerDb>> {
  return new Promise((resolve, reject) => {
    let isGivenUp = false;
    const giveUp = (error: unknown): void => {
      isGivenUp = true;
      clearTimeout(timer);
      reject(error);
    };
    const timer = setTimeout(
      () => giveUp(new Error('this browser does not answer when its storage is opened')),
      PATIENCE_MS,
    );
    openDB<HarbingerDb>(DB_NAME, DB_VERSION, {
      async upgrade(db, oldVersion, _newVersion, tx) {
        for (const upgrade of UPGRADES.slice(oldVersion)) await upgrade(db, tx);
      },
      blocked: () =>
        giveUp(new Error('another tab holds an older Harbinger open: close it to use the history')),
      blocking: closeHarbingerDb,
      terminated: () => {
        opened = null;
      },
    }).then(
      (db) => {
        clearTimeout(timer);
        // Nobody waits for it any more, and it would stand in the way of a newer version.
        if (isGivenUp) db.close();
        else resolve(db);
      },
      (error: unknown) => giveUp(isOfNewer(error) ? new Error(NEWER) : error),
    );
  });
}

const NEWER = 'a newer Harbinger has stored here: load the page again to get it. Nothing of it was changed';

function isOfNewer(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'VersionError';
}
