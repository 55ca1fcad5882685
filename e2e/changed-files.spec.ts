// Files that change under an analysis: what is unchanged is read, what is not is named, and no search or export is silent. What a browser does with
// such a file differs: Chromium refuses to read it, Firefox reads whatever is there.
import { appendFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import Papa from 'papaparse';
import {
  chooseFiles,
  download,
  expectDone,
  isFirefox,
  openPage,
  openTab,
  test,
  untilEnded,
} from './harbinger';
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
  test.skip(isFirefox(page), 'Firefox refuses no file that grew: see the changes below');
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

test('a log rewritten to its size and time is never mixed in @firefox', async ({ page, site, scratch }) => {
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

/** Another log of the same size, whose lines can be told from those of LOG. */
const wrecked = (log: string): string => log.replaceAll('order ', 'wreck ');

/** What may become of the file at a path that holds `log`. */
const CHANGES: Readonly<Record<string, (path: string, log: string) => void>> = {
  append: (path) =>
    appendFileSync(path, '2026-03-02 12:00:00.000 INFO  orders.Service - wreck 1 is one line more\n'),
  truncate: (path, log) => truncateSync(path, Math.floor(log.length / 2)),
  rewrite: (path, log) => writeFileSync(path, wrecked(log)),
  rename: (path) => renameSync(path, `${path}.1`),
  rotate: (path, log) => {
    renameSync(path, `${path}.1`);
    writeFileSync(path, wrecked(log));
  },
  touch: (path) => utimesSync(path, new Date(), new Date()),
  delete: (path) => rmSync(path),
};

/** What a search finds, and whether it says that it could not look everywhere. */
async function search(page: Page, words: string): Promise<{ numHits: number; isWhole: boolean }> {
  await page.getByTestId('line-search').fill(words);
  await page.getByTestId('line-search').press('Enter');
  const status = page.getByTestId('lines-status');
  await expect(status).toHaveAttribute('data-state', 'done');
  await expect(status).toHaveAttribute('data-hits', /\d/);
  const isWhole = (await page.getByTestId('not-searched').count()) === 0;
  return { numHits: Number(await status.getAttribute('data-hits')), isWhole };
}

interface Messages {
  readonly rows: readonly string[];
  /** Whether the page asked before it saved, as it does of an export without all its text. */
  readonly hasAsked: boolean;
}

/** The structured log, saved once in a test. */
async function messages(page: Page): Promise<Messages> {
  // Where it does not ask, the click waits in vain; where it does, the file may be there before the click is done.
  const asked = page
    .getByTestId('question-yes')
    .click()
    .then(
      () => true,
      () => false,
    );
  const rows = await saveMessages(page);
  const hasAsked = await Promise.race([asked, page.waitForTimeout(1000).then(() => false)]);
  return { rows, hasAsked };
}

async function saveMessages(page: Page): Promise<string[]> {
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-structured_logs.csv'));
  const { data } = Papa.parse<string[]>(bytes.toString(), { skipEmptyLines: true });
  return data.map((row) => row.join(' | '));
}

for (const [name, change] of Object.entries(CHANGES)) {
  test(`after its analysis: ${name}; no line of another text, no false 'no hit' @firefox`, async ({
    page,
    site,
    scratch,
  }) => {
    const path = writeSample(scratch, 'orders.log', LOG);
    await openPage(page, site);
    await chooseFiles(page, [path]);
    await expectDone(page);
    const before = await saveMessages(page);
    change(path, LOG);
    await openTab(page, 'lines');
    const [late, never] = [await search(page, '"waiting for a connection"'), await search(page, '"wreck "')];
    expect(never.numHits, 'hits of a text that was not analysed').toBe(0);
    if (late.isWhole) expect(late.numHits, 'a search that says that it is whole').toBe(448);
    const after = await messages(page);
    expect(after.rows.length).toBe(before.length);
    const other = after.rows.filter((row, i) => row !== before[i]);
    expect(
      other.filter((row) => !row.includes('[not read')),
      'rows of another text',
    ).toEqual([]);
    expect(after.hasAsked, 'asked about an export without all its text').toBe(other.length > 0);
    test.info().annotations.push({
      type: name,
      description: `${other.length} of ${before.length} rows not read`,
    });
  });
}

for (const [name, change] of Object.entries(CHANGES)) {
  const tag = ['rewrite', 'truncate'].includes(name) ? ' @firefox' : '';
  test(`while it is read: ${name}; two texts are never mixed in silence${tag}`, async ({
    page,
    site,
    scratch,
  }) => {
    const log = LOG.repeat(100);
    const path = writeSample(scratch, 'orders.log', log);
    await openPage(page, site);
    await chooseFiles(page, [path]);
    await expect(page.getByTestId('progress')).toContainText(/\d MB of/);
    change(path, log);
    if ((await untilEnded(page)) === 'failed') {
      await expect(page.getByTestId('error')).toContainText('orders.log');
      return;
    }
    await openTab(page, 'exports');
    const { bytes } = await download(page, page.getByTestId('export-templates.csv'));
    const [hasOld, hasNew] = [/\border <\*>/, /\bwreck <\*>/].map((words) => words.test(bytes.toString()));
    const verdict = (await page.getByTestId('verdict').textContent()) ?? '';
    const isSaid = /Only a part of orders\.log was read/.test(verdict);
    if (hasOld && hasNew) expect(isSaid, verdict).toBe(true);
    await openTab(page, 'lines');
    const { numHits, isWhole } = await search(page, '"waiting for a connection"');
    if (isWhole && !isSaid) expect(numHits).toBe(44_800);
  });
}
