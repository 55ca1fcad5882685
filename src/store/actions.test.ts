import { expect, test, vi } from 'vitest';
import {
  analyzeAgain,
  analyzeDemo,
  analyzeFiles,
  attachFiles,
  cancelAnalysis,
  cancelUpdate,
  closeAnalysis,
  goOn,
  reopenAnalysis,
} from './actions';
import { createFakeApp } from './fixtures/fake-app';
import { fixtureResult } from './fixtures/result';
import { earlyResult, LARGE_ARCHIVE } from './fixtures/variants';
import { lineQueryOf } from './line-view';

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

test('a result whose workers end stays, says so, and is opened again over others, with its files', async () => {
  const losing: ((error: Error) => void)[] = [];
  const app = createFakeApp({ onWorkers: (lose) => losing.push(lose) });
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  const before = app.current.analyzer;
  losing[0]?.(new Error('The analysis worker stopped.'));
  expect(app.session.getState()).toMatchObject({ phase: 'done', lost: 'The analysis worker stopped.' });
  await goOn(app);
  expect(app.session.getState()).toMatchObject({ phase: 'done', lost: null, files: FILES });
  expect(app.current.analyzer).not.toBe(before);
  // Word of the old ones comes too late.
  losing[0]?.(new Error('The analysis worker stopped.'));
  expect(app.session.getState().lost).toBeNull();
  losing[1]?.(new Error('They stopped too.'));
  expect(app.session.getState().lost).toBe('They stopped too.');
});

test('one that is not kept is read again', async () => {
  const losing: ((error: Error) => void)[] = [];
  const app = createFakeApp({ onWorkers: (lose) => losing.push(lose) }, new Error('no room'));
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('failed'));
  losing[0]?.(new Error('The analysis worker stopped.'));
  await goOn(app);
  expect(app.session.getState()).toMatchObject({ phase: 'done', lost: null });
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
  const { query } = lineQueryOf(app.view.getState().lineView);
  expect((await app.lines.fetchLines(query, 0, 1)).rows[0].text).toBe(null);
  await attachFiles(app, FILES);
  expect((await app.lines.fetchLines(query, 0, 1)).rows[0].text).toContain('orders');
});

test('an archive given again asks as it does the first time, and what waits for it says so', async () => {
  const app = createFakeApp({ question: LARGE_ARCHIVE });
  const running = analyzeFiles(app, FILES);
  await vi.waitFor(() => app.session.getState().question!.answer(true));
  await running;
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  await reopenAnalysis(app, fixtureResult().id);
  const attaching = attachFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().question).toMatchObject(LARGE_ARCHIVE));
  expect(app.session.getState()).toMatchObject({ attaching: true, files: [] });
  app.session.getState().question!.answer(true);
  await attaching;
  expect(app.session.getState()).toMatchObject({ attaching: false, files: FILES, question: null });
});

test('other files given by mistake are not taken for those of the analysis: running again would show them under its name', async () => {
  const missing = {
    severity: 'warning',
    code: 'file-not-attached',
    message: 'a.log was not among the files given.',
    file: 'a.log',
    lineNum: null,
    byteOffset: null,
  } as const;
  const app = createFakeApp({ attachProblems: [missing] });
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  await reopenAnalysis(app, fixtureResult().id);
  await attachFiles(app, [{ path: 'other.log', file: new File(['y'], 'other.log') }]);
  expect(app.session.getState()).toMatchObject({ files: [], laterProblems: [missing] });
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

test('running again changes the result in place: same analyzer, same tab, filters by template forgotten', async () => {
  const app = createFakeApp({ runMs: 40 });
  await analyzeFiles(app, FILES);
  const { analyzer } = app.current;
  app.view.getState().showLines({ template: 3, minLevel: 5 });
  app.settings.getState().edit({ seed: 8 });
  const phases = new Set<string>();
  const unsubscribe = app.session.subscribe(({ phase, updating }) => phases.add(`${phase} ${updating}`));
  await analyzeAgain(app);
  unsubscribe();
  expect([...phases].filter((each) => each.startsWith('running'))).toEqual([]);
  expect(phases).toContain('done true');
  expect(app.current.analyzer).toBe(analyzer);
  expect(app.view.getState()).toMatchObject({
    tab: 'lines',
    lineView: { chips: [{ term: 'level>=warn', isOn: true }] },
  });
  expect(app.session.getState()).toMatchObject({ updating: false, progress: null, files: FILES });
  expect(app.session.getState().result?.settings.seed).toBe(8);
});

test('where changing in place fails, all is read again and the tab stays', async () => {
  const app = createFakeApp({ failAgainWith: 'the tables are of another kind' });
  await analyzeFiles(app, FILES);
  const { analyzer } = app.current;
  app.view.getState().showTab('templates');
  app.settings.getState().edit({ seed: 9 });
  await analyzeAgain(app);
  expect(app.current.analyzer).not.toBe(analyzer);
  expect(app.session.getState()).toMatchObject({ phase: 'done', updating: false, error: null });
  expect(app.session.getState().result?.settings.seed).toBe(9);
  expect(app.view.getState().tab).toBe('templates');
});

test('giving up a change in place brings the kept analysis back, with its files', async () => {
  const app = createFakeApp({ runMs: 400 });
  await analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
  app.settings.getState().edit({ seed: 10 });
  const again = analyzeAgain(app);
  await vi.waitFor(() => expect(app.session.getState().updating).toBe(true));
  await cancelUpdate(app);
  await again;
  const { phase, updating, result, files } = app.session.getState();
  expect({ phase, updating, seed: result?.settings.seed, files }).toEqual({
    phase: 'done',
    updating: false,
    seed: 42,
    files: FILES,
  });
  const page = await app.lines.fetchLines(lineQueryOf(app.view.getState().lineView).query, 0, 1);
  expect(page.rows[0].text).toContain('orders');
}, 10_000);

test('a question waits for its answer; no ends the analysis with a reason', async () => {
  const app = createFakeApp({ question: LARGE_ARCHIVE });
  const running = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().question?.code).toBe('archive-large'));
  app.session.getState().question?.answer(false);
  await running;
  expect(app.session.getState()).toMatchObject({ phase: 'failed', question: null });
});

test('a question goes with the analysis that asked it', async () => {
  const app = createFakeApp({ question: LARGE_ARCHIVE });
  void analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().question).not.toBeNull());
  cancelAnalysis(app);
  expect(app.session.getState()).toMatchObject({ phase: 'idle', question: null });
});

test('previews grow while files are read and go with the result', async () => {
  const app = createFakeApp({ runMs: 120 });
  const seen: number[] = [];
  app.session.subscribe(({ preview }) => preview && seen.push(preview.numRecords));
  await analyzeFiles(app, FILES);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(app.session.getState().preview).toBeNull();
});

test('settings that break a rule are not run', async () => {
  const app = createFakeApp();
  app.settings.getState().edit({ seed: -1 });
  expect(app.settings.getState().errors[0].path).toBe('seed');
  await analyzeFiles(app, FILES);
  expect(app.session.getState().result?.settings.seed).toBe(42);
});

/** A busy machine takes longer than a second to come to it. */
const PATIENT = { timeout: 20_000, interval: 10 };

test('a result without the LSTM is shown first; the whole one takes its place, and the tab and the chosen incident stay', async () => {
  const early = earlyResult();
  const [kept] = early.incidents;
  const app = createFakeApp({ runMs: 3000, early: { ...early, incidents: [{ ...kept, id: 'INC-7' }] } });
  const running = analyzeFiles(app, FILES);
  await vi.waitFor(() => expect(app.session.getState().result?.isEarly).toBe(true), PATIENT);
  expect(app.session.getState()).toMatchObject({ phase: 'done', exportNames: [], save: { kind: 'none' } });
  app.view.getState().showIncident('INC-7');
  await vi.waitFor(() => expect(app.session.getState().progress?.losses.length).toBeGreaterThan(1), PATIENT);
  const { linesVersion } = app.session.getState();
  await running;
  const { result, exportNames, linesVersion: after, progress } = app.session.getState();
  expect(result).not.toHaveProperty('isEarly');
  expect(exportNames).toContain('run_summary.json');
  expect([after, progress]).toEqual([linesVersion, null]);
  expect(app.view.getState()).toMatchObject({ tab: 'incidents', incidentId: kept.id });
  await vi.waitFor(() => expect(app.session.getState().save.kind).toBe('saved'));
});
