// A log that is written while it is followed, in Chromium: real files of a dropped folder, renamed and truncated on disk; and a file of a chooser.
import { appendFileSync, copyFileSync, mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dropPaths, loadSettings } from '../bench/analyze-page';
import { DEFAULT_SETTINGS } from '../src/contracts/settings';
import { expectAccessible } from './accessible';
import { download, expectDone, openPage, openTab, test } from './harbinger';

const BEGIN = Date.UTC(2026, 2, 1);
const PER_WINDOW = 120;

/** Windows [from, to) of five minutes of a small shop; in bad ones its database refuses connections. */
function windows(from: number, to: number, isBad = false): string {
  const made: string[] = [];
  for (let i = from * PER_WINDOW; i < to * PER_WINDOW; i++) {
    const at = new Date(BEGIN + i * 2500).toISOString();
    const [name, text] = [
      ['Cart', `cart ${i * 31} was priced in ${i % 90} ms`],
      ['Order', `order ${i * 17} accepted`],
      ['Pay', `payment ${i * 13} settled`],
    ][i % 3];
    if (isBad && i % 4 !== 0)
      made.push(`${at} ERROR [pool-2] com.shop.Db: connection to orders-db:5432 refused, attempt ${i}`);
    else made.push(`${at} INFO [http-${i % 8}] com.shop.${name}: ${text}`);
  }
  return `${made.join('\n')}\n`;
}

async function withWindows(page: Page, scratch: string): Promise<void> {
  const settings = join(scratch, 'settings.json');
  writeFileSync(settings, JSON.stringify({ ...DEFAULT_SETTINGS, windowMinutes: 5 }));
  await loadSettings(page, settings);
}

const bar = (page: Page) => page.getByTestId('following');

async function records(page: Page): Promise<number> {
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-run_summary.json'));
  return JSON.parse(bytes.toString()).totals.records;
}

test('a dropped folder is followed: a rename, a truncation, a half line; the warning comes, and no line is lost', async ({
  page,
  site,
  scratch,
}) => {
  const folder = join(scratch, 'logs');
  mkdirSync(folder);
  const path = join(folder, 'app.log');
  writeFileSync(path, windows(0, 60));
  await openPage(page, site);
  await withWindows(page, scratch);
  await dropPaths(page, [folder]);
  await expectDone(page);
  await page.getByTestId('follow').click();
  await expect(bar(page)).toHaveAttribute('data-phase', 'following');
  await expect(page.getByTestId('follow-words')).toContainText('verdict as of 05:00:00');
  await expect(page.getByTestId('follow-event')).toContainText('compared with');

  await expect(page.getByTestId('needs-files')).toHaveCount(0);
  appendFileSync(path, windows(60, 62));
  await expect(page.getByTestId('follow-words')).toContainText('verdict as of 05:10:00');
  appendFileSync(path, windows(62, 63));
  renameSync(path, `${path}.1`);
  writeFileSync(path, windows(63, 64));
  await expect(page.getByTestId('follow-event')).toContainText('Its old text is in app.log.1');
  copyFileSync(path, `${path}.0`);
  truncateSync(path);
  await expect(page.getByTestId('follow-event')).toContainText('Its old text is in app.log.0');
  await expect(page.getByTestId('follow-news')).toHaveText('');

  const bad = windows(64, 67, true);
  appendFileSync(path, bad.slice(0, -40));
  await expect(page.getByTestId('follow-news')).toContainText('New: ');
  await expect(page.getByTestId('follow-words')).toContainText('has no end yet');
  appendFileSync(path, bad.slice(-40));
  await expect(page.getByTestId('follow-words')).not.toContainText('has no end yet');
  // Its lines can be read though their file was renamed and cut.
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText(/com\.shop\./);
  await expectAccessible(page, [390, 1280]);

  await page.getByTestId('follow-pause').click();
  await expect(bar(page)).toHaveAttribute('data-phase', 'paused');
  appendFileSync(path, windows(67, 68));
  await page.waitForTimeout(1500);
  await page.getByTestId('follow-pause').click();
  await expect(page.getByTestId('follow-words')).toContainText('last line');
  await page.getByTestId('follow-stop').click();
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByTestId('kept')).toHaveText('Kept in this browser');
  expect(await records(page)).toBe(68 * PER_WINDOW);
});

test('a file of the chooser is followed: sound and notifications are off until they are asked for', async ({
  page,
  site,
  scratch,
  context,
}) => {
  await context.grantPermissions(['notifications']);
  // Headless, there is no chooser: one that gives a file of the browser's own file system, whose handles are real.
  await page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(globalThis, {
      shown,
      showOpenFilePicker: async () => [
        await (await navigator.storage.getDirectory()).getFileHandle('app.log', { create: true }),
      ],
      Notification: class Told {
        static permission = 'default';
        static async requestPermission(): Promise<string> {
          return 'granted';
        }
        constructor(title: string) {
          shown.push(title);
        }
      },
    });
  });
  const append = (text: string): Promise<void> =>
    page.evaluate(async (more) => {
      const file = await (await navigator.storage.getDirectory()).getFileHandle('app.log', { create: true });
      const stream = await file.createWritable({ keepExistingData: true });
      await stream.seek((await file.getFile()).size);
      await stream.write(more);
      await stream.close();
    }, text);
  await openPage(page, site);
  await withWindows(page, scratch);
  await append(windows(0, 60));
  await page.getByTestId('follow-file').click();
  await expect(bar(page)).toHaveAttribute('data-phase', 'following');
  await expect(bar(page)).toContainText('Drop the folder of the file instead');
  await expect(page.getByTestId('follow-notify')).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByTestId('follow-sound')).toHaveAttribute('aria-pressed', 'false');
  await page.getByTestId('follow-notify').click();
  await expect(page.getByTestId('follow-notify')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('follow-sound').click();
  await expect(page.getByTestId('follow-sound')).toHaveAttribute('aria-pressed', 'true');
  await append(windows(60, 63, true));
  await expect(page.getByTestId('follow-news')).toContainText('New: ');
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  expect(shown).toHaveLength(1);
  expect(shown[0]).toMatch(/^(critical|error|warning): /);
  // A setting is put to the whole: following ends first.
  await page.getByTestId('follow-stop').click();
  await expect(bar(page)).toHaveCount(0);
  expect(await records(page)).toBe(63 * PER_WINDOW);
});
