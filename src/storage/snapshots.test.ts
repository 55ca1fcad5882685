import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { analysisRepository } from './analyses';
import { openHarbingerDb } from './db';
import { crashAfter, leaveRoom, newDatabase, restart } from './fixtures/crashing-database';
import { newMeta, newSnapshot } from './fixtures/snapshots';
import { snapshotStore } from './snapshots';

beforeEach(newDatabase);

const save = (id: string, seed: number, savedMs = seed): Promise<void> =>
  snapshotStore.save(newMeta(id, savedMs), newSnapshot(id, seed));

test('what was stored is read back, and storing it again takes its place', async () => {
  await save('a', 1);
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 1));
  await save('a', 2);
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 2));
  expect((await analysisRepository.list()).good.map(({ id }) => id)).toEqual(['a']);
  expect(await analysisRepository.loadResult('a')).toEqual(newSnapshot('a', 2).result);
});

test('a process that ends at any point of storing again leaves the analysis as it was, or as it is to be', async () => {
  const seen = new Set<number>();
  for (let at = 0; ; at++) {
    await newDatabase();
    await save('a', 1);
    crashAfter(at);
    await save('a', 2).catch(() => undefined);
    if (!restart()) break;
    const loaded = await snapshotStore.load('a');
    const seed = [1, 2].find((each) => JSON.stringify(newSnapshot('a', each)) === JSON.stringify(loaded));
    expect(seed, `ended before operation ${at}`).toBeDefined();
    seen.add(seed!);
  }
  expect([...seen].sort()).toEqual([1, 2]);
});

type Step =
  | { readonly kind: 'save'; readonly id: string; readonly seed: number; readonly crashAt: number | null }
  | { readonly kind: 'delete'; readonly id: string; readonly crashAt: number | null };

const id = fc.constantFrom('a', 'b', 'c');
const crashAt = fc.option(fc.nat(24));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('save' as const), id, seed: fc.nat(1e6), crashAt }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), id, crashAt }) },
);

/** What may be there after a step that was cut short: as before it, or as after it. */
type Model = ReadonlyMap<string, number>;
function after(model: Model, step: Step): Model {
  const next = new Map(model);
  if (step.kind === 'save') next.set(step.id, step.seed);
  else next.delete(step.id);
  return next;
}

async function stored(): Promise<Model> {
  const { good: metas, damaged } = await analysisRepository.list();
  expect(damaged).toEqual([]);
  const pairs = metas.map(async ({ id }) => {
    const snapshot = await snapshotStore.load(id);
    const { seed } = (snapshot?.tables ?? {}) as { seed: number };
    expect(snapshot, 'whole, and of one writer').toEqual(newSnapshot(id, seed));
    return [id, seed] as const;
  });
  return new Map((await Promise.all(pairs)).sort());
}

test('whatever is stored, stored again and deleted, and wherever processes end, nothing is lost and nothing torn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      await newDatabase();
      let model: Model = new Map();
      let clock = 1;
      for (const each of steps) {
        crashAfter(each.crashAt ?? Number.POSITIVE_INFINITY);
        const work =
          each.kind === 'save' ? save(each.id, each.seed, clock++) : analysisRepository.delete(each.id);
        await work.catch(() => undefined);
        const died = restart();
        const found = [...(await stored())];
        const wanted = [...after(model, each)].sort();
        if (died) expect([[...model], wanted]).toContainEqual(found);
        else expect(found).toEqual(wanted);
        model = new Map(found);
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('remains of a writer that was ended are swept away by the next one', async () => {
  crashAfter(6);
  await save('a', 1).catch(() => undefined);
  restart();
  await save('b', 2);
  await save('b', 3);
  const db = await openHarbingerDb();
  const owners = new Set((await db.getAllKeys('chunks')).map(([copy]) => copy));
  expect(owners.size).toBe(1);
  expect(await db.count('bodies')).toBe(1);
});

test('where there is no room beside the stored copy, that one stays', async () => {
  await save('a', 1);
  leaveRoom(100);
  await expect(save('a', 2)).rejects.toThrow(/leaves this page/);
  expect(await snapshotStore.load('a')).toEqual(newSnapshot('a', 1));
});
