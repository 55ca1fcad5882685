// Logs that have nothing to do with each other, dropped together: a verdict each, side by side; joined and parted; cancelled; opened again.
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { accessLog, orderServiceLog, syslogOf, writeSample } from './samples';

async function untilAllDone(page: Page): Promise<void> {
  await expect(page.locator('html')).not.toHaveAttribute('data-beside', /./, { timeout: 100_000 });
  await expectDone(page);
}

/** An order service of 2026, a web server of 2019 and a machine of 2012. */
function threeLogs(scratch: string): string[] {
  return [
    writeSample(scratch, 'orders.log', orderServiceLog()),
    writeSample(scratch, 'access.log', accessLog()),
    writeSample(scratch, 'messages.log', syslogOf('db-7')),
  ];
}

async function nameShown(page: Page): Promise<string> {
  return (await page.locator('[data-testid=open-analysis][aria-current] .open-name').textContent()) ?? '';
}

test('three logs that share nothing are three verdicts, each with its files and exports, and switching loses nothing', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, threeLogs(scratch));
  await untilAllDone(page);
  const tabs = page.getByTestId('open-analysis');
  await expect(tabs).toHaveCount(3);
  await expect(page.getByTestId('beside-card').first()).toContainText('orders.log');
  // The gravest is in front, for nobody has looked round meanwhile.
  await expect.poll(() => nameShown(page)).toBe('orders.log');

  await tabs.filter({ hasText: 'orders.log' }).click();
  await openTab(page, 'templates');
  await tabs.filter({ hasText: 'messages.log' }).click();
  await openTab(page, 'files');
  await expect(page.getByTestId('file-card')).toHaveCount(1);
  await expect(page.getByTestId('parting')).toContainText(
    /Apart: no time in common, .* years between it and/,
  );
  await openTab(page, 'exports');
  const summary = await download(page, page.getByTestId('export-run_summary.json'));
  const { files, window_minutes: minutes } = JSON.parse(summary.bytes.toString('utf8'));
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['messages.log']);
  expect(minutes).toBe(5);

  await tabs.filter({ hasText: 'orders.log' }).click();
  expect(await nameShown(page)).toBe('orders.log');
  await expect(page.getByTestId('tab-templates')).toHaveAttribute('aria-selected', 'true');
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/waiting for a connection/);

  // The address names the one that was looked at; all three are kept.
  await reloadPage(page);
  await expect(page.getByTestId('open-analyses')).toBeHidden();
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/waiting for a connection/);
  await page.getByTestId('new-analysis').click();
  await expect(page.getByTestId('history-item')).toHaveCount(3);
});

test('what was parted is joined by a click, and what is together is parted', async ({
  page,
  site,
  scratch,
}) => {
  const log = orderServiceLog(900);
  const half = log.indexOf('\n', log.length / 2) + 1;
  await openPage(page, site);
  const orders = [
    writeSample(scratch, 'one.log', log.slice(0, half)),
    writeSample(scratch, 'two.log', log.slice(half)),
  ];
  await chooseFiles(page, [...orders, writeSample(scratch, 'messages.log', syslogOf('db-7', 600))]);
  await untilAllDone(page);
  await expect(page.getByTestId('open-analysis')).toHaveCount(2);
  await page.getByTestId('open-analysis').filter({ hasText: 'one.log' }).click();
  await openTab(page, 'files');
  await expect(page.getByTestId('file-card')).toHaveCount(2);
  await expect(page.getByTestId('parting')).toContainText('Analysed together: their times overlap');

  await page.getByRole('button', { name: 'Analyse apart: two.log' }).click();
  await expect(page.getByTestId('open-analysis')).toHaveCount(3);
  await untilAllDone(page);
  await openTab(page, 'files');
  await expect(page.getByTestId('parting')).toContainText('you parted it');
  await expect(page.getByTestId('file-card')).toHaveCount(1);

  await page.getByRole('button', { name: 'Analyse together with two.log' }).click();
  await expect(page.getByTestId('open-analysis')).toHaveCount(2);
  await untilAllDone(page);
  await openTab(page, 'files');
  await expect(page.getByTestId('file-card')).toHaveCount(2);
});

test('cancelling keeps the verdicts that are there', async ({ page, site, scratch }) => {
  const large = writeSample(scratch, 'large.log', syslogOf('db-7', 600_000));
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'access.log', accessLog(1200)), large]);
  await expect(page.getByTestId('open-analysis')).toHaveCount(2);
  await expect(page.getByTestId('cancel-rest')).toBeVisible({ timeout: 60_000 });
  await page.getByTestId('cancel-rest').click();
  await expect(page.getByTestId('open-analyses')).toBeHidden();
  await expectDone(page);
  await openTab(page, 'files');
  await expect(page.getByTestId('file-card')).toContainText('access.log');
  await openTab(page, 'lines');
  await expect(page.getByTestId('result')).toContainText('GET /');
});
