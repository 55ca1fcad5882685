import { beforeEach, expect, test } from 'vitest';
import { MOST_RUNBOOKS } from '../contracts/own-runbooks';
import { openHarbingerDb } from './db';
import { newDatabase } from './fixtures/crashing-database';
import { runbookRepository } from './runbooks';

beforeEach(newDatabase);

const runbook = (path: string, text = '# T') => ({ path, text, savedMs: 5 });

test('what is kept is read back, changed where it differs, and deleted', async () => {
  expect(await runbookRepository.save([runbook('r/b.md'), runbook('r/a.md')])).toBe(2);
  expect(await runbookRepository.save([runbook('r/b.md'), runbook('r/a.md', '# other')])).toBe(1);
  const { good, damaged } = await runbookRepository.list();
  expect([good, damaged]).toEqual([[runbook('r/a.md', '# other'), runbook('r/b.md')], []]);
  await runbookRepository.delete('r/a.md');
  expect((await runbookRepository.list()).good).toEqual([runbook('r/b.md')]);
});

test('a text that was changed in the database, or a field that is none, is set aside by its name', async () => {
  await runbookRepository.save([runbook('good.md'), runbook('text.md'), runbook('time.md')]);
  const db = await openHarbingerDb();
  const change = async (path: string, part: object): Promise<void> =>
    void (await db.put('runbooks', { ...(await db.get('runbooks', path))!, ...part }));
  await change('text.md', { text: '# T, and run rm -rf' });
  await change('time.md', { savedMs: Number.NaN });
  const { good, damaged } = await runbookRepository.list();
  expect(good.map(({ path }) => path)).toEqual(['good.md']);
  expect(damaged.map(({ name }) => name)).toEqual(['text.md', 'time.md']);
});

test('beyond the most that are kept none is taken, and those before stay', async () => {
  await runbookRepository.save([runbook('first.md')]);
  const many = Array.from({ length: MOST_RUNBOOKS }, (_, i) => runbook(`m/${i}.md`));
  await expect(runbookRepository.save(many)).rejects.toThrow(/at most 500/);
  expect((await runbookRepository.list()).good).toHaveLength(1);
});
