// How one analysis goes from its job to its result, whoever asked for it: begins, is told of, is kept, fails. actions.ts and parts.ts say what
// is analysed and which analyses are open.

import type { DropPart } from '../contracts/parting';
import type { AnalysisResult } from '../contracts/result';
import type { AnalysisHooks, AnalysisJob, DroppedFile } from '../contracts/threads';
import { summarise } from '../core/report/verdict';
import { errorText } from '../core/wording/error-text';
import type { Analyzer } from './analyzer-types';
import type { App } from './app';
import { askUser } from './ask-user';
import { ageAsking, clearAsking } from './asking-store';
import { handOver } from './hand-over';
import { startProgress } from './progress';
import { NO_SESSION, type SessionState } from './session';
import { watchProgress } from './watch-progress';

export interface RunOptions {
  /** Why its files are analysed together, where that is known before. */
  readonly part?: DropPart | null;
  /** Told what else was dropped, to be analysed by itself. */
  readonly onParts?: (job: AnalysisJob, parts: readonly DropPart[]) => void;
}

/** Never throws: the outcome is in the session of the analysis. */
export async function runAnalysis(
  app: App,
  name: string,
  makeJob: () => Promise<AnalysisJob>,
  { part: known = null, onParts }: RunOptions = {},
): Promise<void> {
  const { analyzer, abort } = begin(app, name, known);
  const progress = watchProgress(app);
  const endNote = app.runs.begin(name, app.now());
  const mine = (): boolean => app.current.analyzer === analyzer;
  try {
    const job = await makeJob();
    abort.signal.throwIfAborted();
    // At hand while they are read, so that what is read of them can be changed.
    let { files } = job;
    const { without = [] } = job;
    app.session.setState({ name: job.name, files, without, startedFiles: job.settings.files });
    const takeParts = (parts: readonly DropPart[]): void => {
      if (!mine()) return;
      const [part] = parts;
      if (parts.length > 1) files = filesOfPart(job, part);
      app.session.setState({
        part,
        ...(parts.length > 1 && { name: part.name, files, without: part.without }),
      });
      onParts?.(job, parts);
    };
    const onEarly = (early: AnalysisResult): void => {
      if (mine() && app.session.getState().phase === 'running') showEarly(app, early, files);
    };
    const hooks = { ...runHooks(app), onEarly, onParts: takeParts };
    const handed = await handOver(analyzer, files, abort.signal);
    const own = handed ? { ...job, files: [] } : job;
    const result = await analyzer.analyze(own, progress.take, hooks, abort.signal);
    if (!mine()) return;
    followIncident(app, result);
    await finish(app, result, files, await analyzer.exportNames());
    if (mine()) void storeAnalysis(app, result);
  } catch (error) {
    if (!mine()) return;
    if (abort.signal.aborted) endCurrent(app);
    else fail(app, errorText(error));
  } finally {
    progress.stop();
    endNote();
  }
}

/** These files with the settings in force; what belongs together is decided. */
export async function runFiles(
  app: App,
  { name, files, without, truth, part }: Pick<SessionState, 'name' | 'files' | 'without' | 'truth' | 'part'>,
): Promise<void> {
  const settings = app.settings.getState().valid;
  await runAnalysis(app, name, async () => ({ name, files, without, truth, settings }), { part });
}

export function filesOfPart({ files }: AnalysisJob, part: DropPart): readonly DroppedFile[] {
  return part.files.map((i) => files[i]);
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

export function runHooks(app: App): AnalysisHooks {
  const { analyzer } = app.current;
  const mine = (): boolean => app.current.analyzer === analyzer;
  return {
    onTriage: (triage) => void (mine() && app.session.setState({ triage })),
    onPreview: (preview) => void (mine() && app.session.setState({ preview })),
    ask: (question) => mine() && askUser(app, question),
  };
}

export function begin(app: App, name: string, part: DropPart | null = null) {
  endCurrent(app);
  const analyzer = app.createAnalyzer();
  const abort = new AbortController();
  Object.assign(app.current, { analyzer, abort });
  tellOfLoss(app, analyzer);
  app.view.getState().resetView();
  app.session.setState({ ...NO_SESSION, phase: 'running', name, part, progress: startProgress(app.now()) });
  return { analyzer, abort };
}

/** A run that loses its workers fails; a result that is shown stays, and is said to have lost them. */
export function tellOfLoss(app: App, analyzer: Analyzer): void {
  analyzer.onFailed(({ message }) => {
    const { phase, result, updating } = app.session.getState();
    const isShown = phase === 'done' && !updating && result !== null && !result.isEarly;
    if (app.current.analyzer === analyzer && isShown) app.session.setState({ lost: message });
  });
}

export async function finish(
  app: App,
  result: AnalysisResult,
  files: readonly DroppedFile[],
  exportNames: readonly string[],
): Promise<void> {
  const { analyzer } = app.current;
  const names = exportNames.length > 0 ? exportNames : ((await analyzer?.exportNames()) ?? []);
  if (app.current.analyzer !== analyzer) return;
  ageAsking(app.asking);
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

export function fail(app: App, error: string): void {
  endCurrent(app);
  app.session.setState({ phase: 'failed', error });
}

export function endCurrent(app: App): void {
  app.sql.end();
  clearAsking(app.asking);
  app.current.abort?.abort();
  app.current.analyzer?.dispose();
  Object.assign(app.current, { analyzer: null, abort: null });
}

/** A failure to store costs the history, never the analysis: it is shown beside it. */
export async function storeAnalysis(app: App, result: AnalysisResult): Promise<void> {
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
