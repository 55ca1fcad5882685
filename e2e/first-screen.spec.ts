// The first screen of an incident, of a quiet log and of one without times, in a real browser: what stands on it, where it leads, and axe in light and
// dark, wide and narrow.
import { expect } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('an incident: the answer first, votes folded, every citation a way to its line', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  const answer = page.getByTestId('answer');
  await expect(answer.getByRole('heading', { level: 1 })).toContainText(/orders/i);
  for (const part of ['What happened', 'Likely cause', 'Do now'])
    await expect(answer.getByRole('heading', { name: part })).toBeInViewport();
  for (const fact of ['Impact', 'When', 'Where'])
    await expect(answer.getByText(fact, { exact: true })).toBeInViewport();
  await expect(page.getByText('Training loss')).toHaveCount(0);
  await page.getByTestId('why-toggle').click();
  await expect(page.getByText('Training loss')).toBeVisible();
  await expect(page.getByTestId('timeline')).toHaveAttribute('data-ready', '');
  await expectAccessible(page, [390, 1280, 2560]);

  await page.setViewportSize({ width: 1280, height: 844 });
  await page.getByTestId('copy-ticket').click();
  await expect(page.getByTestId('copy-ticket')).toContainText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^# \\\[/);
  expect(copied).toContain('What happened');

  const [cited] = await answer.getByRole('button', { name: 'E1', exact: true }).all();
  await cited.click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
});

test('a quiet log is green and says what was looked at', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(5700))]);
  await expectDone(page);
  await expect(page.locator('.verdict-header')).toHaveAttribute('data-tone', 'calm');
  await expect(page.getByTestId('verdict')).toContainText('No incident found');
  await expect(page.getByText('5,700 records in 1 file')).toBeVisible();
  await expectAccessible(page, [390, 1280, 2560]);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText('nothing to file');
});

test('a crash log without times is read: said so, no chart, no time that nobody knows', async ({
  page,
  site,
  scratch,
}) => {
  const crash = [
    ...Array.from({ length: 30 }, (_, i) => `loading module ${i} of 30`),
    'Traceback (most recent call last):',
    '  File "app/main.py", line 12, in <module>',
    '    start(config)',
    '  File "app/boot.py", line 40, in start',
    '    port = int(config["port"])',
    "ValueError: invalid literal for int() with base 10: 'eighty'",
    'worker exited with code 1',
  ].join('\n');
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'worker.log', `${crash}\n`)]);
  await expectDone(page);
  await expect(page.getByTestId('read-not-compared')).toBeVisible();
  await expect(page.getByTestId('answer')).toContainText('ValueError');
  await expect(page.getByTestId('answer')).not.toContainText(/NaN|Invalid|1970/);
  await expect(page.getByTestId('answer-chart')).toHaveCount(0);
  await expectAccessible(page, [390, 1280, 2560]);
});
