// A log of which only a part could be read: its verdict and its ticket say so themselves, wherever they are read.
import { gzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test('the verdict of a gzip that was cut says that a part was read, and so do the ticket and the history', async ({
  page,
  site,
  scratch,
}) => {
  const whole = gzipSync(orderServiceLog());
  const path = writeSample(scratch, 'orders.log.gz', whole.subarray(0, Math.floor(0.97 * whole.length)));
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  const part = 'Only a part of orders.log.gz was read.';
  await expect(page.getByTestId('verdict')).toContainText(part);
  await openTab(page, 'lines');
  await expect(page.getByTestId('verdict')).toContainText(part);
  await openTab(page, 'exports');
  const ticket = page.getByTestId('export-incident_ticket.md');
  expect((await download(page, ticket)).bytes.toString()).toContain(
    `**Read in part:** Only a part of orders.log.gz`,
  );
  await page.getByTestId('new-analysis').click();
  await expect(page.getByTestId('history-item').first()).toContainText(part);
});
