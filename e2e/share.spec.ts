// What was found is handed on: a report that opens from disk, an analysis as one file in another profile, a ticket on paper.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { saveExport } from '../bench/analyze-page';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const NOTE = 'ask <b>Nina</b> about this one';
/** A log whose lines would be markup, if anything made them so. */
const hostileLog = (): string =>
  orderServiceLog().replaceAll(
    'timeout after 5000 ms',
    'timeout <img src=x onerror=document.title="run"> after 5000 ms',
  );

/** All that is said of the gravest incident. */
async function incidentShown(page: Page): Promise<string> {
  const article = page.locator('#result-pane article').first();
  // The hours of its chart come last.
  await expect(article).toContainText('12:00');
  return (await article.textContent()) ?? '';
}

async function analysePinned(
  page: Page,
  site: Parameters<typeof openPage>[1],
  scratch: string,
): Promise<string> {
  const path = writeSample(scratch, 'orders.log', hostileLog());
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await openTab(page, 'lines');
  await page.getByTestId('line-search').fill('level:error');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lines-status')).toContainText('of 7,200');
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await page.getByTestId('line-detail').getByLabel('Note').fill(NOTE);
  await openTab(page, 'exports');
  return path;
}

test('a report opens from disk with no network, runs nothing, and says what the page says', async ({
  page,
  site,
  scratch,
  browser,
  consoleErrors,
}) => {
  await analysePinned(page, site, scratch);
  const verdict = (await page.getByTestId('verdict').textContent()) ?? '';
  const path = await saveExport(page, 'report.html', scratch, 30_000);
  expect(consoleErrors).toEqual([]);

  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
  const report = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  report.on('request', (request) => asked.push(request.url()));
  report.on('console', (message) => complaints.push(message.text()));
  const address = pathToFileURL(path).href;
  await report.goto(address);
  await expect(report.locator('.verdict')).toHaveText(verdict);
  await expect(report.getByText(NOTE)).toBeVisible();
  await expect(report.locator('.evidence pre').first()).toContainText('onerror=document.title="run"');
  await expect(report).toHaveTitle(/orders\.log/);
  await expect(report.locator('svg .span').first()).toBeVisible();
  expect(await report.locator('script, img, link, iframe').count()).toBe(0);
  // The style sheet counts: its hash is the one that the policy names.
  expect(await report.locator('nav ul').evaluate((list) => getComputedStyle(list).listStyleType)).toBe(
    'none',
  );
  expect(asked).toEqual([address]);
  expect(complaints).toEqual([]);
  // Its own policy keeps it from reaching anything, whatever got in.
  const reached = await report.evaluate(() =>
    fetch('https://example.com').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(reached).toBe('refused');

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [390, 1280]) {
      await report.emulateMedia({ colorScheme });
      await report.setViewportSize({ width, height: 844 });
      const overflow = await report.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${colorScheme} at ${width}`).toBeLessThanOrEqual(0);
      const found = await report.evaluate(
        `${axe.source}; axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
      );
      expect(found, `${colorScheme} at ${width}`).toEqual([]);
      await report.screenshot({ path: join(scratch, `report-${colorScheme}-${width}.png`), fullPage: true });
    }
  const pdf = await report.pdf({ path: join(scratch, 'report.pdf'), format: 'A4' });
  expect(pdf.length).toBeGreaterThan(10_000);
  await context.close();
});

test('an analysis as a file is the same in another profile, and its log gives it its lines', async ({
  page,
  site,
  scratch,
  browser,
}) => {
  const log = await analysePinned(page, site, scratch);
  const verdict = (await page.getByTestId('verdict').textContent()) ?? '';
  const path = await saveExport(page, 'analysis.harbinger', scratch, 30_000);
  await openTab(page, 'incidents');
  const incident = await incidentShown(page);
  expect(incident).toContain('order failed: timeout, 448 times');

  const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  const other = await context.newPage();
  await openPage(other, site);
  await chooseFiles(other, [path]);
  await expectDone(other);
  // The overview has the verdict in two lines.
  await openTab(other, 'exports');
  await expect(other.getByTestId('verdict')).toHaveText(verdict);
  await expect(other.getByTestId('needs-files')).toContainText('Opened from analysis.harbinger');
  await expect(other.getByTestId('drop-notes')).toContainText('brought 1 pinned line');
  await openTab(other, 'incidents');
  expect(await incidentShown(other)).toBe(incident);
  await expectAccessible(other, [390, 1280]);
  await other.setViewportSize({ width: 1360, height: 900 });

  await chooseFiles(other, [log]);
  await other.getByRole('button', { name: 'Give this analysis its text' }).click();
  await expect(other.getByTestId('needs-files')).toBeHidden();
  await openTab(other, 'exports');
  const pins = readFileSync(await saveExport(other, 'pins.csv', scratch, 30_000), 'utf8');
  expect(pins).toContain(NOTE);
  expect(pins).toMatch(/orders\.log,\d+,2026-03-02T/);
  // Kept: it is there after a reload, like any other.
  await other.reload();
  await expectDone(other);
  await expect(other.getByTestId('verdict')).toHaveText(verdict);
  await context.close();
});

test('a damaged file is told by its name, and nothing of it stays', async ({ page, site, scratch }) => {
  await analysePinned(page, site, scratch);
  await page.getByTestId('export-without-lines').check();
  const path = await saveExport(page, 'analysis.harbinger', scratch, 30_000);
  const bytes = new Uint8Array(readFileSync(path));
  const cut = writeSample(scratch, 'cut.harbinger', bytes.slice(0, bytes.length - 40));
  bytes[bytes.length >> 1] ^= 4;
  const bad = writeSample(scratch, 'bad.harbinger', bytes);
  await chooseFiles(page, [cut, bad]);
  const notes = page.getByTestId('drop-notes');
  await expect(notes).toContainText('cut.harbinger was not opened: it is cut off');
  await expect(notes).toContainText('bad.harbinger was not opened: it is damaged');
  await expect(page.getByTestId('open-analyses')).toBeHidden();
  await expectAccessible(page, [390, 1280]);
  await page.screenshot({ path: join(scratch, 'notes.png') });
});

test('paper holds the ticket, and nothing of the page around it', async ({ page, site, scratch }) => {
  await analysePinned(page, site, scratch);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket').locator('h1')).toBeVisible();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const away of ['.bar', '.tabs', '.verdict-header', '.ticket-head'])
    await expect(page.locator(away)).toBeHidden();
  await expect(page.getByTestId('ticket')).toBeVisible();
  const paper = await page.getByTestId('ticket').evaluate((ticket) => getComputedStyle(ticket).color);
  expect(paper).toBe('rgb(0, 0, 0)');
  await page.pdf({ path: join(scratch, 'ticket.pdf'), format: 'A4' });
  await page.screenshot({ path: join(scratch, 'ticket-print.png'), fullPage: true });
});
