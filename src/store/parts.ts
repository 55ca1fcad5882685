// Several analyses side by side: the parts of a drop that share nothing, one after another; which of them is shown; joined and parted by the user.
import type { DropPart } from '../contracts/parting';
import type { AnalysisJob, DroppedFile } from '../contracts/threads';
import { isLogOf, nameOfAll } from '../core/apart/names';
import { type App, newAnalysis } from './app';
import { gravestFirst, openAnalyses } from './open-analyses';
import { startProgress } from './progress';
import { begin, endCurrent, filesOfPart, finish, runFiles } from './runs';
import { NO_SESSION } from './session';

/** Opens what else was dropped beside the analysis of the first part; runWaiting analyses it. */
export function openParts(app: App, job: AnalysisJob, parts: readonly DropPart[]): void {
  const others = parts.slice(1).map((part) => waiting(app, part, filesOfPart(job, part)));
  app.workspace.setState(({ open }) => ({ open: [...open, ...others] }));
}

/** A place whose turn comes later. */
function waiting(app: App, part: DropPart, files: readonly DroppedFile[]): App {
  const next = newAnalysis(app);
  const { name, without } = part;
  next.session.setState({
    ...NO_SESSION,
    ...{ phase: 'running', isWaiting: true, progress: startProgress(app.now()) },
    ...{ name, files, without, part },
  });
  return next;
}

/** Analyses what waits, one after another, each with the settings of its turn; a failure is that of one. */
export async function runWaiting({ workspace }: Pick<App, 'workspace'>): Promise<void> {
  for (;;) {
    const next = workspace.getState().open.find((each) => each.session.getState().isWaiting);
    if (!next) break;
    // The workers that only an analysis at work needs end with it, so that those of one live at a time.
    for (const { current } of workspace.getState().open) current.analyzer?.rest();
    await runFiles(next, next.session.getState());
  }
}

/** Where the person has not looked round in it yet: a quiet analysis in front would look like an all-clear for all. */
export function showGravest(app: App): void {
  const { open, shown } = app.workspace.getState();
  const { tab, incidentId, zoom } = app.view.getState();
  const isUntouched = shown === app && tab === 'overview' && incidentId === null && zoom === null;
  if (isUntouched && open.length > 1) showAnalysis(gravestFirst(openAnalyses(open))[0].app);
}

/** Nothing of what was shown is lost, and all of it is there when it is shown again. */
export function showAnalysis(app: App): void {
  const { shown, open } = app.workspace.getState();
  if (shown === app || !open.includes(app)) return;
  app.view.setState({ theme: shown.view.getState().theme });
  app.workspace.setState({ shown: app });
}

/** Ends all other analyses: this one is alone, and shown. */
export function closeOthers(app: App): void {
  for (const other of app.workspace.getState().open) if (other !== app) endCurrent(other);
  app.workspace.setState({ open: [app], shown: app });
}

/** Closes what runs or waits and shows what is done; false: nothing is. */
export function closeUnfinished(app: App): boolean {
  const { open, shown } = app.workspace.getState();
  const isDone = ({ session }: App): boolean => session.getState().phase === 'done';
  const kept = open.filter(isDone);
  if (kept.length === 0) return false;
  for (const each of open) if (!isDone(each)) endCurrent(each);
  app.workspace.setState({ open: kept });
  if (!kept.includes(shown)) showAnalysis(kept[0]);
  return true;
}

/** Opens a kept analysis beside this one, which stays in front; null: it is not kept here, or cannot be read. */
export async function openBeside(app: App, id: string): Promise<App | null> {
  await app.history.getState().refresh();
  if (!app.history.getState().items?.some((item) => item.id === id)) return null;
  const next = newAnalysis(app);
  const { analyzer } = begin(next, 'Stored analysis');
  try {
    await finish(next, await analyzer.restore(id), [], []);
  } catch {
    endCurrent(next);
    return null;
  }
  next.session.setState({ save: { kind: 'saved' } });
  app.workspace.setState(({ open }) => ({ open: [...open, next] }));
  return next;
}

/** One analysis of the files of both, in the place of this one. Files of a part that is left out stay apart. */
export async function analyseTogether(app: App, other: App): Promise<void> {
  const [own, its] = [app.session.getState(), other.session.getState()];
  if (own.files.length === 0 || its.files.length === 0) return;
  if (own.following !== null || its.following !== null) return;
  const logs = [...logsOf(app), ...logsOf(other)];
  const files = [...own.files, ...its.files.filter((file) => !own.files.includes(file))];
  const without = [...own.without, ...its.without].filter((name) => !logs.includes(name));
  endCurrent(other);
  app.workspace.setState(({ open }) => ({ open: open.filter((each) => each !== other) }));
  showAnalysis(app);
  await again(app, { files, without, logs, whyTogether: 'Analysed together: you joined them.' });
}

/** Another analysis of this log alone, beside this one without it. */
export async function analyseApart(app: App, log: string): Promise<void> {
  const { files, without, following } = app.session.getState();
  const logs = logsOf(app);
  if (files.length === 0 || logs.length < 2 || following !== null) return;
  const [own, rest] = [[log], logs.filter((name) => name !== log)];
  const apart = { whyApart: 'Apart: you parted it.' };
  const alone = partOf({ files, without: [...without, ...rest], logs: own, ...apart });
  const next = waiting(app, alone, filesFor(files, own, rest));
  app.workspace.setState(({ open }) => ({
    open: open.flatMap((each) => (each === app ? [app, next] : [each])),
  }));
  await again(app, { files: filesFor(files, rest, own), without: [...without, log], logs: rest, ...apart });
  await runWaiting(app);
}

interface Choice {
  readonly files: readonly DroppedFile[];
  readonly without: readonly string[];
  readonly logs: readonly string[];
  readonly whyTogether?: string;
  readonly whyApart?: string;
}

/** The same place with other files; what was shown of the old ones goes. */
async function again(app: App, choice: Choice): Promise<void> {
  const { truth } = app.session.getState();
  const { files, without } = choice;
  const part = partOf(choice);
  await runFiles(app, { name: part.name, files, without, truth, part });
}

function partOf({ files, without, logs, whyTogether = '', whyApart = '' }: Choice): DropPart {
  const none = { firstMs: null, lastMs: null, bytes: 0 };
  return { ...none, name: nameOfAll(logs), logs, files: [...files.keys()], without, whyTogether, whyApart };
}

function logsOf(app: App): readonly string[] {
  const { result, part } = app.session.getState();
  return result?.files.map(({ name }) => name) ?? part?.logs ?? [];
}

/** Dropped files without those that only the others came out of: lists of changes, and what gave nothing, stay. */
function filesFor(
  files: readonly DroppedFile[],
  own: readonly string[],
  others: readonly string[],
): readonly DroppedFile[] {
  const isOf = (logs: readonly string[], path: string): boolean => logs.some((log) => isLogOf(log, path));
  return files.filter(({ path }) => isOf(own, path) || !isOf(others, path));
}
