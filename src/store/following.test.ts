import { expect, test } from 'vitest';
import type { FileAt } from '../contracts/following';
import { analyzeAgain } from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { followFile, pauseFollowing, stopFollowing } from './following';

const source = { file: { kind: 'file', name: 'app.log' } as FileAt, folder: null };
const untilTrue = async (test: () => boolean): Promise<void> => {
  for (let left = 100; !test() && left > 0; left--) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(test()).toBe(true);
};

test('it is told of, paused, and becomes an analysis like another, which is kept', async () => {
  const app = createFakeApp();
  const done = followFile(app, 'app.log', source);
  const session = () => app.session.getState();
  await untilTrue(() => session().following?.news != null);
  expect(session()).toMatchObject({ phase: 'done', name: 'app.log', save: { kind: 'none' } });
  expect(session().following).toMatchObject({ phase: 'following', needsFolder: true, news: { num: 1 } });
  pauseFollowing(app, true);
  await untilTrue(() => session().following?.phase === 'paused');
  // News is told once, however often the status is.
  expect(session().following?.news?.num).toBe(1);
  await stopFollowing(app);
  await done;
  await untilTrue(() => session().save.kind === 'saved');
  expect(session()).toMatchObject({ phase: 'done', following: null });
  expect(session().files.map(({ path }) => path)).toEqual(['app.log']);
});

test('another setting ends it first, and is put to what was held', async () => {
  const app = createFakeApp();
  void followFile(app, 'app.log', source);
  await untilTrue(() => app.session.getState().following !== null);
  app.settings.getState().edit({ windowMinutes: 10 });
  await analyzeAgain(app);
  expect(app.session.getState()).toMatchObject({ following: null, phase: 'done' });
  expect(app.session.getState().result?.settings.windowMinutes).toBe(10);
});
