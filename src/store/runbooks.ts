// What the user can do with runbooks of their own: drop or open them, list and delete them. They lie in the browser, and the next verdict has them.
import type { OwnRunbook } from '../contracts/own-runbooks';
import type { DroppedFile } from '../contracts/threads';
import { isMarkdownPath, readsAsDocument, whyNoRunbook, whyTooLarge } from '../core/investigate/own-runbook';
import { errorText } from '../core/wording/error-text';
import { countOf } from '../core/wording/plural';
import { analyzeAgain } from './actions';
import type { App } from './app';

const RUNBOOK_FOLDER = /(?:^|\/)[^/]*(?:run-?books?|play-?books?|post-?mortems?)[^/]*\//i;
const HEAD_BYTES = 4096;
const MOST_NAMED = 3;

/** Whether a look inside is worth the wait. */
export function mayHoldRunbooks(files: readonly DroppedFile[]): boolean {
  return files.some(({ path }) => isMarkdownPath(path));
}

/**
 * Takes the runbooks out of a drop: Markdown in a folder that says so or that holds nothing else, or dropped by itself and written with headings. The
 * Markdown of a bundle stays what it is. Returns the other files.
 */
export async function takeRunbooks(app: App, files: readonly DroppedFile[]): Promise<readonly DroppedFile[]> {
  const mixed = new Set(files.filter(({ path }) => !isMarkdownPath(path)).map(({ path }) => topOf(path)));
  const taken: DroppedFile[] = [];
  const others: DroppedFile[] = [];
  for (const dropped of files) ((await isRunbook(dropped, mixed)) ? taken : others).push(dropped);
  if (taken.length > 0) await addRunbooks(app, taken);
  return others;
}

/** One that cannot be taken is named, and the others are. */
export async function addRunbooks(app: App, files: readonly DroppedFile[]): Promise<void> {
  const good: OwnRunbook[] = [];
  const refused: string[] = [];
  for (const { path, file } of files) {
    if (!isMarkdownPath(path)) continue;
    const text = whyTooLarge(file.size) === null ? await file.text().catch(() => null) : null;
    const why = whyTooLarge(file.size) ?? (text === null ? 'cannot be read' : whyNoRunbook(text));
    if (why !== null) refused.push(`${path} ${why}`);
    else good.push({ path, text: text!, savedMs: app.now() });
  }
  try {
    const numOther = await app.runbookRepository.save(good);
    await listRunbooks(app);
    tell(app, good.length, numOther, refused);
    if (numOther > 0) await judgeAgain(app);
  } catch (error) {
    app.runbooks.setState({
      notice: { tone: 'warning', text: `The runbooks were not kept: ${errorText(error)}.` },
    });
  }
}

export async function listRunbooks(app: App): Promise<void> {
  try {
    const { good, damaged } = await app.runbookRepository.list();
    app.runbooks.setState({ items: good, damaged });
  } catch (error) {
    const text = `Runbooks of your own cannot be kept in this browser: ${errorText(error)}.`;
    app.runbooks.setState({ items: [], notice: { tone: 'warning', text } });
  }
}

export async function deleteRunbooks(app: App, paths: readonly string[]): Promise<void> {
  try {
    for (const path of paths) await app.runbookRepository.delete(path);
    app.runbooks.setState({ notice: null });
  } catch (error) {
    app.runbooks.setState({ notice: { tone: 'warning', text: errorText(error) } });
  }
  await listRunbooks(app);
  await judgeAgain(app);
}

/** What is on screen has them, too, where its files are at hand. */
async function judgeAgain(app: App): Promise<void> {
  const { phase, files, following } = app.session.getState();
  if (phase === 'done' && files.length > 0 && following === null) await analyzeAgain(app);
}

function tell(app: App, num: number, numOther: number, refused: readonly string[]): void {
  const same = num - numOther;
  const kept = `${countOf(numOther, 'runbook')} of your own ${numOther === 1 ? 'is' : 'are'} kept in this browser${same > 0 ? `, and ${same} unchanged` : ''}.`;
  const named = refused.slice(0, MOST_NAMED).join('; ');
  const more = refused.length > MOST_NAMED ? `; and ${refused.length - MOST_NAMED} more` : '';
  const text = refused.length === 0 ? kept : `${num > 0 ? `${kept} ` : ''}Not taken: ${named}${more}.`;
  app.runbooks.setState({ notice: { tone: refused.length > 0 ? 'warning' : 'hand', text } });
}

function topOf(path: string): string | null {
  const end = path.indexOf('/');
  return end < 0 ? null : path.slice(0, end);
}

async function isRunbook({ path, file }: DroppedFile, mixed: ReadonlySet<string | null>): Promise<boolean> {
  if (!isMarkdownPath(path)) return false;
  if (RUNBOOK_FOLDER.test(path)) return true;
  const top = topOf(path);
  if (top !== null) return !mixed.has(top);
  const head = await file
    .slice(0, HEAD_BYTES)
    .text()
    .catch(() => '');
  return readsAsDocument(head);
}
