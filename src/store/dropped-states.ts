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
  let isTaken = true;
  for (const dropped of files) {
    if (!(await isState(dropped))) others.push(dropped);
    else isTaken = (await take(app, dropped)) && isTaken;
  }
  if (isTaken) return others;
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
