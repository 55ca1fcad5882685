import { afterEach, expect, test, vi } from 'vitest';
import { memoryValues } from './fixtures/memory-values';
import { createRunNotes } from './interrupted';

/** Locks of one browser: what a page holds is let go of when it ends. */
function pretendLocks() {
  const held = new Set<string>();
  const locks = {
    request: async (name: string, work: () => Promise<void>) => {
      held.add(name);
      await work();
      held.delete(name);
    },
    query: async () => ({ held: [...held].map((name) => ({ name })), pending: [] }),
  };
  vi.stubGlobal('navigator', { locks });
  return { crash: () => held.clear() };
}

afterEach(() => vi.unstubAllGlobals());
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a run that ended with its page is told to the next one, once; one that another tab works on is not', async () => {
  const { crash } = pretendLocks();
  const open = memoryValues();
  createRunNotes(open()).begin('crashed.log', 1000);
  await settle();
  expect(await createRunNotes(open()).takeInterrupted(2000)).toEqual([]);
  crash();
  createRunNotes(open()).begin('running.log', 1500);
  await settle();
  const next = createRunNotes(open());
  expect(await next.takeInterrupted(2000)).toMatchObject([{ name: 'crashed.log', startedMs: 1000 }]);
  expect(await next.takeInterrupted(2000)).toEqual([]);
});

test('a run that ended by itself leaves nothing, whatever else is stored', async () => {
  const { crash } = pretendLocks();
  const open = memoryValues();
  await open().update('runs', () => [7, { id: {} }, null]);
  const end = createRunNotes(open()).begin('done.log', 1000);
  end();
  await settle();
  crash();
  expect(await createRunNotes(open()).takeInterrupted(2000)).toEqual([]);
});

test('without locks nothing is said that is not known', async () => {
  const open = memoryValues();
  createRunNotes(open()).begin('a.log', 1);
  await settle();
  expect(await createRunNotes(open()).takeInterrupted(2)).toEqual([]);
});
