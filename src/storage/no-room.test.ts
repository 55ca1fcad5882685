// A browser that has no room, or ends a transaction, at any write of whatever is kept: it is said, all that was kept before is there whole, nothing half
// written is opened, and with room again the same goes through.
import * as memory from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { errorText } from '../core/wording/error-text';
import { analysisRepository } from './analyses';
import { baselineRepository } from './baselines';
import { newBaseline } from './fixtures/baseline';
import { newDatabase } from './fixtures/crashing-database';
import { newMeta, newSnapshot } from './fixtures/snapshots';
import { runbookRepository } from './runbooks';
import { snapshotStore } from './snapshots';
import { valueStore } from './values';

beforeEach(newDatabase);

type Abortable = IDBTransaction & { _abort(error: string | null): void };

/** How a write fails: as it is asked for, when the transaction is to be committed, or because something else ended it. */
const FAULTS = {
  'refused at once': () => {
    throw new DOMException('', 'QuotaExceededError');
  },
  'refused at its end': (tx: Abortable) => queueMicrotask(() => tx._abort('QuotaExceededError')),
  'ended by the browser': (tx: Abortable) => queueMicrotask(() => tx.abort()),
} as const;

/** The write of this number, counted from 0, fails; what gives back whether there was one. */
function failAt(num: number, fault: (tx: Abortable) => void): () => boolean {
  const prototype = memory.IDBObjectStore.prototype;
  const { put, delete: remove } = prototype;
  let left = num;
  const failing = <A extends unknown[], R>(real: (...args: A) => R) =>
    function (this: IDBObjectStore, ...args: A): R {
      if (left-- === 0) fault(this.transaction as Abortable);
      return real.apply(this, args);
    };
  Object.assign(prototype, { put: failing(put), delete: failing(remove) });
  return () => {
    Object.assign(prototype, { put, delete: remove });
    return left < 0;
  };
}

const runbook = (path: string, text: string) => ({ path, text, savedMs: 1 });
const baseline = (id: string, name: string) => ({
  ...newBaseline(),
  meta: { ...newBaseline().meta, id, name },
});
const snapshotOf = (id: string, seed: number, savedMs: number) =>
  snapshotStore.save(newMeta(id, savedMs), newSnapshot(id, seed));

/** What a person has before: two analyses, settings, pins, a baseline, runbooks. */
async function live(): Promise<void> {
  await snapshotOf('a', 1, 1);
  await snapshotOf('b', 2, 2);
  await valueStore.update('settings', () => ({ seed: 1, normal: { templates: ['x <*>'] } }));
  await valueStore.update('pins', () => ({ pins: [{ file: 'f', recordIdx: 1, note: 'here' }], filters: [] }));
  await valueStore.update('runs', () => []);
  await baselineRepository.save(baseline('one', 'first'));
  await runbookRepository.save([runbook('a.md', '# A'), runbook('b.md', '# B')]);
}

/** All that can be read, as a person would find it; whatever does not open would throw. */
async function everything(): Promise<string> {
  const { good: analyses, damaged } = await analysisRepository.list();
  const baselines = await baselineRepository.list();
  const runbooks = await runbookRepository.list();
  expect([damaged, baselines.damaged, runbooks.damaged]).toEqual([[], [], []]);
  const loaded = await Promise.all(
    analyses.map(async ({ id, savedMs }) => [id, savedMs, await snapshotStore.load(id)]),
  );
  const rows = await Promise.all(
    baselines.good.map(async ({ id, name }) => [name, await baselineRepository.load(id)]),
  );
  const values = await Promise.all((['settings', 'pins', 'runs'] as const).map((key) => valueStore.get(key)));
  return JSON.stringify([loaded, rows, runbooks.good, values], (_, value) =>
    ArrayBuffer.isView(value) ? [...(value as Float64Array)] : value,
  );
}

const WRITES: Readonly<Record<string, () => Promise<unknown>>> = {
  'an analysis is kept': () => snapshotOf('c', 3, 3),
  'an analysis is kept again': () => snapshotOf('a', 4, 4),
  'an analysis is deleted': () => analysisRepository.delete('a'),
  'settings are changed': () => valueStore.update('settings', () => ({ seed: 2 })),
  'a template is marked as normal': () =>
    valueStore.update('settings', (stored) => ({
      ...(stored as object),
      normal: { templates: ['x <*>', 'y'] },
    })),
  'the state of a miner is set for the next run': () =>
    valueStore.update('settings', (stored) => ({ ...(stored as object), drain: { state: { num: 40_000 } } })),
  'a line is pinned, with a note': () =>
    valueStore.update('pins', () => ({ pins: [{ file: 'f', recordIdx: 9, note: 'and here' }], filters: [] })),
  'a run is noted': () => valueStore.update('runs', () => [{ id: 'r', name: 'a.log', startedMs: 1 }]),
  'a baseline is kept': () => baselineRepository.save(baseline('two', 'second')),
  'a baseline is refreshed': () =>
    baselineRepository.save({
      ...baseline('one', 'first'),
      lstm: null,
      meta: { ...baseline('one', 'first').meta, savedMs: 99 },
    }),
  'a baseline is renamed': () => baselineRepository.rename('one', 'another name'),
  'a baseline is deleted': () => baselineRepository.delete('one'),
  'runbooks are kept': () => runbookRepository.save([runbook('c.md', '# C'), runbook('d.md', '# D')]),
  'a runbook is written anew': () => runbookRepository.save([runbook('a.md', '# A, better')]),
  'a runbook is deleted': () => runbookRepository.delete('a.md'),
};

for (const [what, write] of Object.entries(WRITES))
  for (const [how, fault] of Object.entries(FAULTS))
    test(`${what}, and a write is ${how}`, async () => {
      let numWrites = 0;
      for (; ; numWrites++) {
        await newDatabase();
        await live();
        const before = await everything();
        const end = failAt(numWrites, fault);
        const outcome = await write().then(
          () => 'done',
          (error: unknown) => errorText(error),
        );
        if (!end()) break;
        expect(outcome, 'it is said').not.toBe('done');
        if (how !== 'ended by the browser') expect(outcome).toBe('the browser has no room left for it');
        expect((await everything()) === before, `as before, after write ${numWrites} failed`).toBe(true);
        await write();
        expect((await everything()) === before, 'with room it goes through').toBe(false);
        await analysisRepository.delete('b');
        expect((await analysisRepository.list()).good.map(({ id }) => id)).not.toContain('b');
      }
      expect(numWrites, 'there was a write to fail').toBeGreaterThan(0);
    });
