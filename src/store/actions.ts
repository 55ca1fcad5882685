// What the reader can do, across the stores: the only place that moves an analysis from one phase to the next.
import type { AnalysisJob, DroppedFile, Question } from '../../workers/api';
import type { AnalysisResult } from '../contracts/result';
import type { Problem, Progress } from '../contracts/units';
import type { App } from './app';
import { startProgress, trackProgress } from './progress';
import { NO_SESSION } from './session';
import { reasonOf } from './settings';
import { judge } from './verdict';

/** Progress messages come by the hundred; the page is told this often. */
const PROGRESS_EVERY_MS = 100;

/** Analyses dropped files with the settings in force. Never throws: the outcome is in the session store. */
export async function analyzeFiles(app: App, files: readonly DroppedFile[]): Promise<void> {
  if (files.length === 0) return;
  const name = files.length === 1 ? files[0].path : `${files[0].path} and ${files.length - 1} more`;
  await runAnalysis(app, name, async () => ({
    name,
    files,
    settings: app.settings.getState().valid,
    truth: null,
  }));
}

/** Makes a simulated incident and analyses it as if it had been dropped. */
export async function analyzeDemo(app: App, scenario: string, seed: number): Promise<void> {
  await runAnalysis(app, 'Demo incident', async () => {
    const job = await app.current.analyzer!.simulate({ scenario, seed });
    return { ...job, settings: { ...app.settings.getState().valid } };
  });
}

/** The same files again with the settings in force now. */
export async function analyzeAgain(app: App): Promise<void> {
  const { files, name, truth } = app.session.getState();
  if (files.length === 0) return;
  await runAnalysis(app, name, async () => ({ name, files, truth, settings: app.settings.getState().valid }));
}

/** Ends the workers at once and goes back to the landing; what they still send is no longer listened to. */
export function cancelAnalysis(app: App): void {
  closeAnalysis(app);
}

/** Back to the landing. */
export function closeAnalysis(app: App): void {
  endCurrent(app);
  app.session.setState({ ...NO_SESSION });
  app.view.getState().resetView();
  void app.history.getState().refresh();
}

/** Opens a stored analysis; its lines have no text until the files are given again. */
export async function reopenAnalysis(app: App, id: string): Promise<void> {
  const { analyzer } = begin(app, 'Stored analysis');
  try {
    const snapshot = await app.repository.load(id);
    if (snapshot === null) throw new Error('it is no longer in the history of this browser');
    const result = await analyzer.restore(snapshot);
    await finish(app, result, [], []);
    app.session.setState({ save: { kind: 'saved' } });
  } catch (error) {
    if (app.current.analyzer === analyzer)
      fail(app, `The stored analysis could not be opened: ${reasonOf(error)}`);
  }
}

/** Gives the files of a reopened analysis again, so that its lines have text. */
export async function attachFiles(app: App, files: readonly DroppedFile[]): Promise<void> {
  const { analyzer } = app.current;
  if (analyzer === null) return;
  const problems = await analyzer
    .attachFiles(files)
    .catch((error: unknown) => [problemOf(error, 'attach-failed')]);
  if (app.current.analyzer !== analyzer) return;
  app.session.setState((state) => ({
    files: problems.some((p) => p.severity === 'error') ? state.files : files,
    laterProblems: problems,
    linesVersion: state.linesVersion + 1,
  }));
}

async function runAnalysis(app: App, name: string, makeJob: () => Promise<AnalysisJob>): Promise<void> {
  const { analyzer, abort } = begin(app, name);
  const progress = watchProgress(app);
  const mine = (): boolean => app.current.analyzer === analyzer;
  try {
    const job = await makeJob();
    abort.signal.throwIfAborted();
    app.session.setState({ name: job.name });
    const result = await analyzer.analyze(job, {
      onProgress: progress.take,
      signal: abort.signal,
      onPreview: (preview) => void (mine() && app.session.setState({ preview })),
      ask: (question) => mine() && askReader(app, question),
    });
    if (!mine()) return;
    await finish(app, result, job.files, await analyzer.exportNames());
    if (mine()) void storeAnalysis(app, result);
  } catch (error) {
    if (!mine()) return;
    if (abort.signal.aborted) closeAnalysis(app);
    else fail(app, reasonOf(error));
  } finally {
    progress.stop();
  }
}

/** Shows a question and waits; an analysis that ends takes its question with it. */
function askReader(app: App, question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (goOn: boolean): void => {
      app.session.setState({ question: null });
      resolve(goOn);
    };
    app.session.setState({ question: { ...question, answer } });
  });
}

function begin(app: App, name: string) {
  endCurrent(app);
  const analyzer = app.createAnalyzer();
  const abort = new AbortController();
  Object.assign(app.current, { analyzer, abort });
  app.view.getState().resetView();
  app.session.setState({ ...NO_SESSION, phase: 'running', name, progress: startProgress(app.now()) });
  return { analyzer, abort };
}

async function finish(
  app: App,
  result: AnalysisResult,
  files: readonly DroppedFile[],
  exportNames: readonly string[],
): Promise<void> {
  const { analyzer } = app.current;
  const names = exportNames.length > 0 ? exportNames : ((await analyzer?.exportNames()) ?? []);
  if (app.current.analyzer !== analyzer) return;
  app.session.setState((state) => ({
    phase: 'done',
    preview: null,
    question: null,
    name: result.name,
    files,
    truth: result.truth,
    result,
    exportNames: names,
    linesVersion: state.linesVersion + 1,
  }));
}

function fail(app: App, error: string): void {
  endCurrent(app);
  app.session.setState({ phase: 'failed', error });
}

function endCurrent(app: App): void {
  app.current.abort?.abort();
  app.current.analyzer?.dispose();
  Object.assign(app.current, { analyzer: null, abort: null });
}

/** A failure to store costs the history, never the analysis: it is shown beside it. */
async function storeAnalysis(app: App, result: AnalysisResult): Promise<void> {
  const { analyzer } = app.current;
  if (analyzer === null) return;
  app.session.setState({ save: { kind: 'saving' } });
  const { sentence: verdict, tone } = judge(result);
  try {
    await app.repository.save(
      {
        id: result.id,
        name: result.name,
        savedMs: app.now(),
        verdict,
        tone,
        numIncidents: result.incidents.length,
        numRecords: result.numRecords,
      },
      await analyzer.snapshot(),
    );
    if (app.current.analyzer === analyzer) app.session.setState({ save: { kind: 'saved' } });
  } catch (error) {
    if (app.current.analyzer !== analyzer) return;
    app.session.setState({ save: { kind: 'failed', reason: reasonOf(error) } });
  }
}

function watchProgress(app: App) {
  let state = startProgress(app.now());
  let timer: ReturnType<typeof setTimeout> | null = null;
  const show = (): void => {
    timer = null;
    if (app.session.getState().phase === 'running') app.session.setState({ progress: state });
  };
  return {
    take: (message: Progress): void => {
      state = trackProgress(state, message, app.now());
      timer ??= setTimeout(show, PROGRESS_EVERY_MS);
    },
    stop: (): void => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function problemOf(error: unknown, code: string): Problem {
  return { severity: 'error', code, message: reasonOf(error), file: null, lineNum: null, byteOffset: null };
}
