import { expect, test, vi } from 'vitest';
import type { DropPart } from '../contracts/parting';
import { analyzeFiles, cancelAnalysis, closeAnalysis, reopenAnalysis } from './actions';
import type { App } from './app';
import { createFakeApp } from './fixtures/fake-app';
import { gravestFirst, openAnalyses } from './open-analyses';
import { analyseApart, analyseTogether, showAnalysis } from './parts';

const NAMES = ['hdfs.log', 'nova.log', 'nginx.log'];
const FILES = NAMES.map((path) => ({ path, file: new File(['x'], path) }));

const part = (name: string, i: number): DropPart => ({
  ...{ name, logs: [name], files: [i], without: [], firstMs: null, lastMs: null, bytes: 1 },
  ...{ whyTogether: '', whyApart: `Apart: nothing in common with the others, ${name}.` },
});
const PARTS = NAMES.map(part);

const openOf = ({ workspace }: App): readonly App[] => workspace.getState().open;
const phasesOf = (app: App): readonly string[] => openOf(app).map(({ session }) => session.getState().phase);
const namesOf = (app: App): readonly string[] =>
  openOf(app).map(({ session }) =>
    session
      .getState()
      .files.map(({ path }) => path)
      .join('+'),
  );

test('what shares nothing is analysed apart, one after another, each with its own files, and all stay open', async () => {
  const app = createFakeApp({ parts: PARTS, runMs: 20 });
  const running = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(openOf(app)).toHaveLength(3));
  expect(openAnalyses(openOf(app)).map(({ state }) => state)).toEqual(['running', 'waiting', 'waiting']);
  await running;
  expect(phasesOf(app)).toEqual(['done', 'done', 'done']);
  expect(namesOf(app)).toEqual(NAMES);
  expect(app.workspace.getState().shown).toBe(app);
  expect(openAnalyses(openOf(app))[1]).toMatchObject({ state: 'done', why: PARTS[1].whyApart });
});

test.each([false, true])(
  'at the end the gravest is shown, unless the person looks round already: %s',
  async (looksRound) => {
    const app = createFakeApp({ parts: PARTS, runMs: 20 });
    const running = analyzeFiles(app, FILES);
    await vi.waitFor(() => expect(app.session.getState().phase).toBe('done'));
    app.session.setState(({ result }) => ({ result: { ...result!, incidents: [] } }));
    if (looksRound) app.view.getState().showTab('files');
    await running;
    expect(app.workspace.getState().shown).toBe(looksRound ? app : openOf(app)[1]);
  },
);

test('all are one analysis where the user has set that', async () => {
  const app = createFakeApp({ parts: PARTS });
  app.settings.getState().edit({ parting: 'together' });
  await analyzeFiles(app, FILES);
  expect(namesOf(app)).toEqual([NAMES.join('+')]);
});

test('a part that fails loses none of the others', async () => {
  const app = createFakeApp({ parts: PARTS, failsAt: 'nova.log' });
  await analyzeFiles(app, FILES);
  expect(phasesOf(app)).toEqual(['done', 'failed', 'done']);
  expect(gravestFirst(openAnalyses(openOf(app))).at(-1)).toMatchObject({ state: 'failed', name: 'nova.log' });
});

test('cancelling leaves what is done, and where nothing is, the landing', async () => {
  const app = createFakeApp({ parts: PARTS, runMs: 60 });
  const first = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(openOf(app)).toHaveLength(3));
  cancelAnalysis(app);
  await first;
  expect(phasesOf(app)).toEqual(['idle']);

  const second = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(phasesOf(app)).toEqual(['done', 'running', 'running']));
  showAnalysis(openOf(app)[2]);
  cancelAnalysis(openOf(app)[2]);
  await second;
  expect(phasesOf(app)).toEqual(['done']);
  expect(app.workspace.getState().shown.session.getState().phase).toBe('done');
});

test('switching keeps what each shows, and the theme of all', async () => {
  const app = createFakeApp({ parts: PARTS });
  await analyzeFiles(app, FILES);
  const [, second] = openOf(app);
  app.view.getState().showTab('lines');
  app.view.getState().setTheme('dark');
  showAnalysis(second);
  expect(second.view.getState()).toMatchObject({ tab: 'overview', theme: 'dark' });
  second.view.getState().showTab('files');
  showAnalysis(app);
  expect(app.view.getState().tab).toBe('lines');
  showAnalysis(second);
  expect(second.view.getState().tab).toBe('files');
});

test('two are joined into one, in the place of the one', async () => {
  const app = createFakeApp({ parts: PARTS });
  await analyzeFiles(app, FILES);
  await analyseTogether(openOf(app)[0], openOf(app)[2]);
  expect(namesOf(app)).toEqual(['hdfs.log+nginx.log', 'nova.log']);
  expect(app.session.getState().part?.whyTogether).toContain('you joined them');
});

test('a log is parted from the others and is an analysis beside them', async () => {
  const app = createFakeApp({ result: undefined });
  await analyzeFiles(app, FILES);
  const result = app.session.getState().result!;
  const files = NAMES.map((name) => ({ ...result.files[0], name }));
  app.session.setState({ result: { ...result, files } });
  await analyseApart(app, 'nova.log');
  expect(namesOf(app)).toEqual(['hdfs.log+nginx.log', 'nova.log']);
  expect(phasesOf(app)).toEqual(['done', 'done']);
  expect(app.session.getState().without).toEqual(['nova.log']);
  expect(openOf(app)[1].session.getState().without).toEqual(['hdfs.log', 'nginx.log']);
});

test('a new analysis, or one of the history, takes the place of all', async () => {
  const app = createFakeApp({ parts: PARTS });
  await analyzeFiles(app, FILES);
  const [, second] = openOf(app);
  showAnalysis(second);
  await vi.waitFor(() => expect(second.session.getState().save.kind).toBe('saved'));
  await reopenAnalysis(second, second.session.getState().result!.id);
  expect(openOf(second)).toEqual([second]);
  closeAnalysis(second);
  expect(phasesOf(second)).toEqual(['idle']);
});
