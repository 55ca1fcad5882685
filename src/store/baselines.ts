// What the user can do with saved baselines: list, save, refresh, compare, rename, delete, file and open.

import { DETECTOR_ROWS, type DetectorRow } from '../contracts/detectors';
import type { BaselineMeta } from '../contracts/saved-baseline';
import { DEFAULT_SETTINGS } from '../contracts/settings';
import type { BaselineChoice } from '../contracts/threads';
import type { Progress } from '../contracts/units';
import { errorText } from '../core/wording/error-text';
import { countOf } from '../core/wording/plural';
import { baselineFromText, baselineToText, fleetFromText, isFleetText } from '../storage/baseline-file';
import type { BaselineRepository } from '../storage/baselines';
import type { App } from './app';
import type { BaselinesStore } from './baselines-store';

/** Reads the list. */
export async function listBaselines({ baselines, baselineRepository }: App): Promise<void> {
  try {
    const { good: items, damaged } = await baselineRepository.list();
    baselines.setState({ items, damaged });
  } catch (error) {
    warn(baselines, `Saved baselines cannot be used in this browser: ${errorText(error)}`);
    baselines.setState({ items: [] });
  }
}

/** Keeps windows of the analysis on screen under this name. True: it is kept. */
export async function saveBaseline(app: App, name: string, choice: BaselineChoice): Promise<boolean> {
  return working(app, 'Saving', async (report) => {
    const meta = await app.current.analyzer!.saveBaseline({ name, choice, nowMs: app.now() }, report);
    return `"${meta.name}" is kept: ${countOf(meta.numRows, 'window')}. Use it for this or another log.`;
  });
}

/** Adds the quiet windows of the analysis on screen to a baseline. */
export async function refreshBaseline(app: App, { id, name }: BaselineMeta): Promise<boolean> {
  return working(app, 'Refreshing', async (report) => {
    const meta = await app.current.analyzer!.refreshBaseline(id, app.now(), report);
    const last = meta.refreshes[meta.refreshes.length - 1];
    const forgotten =
      last.numForgotten === 0 ? '' : `, and ${countOf(last.numForgotten, 'old one')} went for them`;
    return `"${name}" took in ${countOf(last.numAdded, 'quiet window')} of this log${forgotten}.`;
  });
}

/** How far the analysis on screen lies from each baseline; once for a result. */
export async function measureDrift(app: App, resultId: string): Promise<void> {
  const { analyzer } = app.current;
  const { items, driftOf } = app.baselines.getState();
  const known = driftOf === resultId ? app.baselines.getState().drift : new Map();
  if (driftOf !== resultId) app.baselines.setState({ drift: known, driftOf: resultId });
  for (const { id } of items ?? []) {
    if (known.has(id) || analyzer === null) continue;
    const drift = await analyzer.baselineDrift(id).catch(() => null);
    const now = app.baselines.getState();
    if (app.current.analyzer !== analyzer || now.driftOf !== resultId) return;
    app.baselines.setState({ drift: new Map(now.drift).set(id, drift) });
  }
}

export async function renameBaseline(app: App, id: string, name: string): Promise<void> {
  await change(app, (repository) => repository.rename(id, name));
}

/** Settings that name it go back to the first part of the log. */
export async function deleteBaseline(app: App, id: string): Promise<void> {
  const { draft, edit } = app.settings.getState();
  await change(app, (repository) => repository.delete(id));
  if (draft.baseline.kind === 'saved' && draft.baseline.id === id)
    edit({ baseline: DEFAULT_SETTINGS.baseline });
}

/** The text of its file; null: it is gone, and the page says so. */
export async function exportBaseline(app: App, id: string): Promise<string | null> {
  try {
    const saved = await app.baselineRepository.load(id);
    if (saved === null) throw new Error('it is no longer in the browser');
    return baselineToText(saved);
  } catch (error) {
    warn(app.baselines, `It could not be saved as a file: ${errorText(error)}`);
    return null;
  }
}

/** Takes a file that `exportBaseline` made, or one of a fleet with a baseline for each component; one of the same id takes the place of the one at hand. */
export async function importBaseline(app: App, name: string, text: string): Promise<boolean> {
  try {
    const taken = isFleetText(text)
      ? fleetFromText(text).map(({ baseline }) => baseline)
      : [baselineFromText(text)];
    for (const saved of taken) await app.baselineRepository.save(saved);
    await listBaselines(app);
    const what =
      taken.length === 1
        ? `"${taken[0].meta.name}" was`
        : `${countOf(taken.length, 'baseline')} of components were`;
    tell(app.baselines, `${what} taken from ${name}.`);
    return true;
  } catch (error) {
    warn(app.baselines, `${name} ${errorText(error)}.`);
    return false;
  }
}

async function change(app: App, work: (repository: BaselineRepository) => Promise<void>): Promise<void> {
  try {
    await work(app.baselineRepository);
    app.baselines.setState({ notice: null });
  } catch (error) {
    warn(app.baselines, errorText(error));
  }
  await listBaselines(app);
}

/** One at a time. True: done, with `done`'s sentence for the user. */
async function working(
  app: App,
  verb: string,
  work: (report: (progress: Progress) => void) => Promise<string>,
): Promise<boolean> {
  const { baselines } = app;
  if (baselines.getState().work !== null || app.current.analyzer === null) return false;
  baselines.setState({ work: `${verb} …`, notice: null });
  const report = ({ detail, done, total }: Progress): void => {
    const share = total ? `, ${Math.floor((100 * done) / total)} %` : '';
    if (baselines.getState().work !== null)
      baselines.setState({
        work: `${verb}: trying it on itself (${shortName(detail)}${share})`,
      });
  };
  try {
    const text = await work(report);
    // A refresh moves what the log is compared with; the new list has it measured again.
    baselines.setState({ drift: new Map(), driftOf: null });
    await listBaselines(app);
    tell(baselines, text);
    return true;
  } catch (error) {
    warn(baselines, errorText(error));
    return false;
  } finally {
    baselines.setState({ work: null });
  }
}

/** Of the detector that a progress message names; another detail stays as it is. */
function shortName(detail: string): string {
  const rows: Readonly<Record<string, DetectorRow>> = DETECTOR_ROWS;
  return rows[detail]?.short ?? detail;
}

function warn(store: BaselinesStore, text: string): void {
  store.setState({ notice: { tone: 'warning', text } });
}

function tell(store: BaselinesStore, text: string): void {
  store.setState({ notice: { tone: 'hand', text } });
}
