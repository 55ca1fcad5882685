// The main journey: a log is dropped, a ticket is held; then the page is loaded again and the analysis reopened.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { chooseFiles, download, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const TABS = [
  'overview',
  'incidents',
  'ticket',
  'templates',
  'lines',
  'files',
  'benchmark',
  'exports',
  'settings',
  'problems',
];

test('from a drop to a ticket, and back after a reload @firefox', async ({ page, site, scratch }) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog());
  await openPage(page, site);
  await dropPaths(page, [path]);
  await expectDone(page);
  await expect(page.getByTestId('verdict')).toContainText(/warning|outage|incident/i);

  for (const name of TABS) {
    await openTab(page, name);
    await expect(page.getByTestId(`tab-${name}`)).toHaveAttribute('aria-selected', 'true');
  }
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/waiting for a connection/);

  await openTab(page, 'exports');
  await expectExports(page);

  await reloadPage(page);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/waiting for a connection/);
});

test('a dropped folder keeps its paths', async ({ page, site, scratch }) => {
  const folder = join(scratch, 'night');
  mkdirSync(folder, { recursive: true });
  const log = orderServiceLog();
  const half = log.indexOf('\n', log.length / 2) + 1;
  writeSample(folder, 'one/app.log', log.slice(0, half));
  writeSample(folder, 'two/app.log', log.slice(half));
  await openPage(page, site);
  await dropPaths(page, [folder]);
  await expectDone(page);
  await openTab(page, 'files');
  await expect(page.getByTestId('result')).toContainText('night/one/app.log');
  await expect(page.getByTestId('result')).toContainText('night/two/app.log');
});

test('a cancelled analysis leaves a page that works', async ({ page, site, scratch }) => {
  const large = writeSample(scratch, 'large.log', orderServiceLog().repeat(300));
  const small = writeSample(scratch, 'small.log', orderServiceLog());
  await openPage(page, site);
  await chooseFiles(page, [large]);
  await page.getByTestId('cancel').click();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'idle');
  await chooseFiles(page, [small]);
  await expectDone(page);
});

async function expectExports(page: Page): Promise<void> {
  const summary = await download(page, page.getByTestId('export-run_summary.json'));
  const { totals, bytes_sent: bytesSent } = JSON.parse(summary.bytes.toString('utf8'));
  expect(bytesSent).toBe(0);
  expect(totals.records).toBe(7200);
  const ticket = await download(page, page.getByTestId('export-incident_ticket.md'));
  expect(ticket.bytes.toString('utf8')).toMatch(/^# /);
  const windows = await download(page, page.getByTestId('export-windows.csv'));
  expect(windows.bytes.toString('utf8')).toMatch(/^start,end,in_baseline,/);
  const parquet = await download(page, page.getByTestId('export-structured_logs.parquet'));
  expect(parquet.bytes.subarray(0, 4).toString('latin1')).toBe('PAR1');
}

test('all scenarios of the demo are in view at once, and the reasons of a session on a phone', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openPage(page, site);
  await page.getByTestId('demo-menu').click();
  await expect(page.getByRole('radio').first()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('radio').last()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Simulate and analyse' })).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await openTab(page, 'sessions');
  await expect(page.locator('.session-row:not(.head) .session-why').first()).toBeInViewport({ ratio: 1 });
});
