// Following a file or a stream: begins, is told of, is paused and stopped. In: a handle to it, or its address. Out: the session of the analysis, whose result changes as windows
// close; what was followed is an analysis like another when it ends.
import type { FollowJob, FollowSource, FollowStatus } from '../contracts/following';
import type { Incident } from '../contracts/incident';
import type { AnalysisResult } from '../contracts/result';
import type { StreamDoor, StreamReading } from '../contracts/stream';
import { errorText } from '../core/wording/error-text';
import type { App } from './app';
import { disarmAlerts, sendAlarms } from './arming';
import { ageAsking, clearAsking } from './asking-store';
import { withoutRows } from './line-view';
import { closeOthers } from './parts';
import { begin, endCurrent, fail, finish, storeAnalysis } from './runs';
import { watchProgress } from './watch-progress';

/** Never throws: the outcome is in the session. */
export function followFile(app: App, name: string, source: FollowSource): Promise<void> {
  return follow(app, name, source, null);
}

/** The person fills in the rest in the bridge, and lets it begin there. Never throws: the outcome is in the session. */
export async function followStream(app: App, address: string, reading: StreamReading): Promise<void> {
  const door = app.bridge.stream();
  await follow(app, streamName(address), { kind: 'stream', address, reading }, door);
  // Another analysis may have begun meanwhile: nobody reads it any more.
  door.stop();
}

/** By its host: what else is in the address may be secret. */
function streamName(address: string): string {
  const host = URL.canParse(address.trim()) ? new URL(address.trim()).host : '';
  return host === '' ? 'stream' : `stream of ${host}`;
}

async function follow(
  app: App,
  name: string,
  source: FollowJob['source'],
  door: StreamDoor | null,
): Promise<void> {
  closeOthers(app);
  const { analyzer, abort } = begin(app, name);
  const progress = watchProgress(app);
  const endNote = app.runs.begin(name, app.now());
  const mine = (): boolean => app.current.analyzer === analyzer;
  const hooks = {
    onStatus: (status: FollowStatus): void => {
      if (mine()) takeStatus(app, status, source);
    },
    onResult: (result: AnalysisResult, fresh: readonly Incident[]): void => {
      if (mine()) takeResult(app, result, fresh);
    },
  };
  try {
    const job = { name, source, settings: app.settings.getState().valid };
    const { result, files } = await analyzer.follow(job, progress.take, hooks, door, abort.signal);
    if (!mine()) return;
    await finish(app, result, files, await analyzer.exportNames());
    if (!mine()) return;
    disarmAlerts(app);
    app.session.setState({ following: null });
    void storeAnalysis(app, result);
  } catch (error) {
    if (!mine()) return;
    if (abort.signal.aborted) endCurrent(app);
    else fail(app, errorText(error));
    disarmAlerts(app);
    app.session.setState({ following: null });
  } finally {
    progress.stop();
    endNote();
  }
}

export function pauseFollowing(app: App, isPaused: boolean): void {
  void app.current.analyzer?.pauseFollowing(isPaused);
}

/** Ends when the last lines are judged. */
export async function stopFollowing(app: App): Promise<void> {
  if (app.session.getState().following === null) return;
  const ended = new Promise<void>((resolve) => {
    const end = app.session.subscribe(({ following }) => {
      if (following !== null) return;
      end();
      resolve();
    });
  });
  await app.current.analyzer?.stopFollowing();
  await ended;
}

function takeStatus(app: App, status: FollowStatus, source: FollowJob['source']): void {
  const before = app.session.getState().following;
  const { news = null, arming = null } = before ?? {};
  const isStream = source.kind === 'stream';
  const needsFolder = !isStream && source.folder === null;
  app.session.setState({ following: { ...status, toldMs: app.now(), isStream, needsFolder, news, arming } });
}

/** The tab and what is chosen in it stay; places of lines go where rows were let go. */
function takeResult(app: App, result: AnalysisResult, fresh: readonly Incident[]): void {
  const { result: before, following } = app.session.getState();
  const chosen = before?.incidents.find(({ id }) => id === app.view.getState().incidentId);
  const same =
    chosen && result.incidents.find(({ start, end }) => start <= chosen.end && chosen.start <= end);
  const lineView = withoutRows(app.view.getState().lineView);
  const isCut = before !== null && result.numRecords < before.numRecords;
  if (isCut) app.view.setState({ goToRow: null, lineView });
  // Citations are places of lines.
  if (isCut) clearAsking(app.asking);
  else ageAsking(app.asking);
  app.view.setState({ incidentId: same?.id ?? null });
  const news =
    fresh.length > 0 ? { num: (following?.news?.num ?? 0) + 1, incidents: fresh } : following?.news;
  app.session.setState((state) => ({
    phase: 'done',
    preview: null,
    name: result.name,
    // They are in the worker, and come to hand when following ends; whatever needs them ends it first.
    files: result.files.map((file) => ({ path: file.name, file: new File([], file.name) })),
    result,
    following: state.following && { ...state.following, news: news ?? null },
    linesVersion: state.linesVersion + 1,
    progress: null,
  }));
  sendAlarms(app, result, fresh);
  void nameExports(app);
}

async function nameExports(app: App): Promise<void> {
  const { analyzer } = app.current;
  if (analyzer === null || app.session.getState().exportNames.length > 0) return;
  const exportNames = await analyzer.exportNames().catch(() => []);
  if (app.current.analyzer === analyzer) app.session.setState({ exportNames });
}
