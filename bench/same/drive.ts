// One input through one built page. In: a browser, the address of the page, an input. Out: a folder with every export, and page.txt:
// what the page asked and said.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { listExports, loadSettings, PageFailure, saveExport, untilDone } from '../analyze-page';
import type { Input } from './inputs';

const TIMEOUT_MS = 5 * 60_000;

/**
 * In a context of its own: nothing of the input before is kept.
 * @throws Error when the page could not be driven to an end; that it has failed is an end.
 */
export async function runInput(browser: Browser, url: string, input: Input, dir: string): Promise<void> {
  mkdirSync(dir, { recursive: true });
  const context = await browser.newContext({ acceptDownloads: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const crash = new Promise<never>((_, reject) => {
      page.on('crash', () => reject(new Error('the tab crashed')));
    });
    await Promise.race([crash, drive(page, url, input, dir)]);
  } finally {
    await context.close();
  }
}

async function drive(page: Page, url: string, input: Input, dir: string): Promise<void> {
  await page.goto(url);
  await page.getByTestId('drop-zone').waitFor();
  if (input.settings !== null) {
    const path = `${dir}-settings.json`;
    writeFileSync(path, JSON.stringify(input.settings));
    await loadSettings(page, path);
  }
  await input.give(page);
  const said: string[] = [];
  const tell = (question: string): void => void said.push(`asked: ${question}`);
  const verdict = await wordsOf(untilDone(page, TIMEOUT_MS, { goOn: false, tell }));
  said.push(...[verdict.value, verdict.failure].flatMap((words) => words ?? []));
  const names = verdict.failure === null ? await listExports(page) : [];
  for (const name of names) {
    const { failure } = await wordsOf(saveExport(page, name, dir, TIMEOUT_MS));
    if (failure !== null) said.push(failure);
  }
  writeFileSync(join(dir, 'page.txt'), `${said.join('\n')}\n`);
}

/** What the page says has failed is its answer. Anything else is none, and must not be taken for one that both versions give. */
async function wordsOf(step: Promise<string>): Promise<{ value: string | null; failure: string | null }> {
  try {
    return { value: await step, failure: null };
  } catch (error) {
    if (!(error instanceof PageFailure)) throw error;
    return { value: null, failure: `failed: ${error.message}` };
  }
}
