// What a person does with the page, for programs: give files, wait, download. In: a Playwright page on which Harbinger is
// open. Used by `npm run analyze`, the benchmarks and the journeys.
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import type { Locator, Page } from 'playwright';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { parseSettings } from '../src/store/settings-schema';

/** Files go through the file chooser, which streams them from disk; folders can only be dropped. */
export async function givePaths(page: Page, paths: readonly string[]): Promise<void> {
  if (paths.some((path) => statSync(path).isDirectory())) await dropPaths(page, paths);
  else await page.getByTestId('file-input').setInputFiles([...paths]);
}

/** Drops files and folders from outside the browser on the drop zone; absolute paths. In Firefox files only, see dropFiles. */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const zone = page.getByTestId('drop-zone');
  await zone.scrollIntoViewIfNeeded();
  if (page.context().browser()?.browserType().name() === 'firefox') return dropFiles(page, zone, paths);
  const box = await zone.boundingBox();
  if (box === null) throw new Error('the drop zone is not on the screen');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
}

/** No driver drops anything on Firefox: the events are made by hand, of files that the browser itself opened. */
async function dropFiles(page: Page, zone: Locator, paths: readonly string[]): Promise<void> {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), {
      type: 'file',
      id: 'dropped',
      multiple: true,
    });
    input.hidden = true;
    document.body.append(input);
  });
  const input = page.locator('#dropped');
  await input.setInputFiles([...paths]);
  await zone.evaluate((element) => {
    const input = document.querySelector('#dropped') as HTMLInputElement;
    const dataTransfer = new DataTransfer();
    for (const file of input.files ?? []) dataTransfer.items.add(file);
    for (const type of ['dragenter', 'dragover', 'drop'])
      element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    input.remove();
  });
}

export interface DemoChoice {
  /** As the form of the demo shows it. */
  readonly title: string;
  readonly seed: string;
}

/** Null: the demo button; else the form behind it. @throws Error for a scenario that this page does not offer. */
export async function startDemo(page: Page, choice: DemoChoice | null): Promise<void> {
  if (choice === null) return page.getByTestId('demo-button').click();
  await page.getByTestId('demo-menu').click();
  await page.locator('input[name=scenario]').first().waitFor();
  const title = page.getByText(choice.title, { exact: true });
  const scenario = page.locator('form label', { has: title }).locator('input[name=scenario]');
  if ((await scenario.count()) !== 1) throw new Error(`the page offers no scenario '${choice.title}'`);
  await scenario.check();
  await page.locator('form input[type=number]').fill(choice.seed);
  await page.locator('form button[type=submit]').click();
}

/** Loads a settings file and waits until the page has taken it. @throws Error for one that is not valid. */
export async function loadSettings(page: Page, path: string): Promise<void> {
  const check = parseSettings(readFileSync(path, 'utf8'));
  if (!check.ok)
    throw new Error(`${path}: ${check.errors.map((e) => `${e.path} ${e.message}`.trim()).join('; ')}`);
  await page.getByTestId('settings-file-input').setInputFiles(path);
  const keys = Object.keys(DEFAULT_SETTINGS) as (keyof typeof DEFAULT_SETTINGS)[];
  const isDefault = keys.every(
    (key) => JSON.stringify(check.settings[key]) === JSON.stringify(DEFAULT_SETTINGS[key]),
  );
  await page
    .getByTestId('settings-toggle')
    .getByText(isDefault ? 'defaults' : 'changed:')
    .waitFor();
}

/** One analysis of all that is dropped, whatever it shares. */
export async function setTogether(page: Page): Promise<void> {
  await page.getByTestId('settings-toggle').click();
  await page.getByTestId('settings-parting').selectOption('together');
  await page.getByTestId('settings-toggle').click();
}

/** What the page itself says has failed, in its own words. */
export class PageFailure extends Error {}

/** How a question of the page is answered (an archive that unpacks to very much), and who is told. */
export interface Answers {
  readonly goOn: boolean;
  readonly tell: (question: string) => void;
}

const NO: Answers = { goOn: false, tell: () => {} };

/**
 * Resolves with the verdict when the analysis, and each that was parted from it, is done; questions on the way are answered.
 * @throws PageFailure with the page's own line when the one that is shown failed; Error when `timeoutMs` is over.
 */
export async function untilDone(page: Page, timeoutMs: number, answers = NO): Promise<string> {
  await untilSettled(page, timeoutMs, answers);
  return verdictShown(page);
}

/** As untilDone, whatever came of it. */
export async function untilSettled(page: Page, timeoutMs: number, answers = NO): Promise<void> {
  const question = page.getByTestId('question');
  const ended = ['done', 'failed'].map((state) => `html[data-state=${state}]:not([data-beside])`);
  const stops = [...ended, 'html:has([data-testid=question])'].join(', ');
  for (;;) {
    await page.locator(stops).waitFor({ timeout: timeoutMs });
    if (!(await question.isVisible())) break;
    answers.tell(oneLine(await question.textContent()));
    await page.getByTestId(answers.goOn ? 'question-yes' : 'question-no').click();
    // The next question may be there at once.
    await question.waitFor({ state: 'hidden', timeout: 500 }).catch(() => {});
  }
}

/** @throws PageFailure with the page's own line when it failed. */
async function verdictShown(page: Page): Promise<string> {
  if ((await page.locator('html').getAttribute('data-state')) === 'failed') {
    throw new PageFailure(oneLine(await page.getByTestId('error').first().textContent()));
  }
  return oneLine(await page.getByTestId('verdict').first().textContent());
}

/** One of several analyses that are open side by side. */
export interface Beside {
  readonly name: string;
  /** The verdict, or what failed. */
  readonly verdict: string;
  readonly failed: boolean;
  /** Why its files stand together and apart from the others. */
  readonly why: string;
}

/** Shows one after another, the gravest first; nothing where one analysis is open. */
export async function eachBeside(page: Page, visit: (analysis: Beside) => Promise<void>): Promise<number> {
  const tabs = page.getByTestId('open-analysis');
  const all = await tabs.evaluateAll((buttons) =>
    buttons.map((button, at) => ({ at, rank: Number(button.getAttribute('data-rank')) })),
  );
  for (const { at } of all.sort((a, b) => a.rank - b.rank)) {
    await tabs.nth(at).click();
    const name = oneLine(await tabs.nth(at).locator('.open-name').textContent());
    const failure = await verdictShown(page).catch((error: unknown) => error);
    if (failure instanceof PageFailure)
      await visit({ name, verdict: failure.message, failed: true, why: '' });
    else if (typeof failure !== 'string') throw failure;
    else {
      await page.getByTestId('tab-files').click();
      await page.getByTestId('file-card').first().waitFor();
      const reasons = await page.locator('[data-testid=parting] p').allTextContents();
      await visit({ name, verdict: failure, failed: false, why: reasons.map(oneLine).join(' ') });
    }
  }
  return all.length;
}

/** Names that the exports view offers. */
export async function listExports(page: Page): Promise<string[]> {
  await page.getByTestId('tab-exports').click();
  const buttons = page.locator('[data-testid^="export-"]');
  await buttons.first().waitFor();
  const ids = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('data-testid') ?? ''));
  return [...new Set(ids.map((id) => id.slice('export-'.length)))].filter((name) => name.includes('.'));
}

/**
 * Clicks one export and saves it below `dir` under its name, which may hold a folder ('tickets/INC-2.md').
 * @throws PageFailure when the page cannot make it; Error when `timeoutMs` is over.
 */
export async function saveExport(page: Page, name: string, dir: string, timeoutMs: number): Promise<string> {
  const path = join(dir, normalize(name));
  if (!path.startsWith(join(dir, sep))) throw new Error(`an export wants to leave the folder: ${name}`);
  mkdirSync(dirname(path), { recursive: true });
  const button = page.getByTestId(`export-${name}`);
  const download = page.waitForEvent('download', { timeout: timeoutMs }).catch(() => {
    throw new Error(`${name} was not saved within ${Math.round(timeoutMs / 1000)} s`);
  });
  const failure = page.locator('.export-row', { has: button }).locator('[data-kind=failed]');
  const failed = failure.textContent({ timeout: timeoutMs }).then((reason) => {
    throw new PageFailure(`${name}: ${oneLine(reason)}`);
  });
  // The one that loses the race ends when the page does.
  for (const loser of [download, failed]) loser.catch(() => {});
  await button.click();
  await (await Promise.race([download, failed])).saveAs(path);
  // Chromium drops an eleventh download within a second, without a word.
  await page.waitForTimeout(110);
  return path;
}

function oneLine(text: string | null): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
