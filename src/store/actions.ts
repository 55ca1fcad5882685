// What the user can do, across the stores: the only place that moves an analysis from one phase to the next.

import type { AnalysisResult } from '../contracts/result';
import type { AnalysisHooks, AnalysisJob, DroppedFile, Question } from '../contracts/threads';
import { errorText } from '../core/wording/error-text';
import { problem } from '../core/wording/problem';
import type { App } from './app';
import { askUser } from './ask-user';
import { handOver } from './hand-over';
import { startProgress } from './progress';
import { NO_SESSION } from './session';
import { summarise } from './summary';
import { watchProgress } from './watch-progress';

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

/**
 * The same files again with the settings in force now. Where the analysis on screen still has its tables, it stays there
 * until it is changed in place; where that fails, all is read again.
 */
export async function analyzeAgain(app: App): Promise<void> {
  const { files, name, truth, phase, updating, result } = app.session.getState();
  if (files.length === 0 || updating) return;
  const isWhole = phase === 'done' && !result?.isEarly;
  if (isWhole && app.current.analyzer !== null && (await updateAnalysis(app))) return;
  const { tab } = app.view.getState();
  await runAnalysis(app, name, async () => ({ name, files, truth, settings: app.settings.getState().valid }));
  if (app.session.getState().phase === 'done') app.view.getState().showTab(tab);
}

/** Gives up changing the analysis on screen in place, and shows it as it was kept in the browser. */
export async function cancelUpdate(app: App): Promise<void> {
  const { files, result, save, updating } = app.session.getState();
  if (!updating || result === null) return;
  if (save.kind !== 'saved') return closeAnalysis(app);
  endCurrent(app);
  const analyzer = app.createAnalyzer();
  app.current.analyzer = analyzer;
  app.session.setState({ updating: false, progress: null, preview: null, question: null });
  try {
    await analyzer.restore(result.id);
    if (app.current.analyzer === analyzer) await attachFiles(app, files);
  } catch (error) {
    if (app.current.analyzer === analyzer) fail(app, `The analysis was lost: ${errorText(error)}`);
  }
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
    const result = await analyzer.restore(id);
    if (app.current.analyzer !== analyzer) return;
    await finish(app, result, [], []);
    app.session.setState({ save: { kind: 'saved' } });
  } catch (error) {
    if (app.current.analyzer === analyzer)
      fail(app, `The stored analysis could not be opened: ${errorText(error)}`);
  }
}

/** Files that were analysed and are not among those given: a run with these would be another analysis. */
const IS_MISSING = /^file-(not-attached|from-before|changed|grown)$/;

/** Gives the files of a reopened analysis again, so that its lines have text. */
export async function attachFiles(app: App, files: readonly DroppedFile[]): Promise<void> {
  const { analyzer } = app.current;
  if (analyzer === null) return;
  app.session.setState({ attaching: true });
  const ask = (question: Question) => app.current.analyzer === analyzer && askUser(app, question);
  const problems = await analyzer
    .attachFiles(files, { ask })
    .catch((error: unknown) => [problem('error', 'attach-failed', errorText(error))]);
  if (app.current.analyzer !== analyzer) return;
  const exportNames = await analyzer.exportNames().catch(() => app.session.getState().exportNames);
  if (app.current.analyzer !== analyzer) return;
  const isOther = problems.some(({ severity, code }) => severity === 'error' || IS_MISSING.test(code));
  app.session.setState((state) => ({
    files: isOther ? state.files : files,
    exportNames,
    attaching: false,
    hasLostText: false,
    laterProblems: problems,
    linesVersion: state.linesVersion + 1,
  }));
}

async function runAnalysis(app: App, name: string, makeJob: () => Promise<AnalysisJob>): Promise<void> {
  const { analyzer, abort } = begin(app, name);
  const progress = watchProgress(app);
  const endNote = app.runs.begin(name, app.now());
  const mine = (): boolean => app.current.analyzer === analyzer;
  try {
    const job = await makeJob();
    abort.signal.throwIfAborted();
    // At hand while they are read, so that what is read of them can be changed.
    app.session.setState({ name: job.name, files: job.files, startedFiles: job.settings.files });
    const onEarly = (early: AnalysisResult): void => {
      if (mine() && app.session.getState().phase === 'running') showEarly(app, early, job.files);
    };
    const hooks = { ...runHooks(app), onEarly };
    const handed = await handOver(analyzer, job.files, abort.signal);
    const own = handed ? { ...job, files: [] } : job;
    const result = await analyzer.analyze(own, progress.take, hooks, abort.signal);
    if (!mine()) return;
    followIncident(app, result);
    await finish(app, result, job.files, await analyzer.exportNames());
    if (mine()) void storeAnalysis(app, result);
  } catch (error) {
    if (!mine()) return;
    if (abort.signal.aborted) closeAnalysis(app);
    else fail(app, errorText(error));
  } finally {
    progress.stop();
    endNote();
  }
}

/** False: it could not be done, and all has to be read again. */
async function updateAnalysis(app: App): Promise<boolean> {
  const { analyzer } = app.current;
  const { files } = app.session.getState();
  const abort = new AbortController();
  app.current.abort = abort;
  const mine = (): boolean => app.current.analyzer === analyzer;
  app.session.setState({ updating: true, progress: startProgress(app.now()) });
  const progress = watchProgress(app);
  try {
    const settings = app.settings.getState().valid;
    const result = await analyzer!.reanalyze(settings, progress.take, runHooks(app), abort.signal);
    if (!mine()) return true;
    forgetOldResult(app);
    await finish(app, result, files, await analyzer!.exportNames());
    if (mine()) void storeAnalysis(app, result);
    return true;
  } catch {
    // Ended by the user: nothing is to be read again. Else the full run will say what is wrong, if it still is.
    return !mine() || abort.signal.aborted;
  } finally {
    progress.stop();
    if (mine()) app.session.setState({ updating: false, progress: null, preview: null, question: null });
  }
}

/** A result without the LSTM, which still trains: all can be read; nothing is stored or exported yet. */
function showEarly(app: App, result: AnalysisResult, files: readonly DroppedFile[]): void {
  const { name, truth } = result;
  app.session.setState((state) => ({
    phase: 'done',
    preview: null,
    question: null,
    name,
    files,
    truth,
    result,
    linesVersion: state.linesVersion + 1,
  }));
}

/** The whole result takes the place of the early one: the incident that the user has chosen may bear another number there. */
function followIncident(app: App, result: AnalysisResult): void {
  const before = app.session.getState().result;
  const { incidentId } = app.view.getState();
  const chosen = before?.isEarly && before.incidents.find(({ id }) => id === incidentId);
  if (!chosen) return;
  const overlap = ({ windowBegin, windowEnd }: AnalysisResult['incidents'][number]): number =>
    Math.min(windowEnd, chosen.windowEnd) - Math.max(windowBegin, chosen.windowBegin);
  const best = [...result.incidents]
    .sort((a, b) => overlap(b) - overlap(a))
    .find((each) => overlap(each) > 0);
  app.view.setState({ incidentId: best?.id ?? null });
}

/** The tab stays; what points into the old result goes. */
function forgetOldResult(app: App): void {
  app.view.setState(({ lineQuery }) => ({
    incidentId: null,
    goToRow: null,
    lineQuery: { ...lineQuery, template: null },
  }));
}

function runHooks(app: App): AnalysisHooks {
  const { analyzer } = app.current;
  const mine = (): boolean => app.current.analyzer === analyzer;
  return {
    onTriage: (triage) => void (mine() && app.session.setState({ triage })),
    onPreview: (preview) => void (mine() && app.session.setState({ preview })),
    ask: (question) => mine() && askUser(app, question),
  };
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
    // Its lines are those of the early result, and stay where the user has scrolled them.
    linesVersion: state.result?.isEarly ? state.linesVersion : state.linesVersion + 1,
    progress: null,
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
  const isShown = (): boolean =>
    app.current.analyzer === analyzer && app.session.getState().result?.id === result.id;
  app.session.setState({ save: { kind: 'saving' } });
  const { sentence: verdict, tone } = summarise(result);
  try {
    await analyzer.store({
      id: result.id,
      name: result.name,
      savedMs: app.now(),
      verdict,
      tone,
      numIncidents: result.incidents.length,
      numRecords: result.numRecords,
    });
    if (isShown()) app.session.setState({ save: { kind: 'saved' } });
  } catch (error) {
    if (!isShown()) return;
    app.session.setState({ save: { kind: 'failed', reason: errorText(error) } });
  }
}
