import { expect, test, vi } from 'vitest';
import {
  analyzeAgain,
  analyzeDemo,
  analyzeFiles,
  attachFiles,
  cancelAnalysis,
  closeAnalysis,
  reopenAnalysis,
} from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { fixtureResult } from './fixtures/result';

const FILES = [{ path: 'a.log', file: new File(['x'], 'a.log') }];

test('files become a result that is kept', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, FILES);
  expect(app.session.getState()).toMatchObject({ phase: 'done', error: null });
  expect(app.session.getState().exportNames).toContain('run_summary.json');
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  await app.history.getState().refresh();
  expect(app.history.getState().items?.[0]).toMatchObject({
    id: fixtureResult().id,
    tone: 'alarm',
    numIncidents: 2,
  });
});

test('no files start nothing', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, []);
  expect(app.session.getState().phase).toBe('idle');
});

test('a failure is one line, and the next analysis works', async () => {
  const app = createFakeApp({ failWith: 'a.log: cannot be read' });
  await analyzeFiles(app, FILES);
  expect(app.session.getState()).toMatchObject({
    phase: 'failed',
    error: 'a.log: cannot be read',
    result: null,
  });
});

test('cancelling leads back to the landing, and a later result does not bring the old one up', async () => {
  const app = createFakeApp({ runMs: 200 });
  const running = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().phase).toBe('running'));
  cancelAnalysis(app);
  await running;
  expect(app.session.getState().phase).toBe('idle');
});

test('a second analysis takes the place of a running one', async () => {
  const app = createFakeApp({ runMs: 60 });
  const first = analyzeFiles(app, FILES);
  const second = analyzeDemo(app, 'pool-exhaustion', 7);
  await Promise.all([first, second]);
  expect(app.session.getState()).toMatchObject({ phase: 'done', files: [{ path: 'orders/app.log.gz' }] });
});

test('storage that fails costs the history, not the result', async () => {
  const app = createFakeApp({}, new Error('quota exceeded'));
  await analyzeFiles(app, FILES);
  await vi.waitFor(() =>
    expect(app.session.getState().save).toEqual({ kind: 'failed', reason: 'quota exceeded' }),
  );
  expect(app.session.getState().phase).toBe('done');
  await app.history.getState().refresh();
  expect(app.history.getState()).toMatchObject({ items: [], error: 'quota exceeded' });
});

test('a stored analysis reopens without text until its files are given', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  closeAnalysis(app);
  await reopenAnalysis(app, fixtureResult().id);
  expect(app.session.getState()).toMatchObject({ phase: 'done', files: [] });
  const query = app.view.getState().lineQuery;
  expect((await app.lines.fetchLines(query, 0, 1)).rows[0].text).toBe(null);
  await attachFiles(app, FILES);
  expect((await app.lines.fetchLines(query, 0, 1)).rows[0].text).toContain('orders');
});

test('an analysis that is no longer stored says so', async () => {
  const app = createFakeApp();
  await reopenAnalysis(app, 'gone');
  expect(app.session.getState().error).toContain('no longer in the history');
});

test('running again takes the settings in force', async () => {
  const app = createFakeApp();
  await analyzeFiles(app, FILES);
  app.settings.getState().edit({ seed: 7 });
  await analyzeAgain(app);
  expect(app.session.getState().result?.settings.seed).toBe(7);
});

test('settings that break a rule are not run', async () => {
  const app = createFakeApp();
  app.settings.getState().edit({ seed: -1 });
  expect(app.settings.getState().errors[0].path).toBe('seed');
  await analyzeFiles(app, FILES);
  expect(app.session.getState().result?.settings.seed).toBe(42);
});
