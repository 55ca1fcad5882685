// Fixtures and steps that the journeys share: a server of the built page per test, a page on which an error in the
// console fails the test, and what a person does (drop, wait, open a tab, download).
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, type ConsoleMessage, expect, type Locator, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { FIREFOX_DOWNLOADS, findFirefox } from '../bench/firefox';
import { type StaticServer, serveFolder } from '../bench/static-server';

interface Fixtures {
  readonly site: StaticServer;
  /** A folder of the test's own. */
  readonly scratch: string;
  /** Console errors and uncaught errors so far; a test that expects some empties it. */
  readonly consoleErrors: string[];
  readonly installed: undefined;
}

export const test = base.extend<Fixtures>({
  installed: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use, info) => {
      info.skip(info.project.name === 'firefox' && findFirefox() === null, 'no Firefox is installed');
      await use(undefined);
    },
    { auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  site: async ({}, use) => {
    const site = await serveFolder({ dir: DIST });
    await use(site);
    await site.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  scratch: async ({}, use, info) => {
    mkdirSync(info.outputDir, { recursive: true });
    await use(info.outputDir);
  },
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(describeMessage(message));
      });
      page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
      await use(errors);
      expect(errors, 'errors in the console').toEqual([]);
    },
    { auto: true },
  ],
});

export async function openPage(page: Page, site: StaticServer): Promise<void> {
  await page.goto(site.url);
  await expect(page.getByTestId('drop-zone')).toBeVisible();
}

/** Resolves when the page has stored the whole app and its service worker answers for it. */
export async function untilOfflineReady(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller !== null) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
  });
}

/** Gives files as the file chooser does; the browser reads them from disk. */
export async function chooseFiles(page: Page, paths: readonly string[]): Promise<void> {
  await page.getByTestId('file-input').setInputFiles([...paths]);
}

/** Waits until the analysis has ended, and says how. */
export async function untilEnded(page: Page, timeout = 300_000): Promise<'done' | 'failed'> {
  await expect(page.locator('html')).toHaveAttribute('data-state', /^(done|failed)$/, { timeout });
  return (await page.locator('html').getAttribute('data-state')) as 'done' | 'failed';
}

export async function expectDone(page: Page): Promise<void> {
  const state = await untilEnded(page);
  const reason = state === 'failed' ? await page.getByTestId('error').textContent() : '';
  expect(`${state} ${reason}`.trim()).toBe('done');
  await expect(page.getByTestId('result')).toBeVisible();
}

export async function openTab(page: Page, name: string): Promise<void> {
  await page.getByTestId(`tab-${name}`).click();
}

/** Loads the page again: its address names the analysis, which opens by itself, without the text of its lines. */
export async function reloadPage(page: Page): Promise<void> {
  await page.reload();
  await expectDone(page);
}

/** Addresses outside the site that the page asks for from now on; the list grows. */
export function foreignRequests(page: Page, site: StaticServer): readonly string[] {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !request.url().startsWith('blob:'))
      foreign.push(request.url());
  });
  return foreign;
}

/** Clicks an export and returns its bytes. */
export async function download(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  if (isFirefox(page)) return downloadInFirefox(button);
  const [event] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return { name: event.suggestedFilename(), bytes: await readFile(await event.path()) };
}

export function isFirefox(page: Page): boolean {
  return page.context().browser()?.browserType().name() === 'firefox';
}

async function downloadInFirefox(button: Locator): Promise<{ name: string; bytes: Buffer }> {
  rmSync(FIREFOX_DOWNLOADS, { recursive: true, force: true });
  mkdirSync(FIREFOX_DOWNLOADS);
  await button.click({ noWaitAfter: true });
  let before = '';
  const saved = async (): Promise<boolean> => {
    const sizes = readdirSync(FIREFOX_DOWNLOADS).map((name) => [
      name,
      // It may get its name between two looks.
      statSync(join(FIREFOX_DOWNLOADS, name), { throwIfNoEntry: false })?.size ?? 0,
    ]);
    const now = JSON.stringify(sizes);
    const isWhole = sizes.length === 1 && sizes[0]?.[1] !== 0 && now === before;
    before = now;
    return isWhole;
  };
  await expect.poll(saved, { message: 'a saved file', intervals: [100] }).toBe(true);
  const [name = ''] = readdirSync(FIREFOX_DOWNLOADS);
  return { name, bytes: readFileSync(join(FIREFOX_DOWNLOADS, name)) };
}

function describeMessage(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
}
