// Threads that end without a word, and pages that do: nothing waits for ever, and what can do without them does.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, type Worker } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { chooseFiles, expectDone, openPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** Ends the first worker of this name as soon as it is there, as a browser does that wants its memory back. */
function endSilently(page: Page, isIt: (worker: Worker) => Promise<boolean>): void {
  page.on('worker', (worker) => {
    void isIt(worker)
      .then((yes) => (yes ? worker.evaluate(() => self.close()) : undefined))
      .catch(() => undefined);
  });
}

const named = (name: RegExp) => async (worker: Worker) => name.test(await worker.evaluate(() => self.name));

test('an analysis whose worker ends in silence is said to have ended, and can be run again', async ({
  page,
  site,
  scratch,
}) => {
  let num = 0;
  endSilently(page, async (worker) => (await named(/^analysis$/)(worker)) && num++ === 0);
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(40_000))]);
  await expect(page.getByTestId('error')).toContainText('The analysis worker stopped');
  await page.getByTestId('run-again').click();
  await expectDone(page);
});

test('without the code of the LSTM the analysis ends, and says that it did not judge', async ({
  page,
  scratch,
  consoleErrors,
}) => {
  const dir = join(scratch, 'dist');
  cpSync(DIST, dir, { recursive: true });
  for (const name of readdirSync(join(dir, 'assets')))
    if (name.startsWith('lstm.worker')) rmSync(join(dir, 'assets', name));
  const site = await serveFolder({ dir });
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  await page.getByRole('button', { name: /What was looked at/ }).click();
  await expect(page.getByTestId('result')).toContainText('The lstm worker stopped');
  await site.close();
  // Some browsers count the file that is not there as one.
  consoleErrors.length = 0;
});

test('a run that ended with its page is told to the next one', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(60_000))]);
  await expect(page.getByTestId('progress')).toBeVisible();
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.getByTestId('interrupted')).toContainText('orders.log');
});
