// Files that change under an analysis in Chromium: what is unchanged is read, what is not is named, and no search or export is silent.
import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const LOG = orderServiceLog();
const CHUNK = 65_536;

async function giveAgain(page: Page, path: string): Promise<void> {
  await chooseFiles(page, [path]);
  await page.getByRole('button', { name: 'Give this analysis its text' }).click();
  await expect(page.getByText('The files are being opened …')).toBeHidden();
}

test('a log that grows is refused by the browser, said so, and read again once it is given anew', async ({
  page,
  site,
  scratch,
}) => {
  const path = writeSample(scratch, 'orders.log', LOG);
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await expect(page.getByTestId('kept')).toHaveText('Kept in this browser');
  appendFileSync(path, '2026-03-02 12:00:00.000 INFO  orders.Service - one line more\n');
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText('was changed, moved or deleted since it was given');
  await expect(page.getByTestId('lost-text')).toBeVisible();

  await openTab(page, 'exports');
  await page.getByTestId('export-structured_logs.csv').click();
  await expect(page.getByTestId('question')).toContainText('7,200 of 7,200 records');
  await page.getByTestId('question-no').click();

  await giveAgain(page, path);
  await expect(page.getByTestId('needs-files')).toContainText('has grown by');
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText(/orders\.Service|http\.Access/);
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-structured_logs.csv'));
  expect(bytes.toString()).not.toContain('[not read');
});

test('a log rewritten to its size and time is never mixed in', async ({ page, site, scratch }) => {
  const path = writeSample(scratch, 'orders.log', LOG);
  const time = new Date(2026, 1, 1);
  utimesSync(path, time, time);
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  // Another log under the same name, of the same size and time: only its second chunk differs.
  const other = `${path}.new`;
  writeFileSync(
    other,
    LOG.slice(0, CHUNK) + LOG.slice(CHUNK, 2 * CHUNK).replaceAll('order', 'wreck') + LOG.slice(2 * CHUNK),
  );
  utimesSync(other, time, time);
  renameSync(other, path);
  await openTab(page, 'lines');
  await page.getByTestId('line-search').fill('wreck');
  await page.getByTestId('line-search').press('Enter');
  await expect(page.getByTestId('lines-status')).toContainText('0 hits');
  await expect(page.getByTestId('not-searched')).toContainText('parts of orders.log have changed');
  await expect(page.getByTestId('lines')).not.toContainText('wreck');
});
