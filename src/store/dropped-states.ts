// Saved miner states among dropped files go into the settings. In: dropped files. Out: the others, to be analysed.
import type { DroppedFile } from '../contracts/threads';
import { errorText } from '../core/wording/error-text';
import type { App } from './app';
import { beginsAsMinerState } from './miner-state';

const HEAD_BYTES = 200;
/** Far more than the most templates that are taken. */
const MAX_STATE_BYTES = 64 * 2 ** 20;

/** Whether a look inside is worth the wait. */
export function mayHoldState(files: readonly DroppedFile[]): boolean {
  return files.some(isCandidate);
}

/** Null: one was no state after all, or damaged; nothing should start, and the settings say why. */
export async function takeStates(
  app: App,
  files: readonly DroppedFile[],
): Promise<readonly DroppedFile[] | null> {
  const others: DroppedFile[] = [];
  const states: DroppedFile[] = [];
  for (const dropped of files) ((await isState(dropped)) ? states : others).push(dropped);
  if (states.length === 0 || (await takeAll(app, states))) return others;
  if (others.length > 0)
    app.settings.setState(({ notice }) => ({
      notice: `${notice}. Nothing was analysed: drop the logs alone to do it without these templates.`,
    }));
  return null;
}

function isCandidate({ path }: DroppedFile): boolean {
  return /\.json$/i.test(path);
}

async function isState(dropped: DroppedFile): Promise<boolean> {
  if (!isCandidate(dropped)) return false;
  const head = await dropped.file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  return beginsAsMinerState(head);
}

/** Several are put together first. False: none was taken, and the settings say why. */
async function takeAll(app: App, states: readonly DroppedFile[]): Promise<boolean> {
  const large = states.find(({ file }) => file.size > MAX_STATE_BYTES);
  if (states.length === 1 || large) return take(app, large ?? states[0]);
  const names = listed(states.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  const analyzer = app.createAnalyzer();
  const merged = await analyzer
    .mergeStates(states)
    .catch((error: unknown) => ({ ok: false as const, error: errorText(error) }));
  analyzer.dispose();
  if (merged.ok) return app.settings.getState().load(merged.text, names);
  app.settings.setState({
    notice: `${names} are saved miner states that were not put together: ${merged.error}. None of them was taken`,
  });
  return false;
}

/** 'a and b', 'a, b and c'. */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

async function take(app: App, { path, file }: DroppedFile): Promise<boolean> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (file.size > MAX_STATE_BYTES) {
    const [size, most] = [file.size, MAX_STATE_BYTES].map((bytes) => Math.ceil(bytes / 2 ** 20));
    app.settings.setState({
      notice: `${name} is a saved miner state of ${size} MiB, and at most ${most} MiB are opened: save one of fewer templates`,
    });
    return false;
  }
  try {
    return app.settings.getState().load(await file.text(), name);
  } catch (error) {
    app.settings.setState({ notice: `${name} could not be read: ${errorText(error)}` });
    return false;
  }
}
