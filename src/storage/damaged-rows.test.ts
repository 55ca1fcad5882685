// What lies in the database and is not as it should be: of any type, in any field. The rest is read, what is damaged is named and goes on a
// click, and nothing that was changed is opened as if it were whole.
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { AnalysisMeta } from '../contracts/stored-analysis';
import { analysisRepository } from './analyses';
import { baselineRepository } from './baselines';
import { openHarbingerDb } from './db';
import { newBaseline } from './fixtures/baseline';
import { newDatabase } from './fixtures/crashing-database';
import { newMeta, newSnapshot } from './fixtures/snapshots';
import { snapshotStore } from './snapshots';

beforeEach(newDatabase);

/** Anything that a database can hold in the place of a field. */
const junk = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    3e38,
    -1,
    '',
    'x',
    true,
    {},
    [],
    [{}],
  ),
  fc.anything({ maxDepth: 2 }).filter(isClonable),
);

function isClonable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

test('a row with any field of any type leaves the others as they are, and can be deleted', async () => {
  await snapshotStore.save(newMeta('good'), newSnapshot('good', 1));
  await snapshotStore.save(newMeta('bad'), newSnapshot('bad', 2));
  const db = await openHarbingerDb();
  const whole = (await db.get('meta', 'bad'))!;
  const fields = Object.keys(whole).filter((key) => key !== 'id');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), junk, async (field, value) => {
      await db.put('meta', { ...whole, [field]: value } as unknown as AnalysisMeta);
      const { good, damaged } = await analysisRepository.list();
      expect(good.map(({ id }) => id)).toContain('good');
      expect(good.length + damaged.length).toBe(2);
      for (const { name, verdict } of good)
        expect([typeof name, typeof verdict]).toEqual(['string', 'string']);
      const opened = await snapshotStore.load('bad').catch((error: unknown) => error);
      if (!(opened instanceof Error)) expect(opened).toEqual(newSnapshot('bad', 2));
    }),
    { numRuns: 200 },
  );
  await db.put('meta', { ...whole, copy: {}, name: 7 } as unknown as AnalysisMeta);
  await snapshotStore.save(newMeta('other', 9), newSnapshot('other', 3));
  await analysisRepository.delete('bad');
  expect((await analysisRepository.list()).damaged).toEqual([]);
});

test('a flipped byte of a column, wherever it is, is found', async () => {
  await snapshotStore.save(newMeta('a'), newSnapshot('a', 1));
  const db = await openHarbingerDb();
  const [key] = await db.getAllKeys('chunks');
  const whole = new Uint8Array((await db.get('chunks', key))!);
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(7), async (place, bit) => {
      const flipped = whole.slice();
      flipped[place] ^= 1 << bit;
      await db.put('chunks', flipped.buffer, key);
      await expect(snapshotStore.load('a')).rejects.toThrow(/damaged: part 1 of 1/);
    }),
    { numRuns: 60 },
  );
  await db.put('chunks', whole.buffer, key);
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 1));
});

test('a body that was changed, or is not there, is said to be damaged', async () => {
  await snapshotStore.save(newMeta('a'), newSnapshot('a', 1));
  const db = await openHarbingerDb();
  const [key] = await db.getAllKeys('bodies');
  const body = (await db.get('bodies', key)) as { result: object };
  await db.put('bodies', { ...body, result: { ...body.result, name: 'all quiet' } }, key);
  await expect(snapshotStore.load('a')).rejects.toThrow(/damaged/);
  await db.delete('bodies', key);
  await expect(snapshotStore.load('a')).rejects.toThrow(/damaged/);
});

test('an analysis that an older version stored, under its id and without checksums, opens, is stored again and goes', async () => {
  await snapshotStore.save(newMeta('a'), newSnapshot('a', 1));
  const db = await openHarbingerDb();
  const { copy, bodySum: _, chunkSums: _c, ...old } = (await db.get('meta', 'a'))!;
  await db.put('bodies', await db.get('bodies', copy!), 'a');
  await db.put('chunks', (await db.get('chunks', [copy!, 0]))!, ['a', 0]);
  await db.put('meta', old);
  await db.delete('bodies', copy!);
  await db.delete('chunks', [copy!, 0]);
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 1));
  await snapshotStore.save(newMeta('a', 2), newSnapshot('a', 2));
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 2));
  expect([await db.count('bodies'), await db.count('chunks')]).toEqual([1, 1]);
});

test('a saved baseline with any field of any type is listed or set aside, and loads whole or not at all', async () => {
  const saved = newBaseline();
  await baselineRepository.save({ ...saved, meta: { ...saved.meta, id: 'good' } });
  await baselineRepository.save(saved);
  const db = await openHarbingerDb();
  const { id } = saved.meta;
  const fields = Object.keys(saved.meta).filter((key) => key !== 'id');
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...fields), junk, async (field, value) => {
      await db.put('baselines', { ...saved.meta, [field]: value } as typeof saved.meta);
      const { good, damaged } = await baselineRepository.list();
      expect(good.map((each) => each.id)).toContain('good');
      expect(good.length + damaged.length).toBe(2);
    }),
    { numRuns: 100 },
  );
  await db.put('baselines', saved.meta);
  await db.put(
    'baselineBodies',
    { rows: { ...saved.rows, values: Float32Array.of(7, Number.NaN, 10, 1) }, lstm: null },
    id,
  );
  await expect(baselineRepository.load(id)).rejects.toThrow(/damaged: a value is no number/);
  expect(await baselineRepository.load('good')).toMatchObject({ rows: saved.rows });
});
