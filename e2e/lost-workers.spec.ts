// Threads that end without a word, and pages that do: nothing waits for ever, and what can do without them does.
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { blockLog, orderServiceLog, writeSample } from './samples';

/** When a worker ends: ms after it was made, or after it was first heard of (its lock is held from then on, its code may still load). */
type Moment = { readonly ms: number } | { readonly heardMs: number };

/**
 * Ends the first worker of this name, as a browser does that wants its memory back: nothing in the page is told. Without a moment it is
 * ended by endNow.
 */
async function endSilently(page: Page, name: string, moment: Moment | null = null): Promise<void> {
  await page.addInitScript(
    ({ name, moment }) => {
      const victims: Worker[] = [];
      Object.assign(globalThis, { victims });
      const Original = globalThis.Worker;
      globalThis.Worker = class extends Original {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          if (options?.name !== name) return;
          if (victims.push(this) > 1 || moment === null) return;
          const end = () => super.terminate();
          if ('heardMs' in moment) {
            // At once means in the same task: the page may be busy for longer than a worker takes to judge.
            const heard = () => (moment.heardMs > 0 ? setTimeout(end, moment.heardMs) : end());
            this.addEventListener('message', heard, { once: true });
          } else if (moment.ms > 0) setTimeout(end, moment.ms);
          else end();
        }
      };
    },
    { name, moment },
  );
}

async function endNow(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const victim of (globalThis as unknown as { victims: Worker[] }).victims.splice(0))
      victim.terminate();
  });
}

/** Eight seconds for one that never began, and the machine may be busy. */
const NOTICED = { timeout: 25_000 };
const NEEDED = ['analysis', 'shard-1'] as const;
const MOMENTS: readonly (readonly [when: string, Moment])[] = [
  ['before it began', { ms: 0 }],
  ['while it began', { ms: 3 }],
  ['while it loads its code', { heardMs: 0 }],
  ['at work', { heardMs: 150 }],
];

for (const [when, moment] of MOMENTS)
  for (const name of NEEDED)
    test(`the ${name} worker ends ${when}: the page says so, and goes on at a click @firefox`, async ({
      page,
      site,
      scratch,
    }) => {
      await endSilently(page, name, moment);
      await openPage(page, site);
      const numLines = when === 'at work' ? 60_000 : 4000;
      await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(numLines))]);
      await expect(page.getByTestId('error')).toContainText(`The ${name} worker stopped`, NOTICED);
      await page.getByTestId('run-again').click();
      await expectDone(page);
    });

for (const [when, moment] of MOMENTS.slice(0, 3))
  test(`the lstm worker ends ${when}: the analysis ends, and says that it did not judge`, async ({
    page,
    site,
    scratch,
  }) => {
    await endSilently(page, 'lstm', moment);
    await openPage(page, site);
    await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
    await expectDone(page);
    await page.getByRole('button', { name: /What was looked at/ }).click();
    await expect(page.getByTestId('result')).toContainText('The lstm worker stopped');
  });

test('a worker of the sequences ends before it began: the analysis ends all the same', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'sequences-1', { ms: 0 });
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'blocks.log', blockLog())]);
  await expectDone(page);
});

test('an idle analysis worker ends: the result stays, it is said, and a click opens it again with its lines @firefox', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'analysis');
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(4000))]);
  await expectDone(page);
  await expect(page.locator('[data-testid=kept][data-kept=true]')).toBeVisible();
  await endNow(page);
  const lost = page.getByTestId('lost');
  await expect(lost).toContainText('The analysis worker stopped');
  await expect(page.getByTestId('result')).toBeVisible();
  await page.getByTestId('go-on').click();
  await expect(lost).toBeHidden();
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines')).toContainText('carrier');
});

test('helpers that end while nothing needs them are replaced when something does', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'shard-1');
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(4000))]);
  await expectDone(page);
  await endNow(page);
  await page.waitForTimeout(500);
  await expect(page.getByTestId('lost')).toBeHidden();
  await openTab(page, 'exports');
  const parquet = page.getByTestId('export-structured_logs.parquet');
  expect((await download(page, parquet)).bytes.subarray(0, 4).toString()).toBe('PAR1');
});

test('the archive worker ends before it began: the export says so, and the next one has another', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'archive', { ms: 0 });
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(4000))]);
  await expectDone(page);
  await openTab(page, 'exports');
  const parquet = page.getByTestId('export-structured_logs.parquet');
  await parquet.click();
  await expect(page.getByText('The archive worker stopped')).toBeVisible(NOTICED);
  expect((await download(page, parquet)).bytes.subarray(0, 4).toString()).toBe('PAR1');
});

test('a search worker ends before it began: the search says so, and the next one finds', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'search-1', { ms: 0 });
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(4000))]);
  await expectDone(page);
  await openTab(page, 'lines');
  const search = page.getByTestId('line-search');
  await search.fill('/carrier [34] in 4 parcels/');
  const problem = page.getByTestId('search-problem');
  await expect(problem).toContainText('The search-1 worker stopped', NOTICED);
  await search.fill('/carrier [12] in 3 parcels/');
  await expect(problem).toBeHidden();
  await expect(page.getByTestId('lines-status')).toContainText(/\d hits/);
});

test('the thread of SQL ends before it began: the query says so, and the next one answers', async ({
  page,
  site,
  scratch,
}) => {
  await endSilently(page, 'sql', { ms: 0 });
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(4000))]);
  await expectDone(page);
  await openTab(page, 'sql');
  const ask = async (): Promise<void> => {
    await page.getByTestId('sql-input').fill('SELECT count(*) FROM logs');
    await page.getByTestId('sql-input').press('Control+Enter');
  };
  await ask();
  await expect(page.getByText('The thread of SQL stopped')).toBeVisible(NOTICED);
  await ask();
  await expect(page.getByTestId('sql-status')).toHaveText(/^1 row in /, { timeout: 100_000 });
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
