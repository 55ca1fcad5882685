// The database as it may be found: of every version that there was, of one that is newer, refused, and without an answer.
import * as memory from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { analysisRepository } from './analyses';
import { baselineRepository } from './baselines';
import { closeHarbingerDb, openHarbingerDb } from './db';
import { newBaseline } from './fixtures/baseline';
import { newDatabase } from './fixtures/crashing-database';
import { newMeta, newSnapshot } from './fixtures/snapshots';
import { runbookRepository } from './runbooks';
import { snapshotStore } from './snapshots';
import { valueStore } from './values';

beforeEach(newDatabase);
afterEach(() => vi.useRealTimers());

/** The stores of each version, written down when it was current: never changed again. */
const STORES: readonly (readonly [name: string, keyPath: string | null, since: number])[] = [
  ['meta', 'id', 1],
  ['bodies', null, 1],
  ['chunks', null, 1],
  ['values', null, 1],
  ['baselines', 'id', 3],
  ['baselineBodies', null, 3],
  ['runbooks', 'path', 5],
];

const METAS: Readonly<Record<number, object>> = {
  1: { ...newMeta('old'), bytes: 10, numChunks: 1 },
  2: { ...newMeta('old'), bytes: 16_000, numChunks: 1 },
  3: { ...newMeta('old'), bytes: 16_000, numChunks: 1 },
};

/** A database as a page of this version left it, with an analysis, settings, and a baseline where it had them. */
async function leftBy(version: number): Promise<void> {
  closeHarbingerDb();
  Object.assign(globalThis, { indexedDB: new memory.IDBFactory() });
  const request = indexedDB.open('harbinger', version);
  request.onupgradeneeded = () => {
    for (const [name, keyPath, since] of STORES)
      if (since <= version) request.result.createObjectStore(name, keyPath === null ? {} : { keyPath });
  };
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  const db = request.result;
  const names = [...db.objectStoreNames];
  const tx = db.transaction(names, 'readwrite');
  const meta = METAS[version];
  if (meta) {
    tx.objectStore('meta').put(meta);
    tx.objectStore('bodies').put({ version: 3, result: { id: 'old', name: 'old' }, tables: {} }, 'old');
    tx.objectStore('chunks').put(new ArrayBuffer(8), ['old', 0]);
  }
  tx.objectStore('values').put({ seed: 7 }, 'settings');
  const { meta: row, rows, lstm } = newBaseline();
  if (names.includes('baselines')) {
    tx.objectStore('baselines').put(row);
    tx.objectStore('baselineBodies').put({ rows, lstm }, row.id);
  }
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  db.close();
}

test.each([1, 2, 3, 4, 5])('what version %i left is opened, read, and written to', async (version) => {
  await leftBy(version);
  expect((await openHarbingerDb()).version).toBe(5);
  expect(await valueStore.get('settings')).toEqual({ seed: 7 });
  const { good, damaged } = await analysisRepository.list();
  expect(damaged).toEqual([]);
  // Columns of version 1 cannot be read any more: how many went is told once.
  expect(await analysisRepository.takeDropped()).toBe(version === 1 ? 1 : 0);
  expect(good.map(({ id }) => id)).toEqual(version === 2 || version === 3 ? ['old'] : []);
  if (good.length > 0) expect(await analysisRepository.loadResult('old')).toMatchObject({ name: 'old' });
  const kept = await baselineRepository.list();
  expect(kept.good.map(({ id }) => id)).toEqual(version >= 3 ? ['b1'] : []);
  if (version >= 3) expect(await baselineRepository.load('b1')).toMatchObject({ meta: { name: 'good' } });
  expect(await runbookRepository.list()).toEqual({ good: [], damaged: [] });
  await snapshotStore.save(newMeta('new', 9), newSnapshot('new', 1));
  await baselineRepository.save(newBaseline());
  await runbookRepository.save([{ path: 'a.md', text: '# A', savedMs: 1 }]);
  expect(await snapshotStore.load('new')).toEqual(newSnapshot('new', 1));
});

test('what a newer version left is not touched, and it is said what helps', async () => {
  await leftBy(6);
  await expect(openHarbingerDb()).rejects.toThrow(/^a newer Harbinger has stored here: load the page again/);
  await expect(snapshotStore.save(newMeta('a'), newSnapshot('a', 1))).rejects.toThrow(/newer Harbinger/);
  const request = indexedDB.open('harbinger', 6);
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  expect([...request.result.objectStoreNames]).toHaveLength(STORES.length);
});

test('storage that is refused says why, each time, and is used as soon as it is not', async () => {
  closeHarbingerDb();
  const { open } = memory.IDBFactory.prototype;
  memory.IDBFactory.prototype.open = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  await expect(openHarbingerDb()).rejects.toThrow('The operation is insecure.');
  await expect(valueStore.update('pins', () => [])).rejects.toThrow('The operation is insecure.');
  memory.IDBFactory.prototype.open = open;
  expect((await openHarbingerDb()).version).toBe(5);
});

test('storage that gives no answer is given up after a while, and asked again later', async () => {
  closeHarbingerDb();
  vi.useFakeTimers();
  const { open } = memory.IDBFactory.prototype;
  const request = new memory.IDBOpenDBRequest();
  memory.IDBFactory.prototype.open = () => request;
  const opening = expect(openHarbingerDb()).rejects.toThrow('does not answer');
  await vi.advanceTimersByTimeAsync(15_000);
  await opening;
  memory.IDBFactory.prototype.open = open;
  vi.useRealTimers();
  expect((await openHarbingerDb()).version).toBe(5);
});

test('an eviction takes all of it at once: the page begins anew', async () => {
  await snapshotStore.save(newMeta('a'), newSnapshot('a', 1));
  closeHarbingerDb();
  Object.assign(globalThis, { indexedDB: new memory.IDBFactory() });
  expect(await analysisRepository.list()).toEqual({ good: [], damaged: [] });
  expect(await snapshotStore.load('a')).toBeNull();
  await snapshotStore.save(newMeta('a'), newSnapshot('a', 2));
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 2));
});
