// What the user can do, across the stores: the only place that moves an analysis from one phase to the next.

import type { AnalysisJob, DroppedFile, Question } from '../contracts/threads';
import { nameOfAll } from '../core/apart/names';
import { errorText } from '../core/wording/error-text';
import { problem } from '../core/wording/problem';
import type { App } from './app';
import { askUser } from './ask-user';
import { stopFollowing } from './following';
import { withoutRows } from './line-view';
import { closeOthers, closeUnfinished, openParts, runWaiting, showGravest } from './parts';
import { startProgress } from './progress';
import {
  begin,
  endCurrent,
  fail,
  finish,
  runAnalysis,
  runFiles,
  runHooks,
  storeAnalysis,
  tellOfLoss,
} from './runs';
import { NO_SESSION } from './session';
import { watchProgress } from './watch-progress';

/**
 * Analyses dropped files with the settings in force; what shares nothing becomes analyses of their own, one after another. Never throws: the
 * outcome is in the session stores.
 * @param numLeftOut files of the drop that are too many to be at hand
 */
export async function analyzeFiles(app: App, files: readonly DroppedFile[], numLeftOut = 0): Promise<void> {
  if (files.length === 0) return;
  const name = nameOfAll(files.map(({ path }) => path));
  const settings = app.settings.getState().valid;
  const mayPart = settings.parting === 'evidence';
  const job: AnalysisJob = { name, files, settings, truth: null, mayPart, numLeftOut };
  closeOthers(app);
  await runAnalysis(app, name, async () => job, {
    onParts: (whole, parts) => openParts(app, whole, parts),
  });
  await runWaiting(app);
  showGravest(app);
}

/** Makes a simulated incident and analyses it as if it had been dropped. */
export async function analyzeDemo(app: App, scenario: string, seed: number): Promise<void> {
  closeOthers(app);
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
  const before = app.session.getState();
  const { files, phase, updating, result } = before;
  if (before.following !== null) {
    // Other settings are put to a whole log.
    await stopFollowing(app);
    return analyzeAgain(app);
  }
  if (files.length === 0 || updating) return;
  const isWhole = phase === 'done' && !result?.isEarly;
  if (isWhole && app.current.analyzer !== null && (await updateAnalysis(app))) return;
  const { tab } = app.view.getState();
  await runFiles(app, before);
  if (app.session.getState().phase === 'done') app.view.getState().showTab(tab);
}

/** Gives up changing the analysis on screen in place, and shows it as it was kept in the browser. */
export async function cancelUpdate(app: App): Promise<void> {
  const { result, save, updating } = app.session.getState();
  if (!updating || result === null) return;
  if (save.kind !== 'saved') return closeAnalysis(app);
  app.session.setState({ updating: false, progress: null, preview: null, question: null });
  await restoreInPlace(app, result.id);
}

/** Other workers for the analysis on screen, whose own have ended: they get it as it was kept, or read its files again. */
export async function goOn(app: App): Promise<void> {
  const before = app.session.getState();
  if (before.result !== null && before.save.kind === 'saved') await restoreInPlace(app, before.result.id);
  else if (before.files.length > 0) await runFiles(app, before);
}

/** What is shown stays, with its files, over workers that have just opened it. */
async function restoreInPlace(app: App, id: string): Promise<void> {
  const { files } = app.session.getState();
  endCurrent(app);
  const analyzer = app.createAnalyzer();
  app.current.analyzer = analyzer;
  app.session.setState({ lost: null });
  try {
    await analyzer.restore(id);
    if (app.current.analyzer !== analyzer) return;
    tellOfLoss(app, analyzer);
    await attachFiles(app, files);
  } catch (error) {
    if (app.current.analyzer === analyzer) fail(app, `The analysis was lost: ${errorText(error)}`);
  }
}

/**
 * Ends the workers at once, with all parts of the drop that are not done; what they still send is no longer listened to. Those that are done
 * stay open; where none is, back to the landing.
 */
export function cancelAnalysis(app: App): void {
  if (!closeUnfinished(app)) closeAnalysis(app);
}

/** Back to the landing, with all that is open: it is in the history. */
export function closeAnalysis(app: App): void {
  closeOthers(app);
  endCurrent(app);
  app.session.setState({ ...NO_SESSION });
  app.view.getState().resetView();
  void app.history.getState().refresh();
}

/** Opens a stored analysis; its lines have no text until the files are given again. */
export async function reopenAnalysis(app: App, id: string): Promise<void> {
  closeOthers(app);
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

/** The tab stays; what points into the old result goes. */
function forgetOldResult(app: App): void {
  const lineView = withoutRows(app.view.getState().lineView);
  app.view.setState({ incidentId: null, goToRow: null, lineView });
}
