// SQL in the page: the engine comes when a query first asks for it and stays; examples, errors, chart, files, link; no way out by SQL; offline.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { expectAccessible } from './accessible';
import {
  chooseFiles,
  download,
  expectDone,
  foreignRequests,
  openPage,
  openTab,
  test,
  untilOfflineReady,
} from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const HOSTILE = '<img src=x onerror=alert(1)>';
/** The engine comes and is compiled. */
const ENGINE_MS = 120_000;

test.setTimeout(240_000);

async function ask(page: Page, sql: string): Promise<void> {
  await page.getByTestId('sql-input').fill(sql);
  await page.getByTestId('sql-input').press('Control+Enter');
}

async function expectRows(page: Page, num: number | RegExp): Promise<void> {
  const words = typeof num === 'number' ? new RegExp(`^${num} rows? in `) : num;
  await expect(page.getByTestId('sql-status')).toHaveText(words, { timeout: ENGINE_MS });
}

async function openSql(page: Page, path: string): Promise<void> {
  await chooseFiles(page, [path]);
  await expectDone(page);
  await openTab(page, 'sql');
  await expect(page.getByTestId('sql-input')).toBeVisible();
}

test('an example, a wrong query, a chart, files that others read, and a link', async ({
  page,
  site,
  scratch,
  context,
}) => {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const foreign = foreignRequests(page, site);
  await openPage(page, site);
  await openSql(page, writeSample(scratch, 'orders.log', orderServiceLog()));
  expect(asked.filter((url) => /duckdb|sql\.worker/.test(url))).toEqual([]);

  await page.getByTestId('sql-example').filter({ hasText: 'Errors by component and hour' }).click();
  await page.getByTestId('sql-run').click();
  await expectRows(page, /^\d+ rows? in \d+ ms$/);
  await expect(page.getByTestId('sql-grid')).toContainText('orders.Service');
  await expectAccessible(page, [390, 1280]);
  await page.setViewportSize({ width: 1280, height: 844 });

  await ask(page, 'SELECT count(*) AS n\nFROM logs\nWHERE nowhere = 1');
  await expect(page.getByTestId('sql-error')).toContainText('Referenced column "nowhere" not found');
  await page.getByRole('button', { name: 'Line 3, column 7' }).click();
  const at = await page
    .getByTestId('sql-input')
    .evaluate((input: HTMLTextAreaElement) => input.selectionStart);
  expect(at).toBe('SELECT count(*) AS n\nFROM logs\nWHERE '.length);
  await expectAccessible(page, [390, 1280]);
  await page.setViewportSize({ width: 1280, height: 844 });

  const query = `SELECT start, volume, error_count FROM windows ORDER BY start`;
  await ask(page, query);
  await expect(page.getByTestId('sql-chart')).toHaveAttribute('data-ready', '', { timeout: ENGINE_MS });
  await expectAccessible(page, [390, 1280]);
  await page.setViewportSize({ width: 1280, height: 844 });

  const parquet = await download(page, page.getByTestId('sql-save-parquet'));
  const csv = await download(page, page.getByTestId('sql-save-csv'));
  const path = join(scratch, 'query.parquet');
  writeFileSync(path, parquet.bytes);
  const database = await (await DuckDBInstance.create()).connect();
  const read = await database.runAndReadAll(
    `SELECT count(*)::INTEGER, sum(volume)::INTEGER, typeof(min(start)) FROM '${path}'`,
  );
  const [[numRows, volume, type]] = read.getRowsJS();
  const lines = csv.bytes.toString('utf8').trim().split('\r\n');
  expect(lines[0]).toBe('start,volume,error_count');
  expect(lines.length - 1).toBe(numRows);
  expect(lines.slice(1).reduce((sum, line) => sum + Number(line.split(',')[1]), 0)).toBe(volume);
  expect(type).toBe('TIMESTAMP');

  // In another tab the link brings the query, and waits for the person.
  const url = page.url();
  expect(url).toContain('sql=SELECT');
  const other = await context.newPage();
  await other.goto(url);
  await expectDone(other);
  await expect(other.getByTestId('sql-input')).toHaveValue(query);
  await expect(other.getByTestId('sql-status')).toHaveText('');
  await other.getByTestId('sql-run').click();
  await expectRows(other, Number(numRows));
  expect(foreign).toEqual([]);
});

test('fewer rows of the log: chosen by keys, named in the answer, kept by the link', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await openSql(page, writeSample(scratch, 'orders.log', orderServiceLog()));
  await page.getByRole('button', { name: 'Choose fewer' }).focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('sql-where').fill('level:error after:11:20 before:11:30');
  await page.keyboard.press('Enter');
  const num = orderServiceLog().match(/^2026-03-02 11:2\d:.* ERROR /gm)?.length ?? 0;
  await expect(page.getByTestId('sql-slice-size')).toHaveText(`${num} of 7,200 rows`);
  await ask(page, 'SELECT count(*) AS num, min(timestamp) AS first FROM logs');
  await expectRows(page, 1);
  await expect(page.getByTestId('sql-grid')).toContainText(`${num}`);
  await expect(page.getByTestId('sql-grid')).toContainText('2026-03-02T11:20');
  await expect(page.getByTestId('sql-note')).toContainText(`logs holds ${num} of the 7,200 rows of this log`);
  await expect(page).toHaveURL(/rows=level/);
  await expectAccessible(page, [390, 1280]);
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.getByTestId('sql-sample').selectOption('10');
  await expect(page.getByTestId('sql-slice-size')).toHaveText(/^About \d+ of 7,200 rows$/);
  await page.getByRole('button', { name: 'All rows' }).click();
  await ask(page, 'SELECT count(*) AS num FROM logs');
  await expectRows(page, 1);
  await expect(page.getByTestId('sql-grid')).toContainText('7200');
  await expect(page.getByTestId('sql-note')).toBeHidden();
});

test('hostile text stays text, a formula is guarded, and SQL has no way out @firefox', async ({
  page,
  site,
  scratch,
}) => {
  const foreign = foreignRequests(page, site);
  await openPage(page, site);
  const lines = `${orderServiceLog(200)}2026-03-12 23:00:00,000 ERROR [x] com.acme.Evil - ${HOSTILE}\n`;
  await openSql(page, writeSample(scratch, 'orders.log', lines));
  await ask(page, `SELECT message, '=1+1' AS f, -3 AS n FROM logs WHERE contains(message, 'onerror')`);
  await expectRows(page, 1);
  await expect(page.getByTestId('sql-grid')).toContainText(HOSTILE);
  expect(await page.getByTestId('sql-grid').locator('img').count()).toBe(0);
  const { bytes } = await download(page, page.getByTestId('sql-save-csv'));
  expect(bytes.toString('utf8')).toContain(`,'=1+1,-3\r\n`);

  for (const [sql, why] of [
    [`SELECT * FROM read_csv('https://example.org/x')`, /file system operations are disabled/],
    [`SELECT * FROM 'https://example.org/x.parquet'`, /does not exist/],
    ['INSTALL httpfs', /INSTALL is refused: nothing is loaded from outside/],
    [`SELECT 1; LOAD httpfs`, /LOAD is refused/],
    [`COPY logs TO 'https://example.org/x'`, /COPY is refused/],
    [`SELECT now() AT TIME ZONE 'Europe/Paris'`, /not in this page/],
    ['SET enable_external_access = true', /SET is refused/],
  ] as const) {
    await ask(page, sql);
    await expect(page.getByTestId('sql-error')).toContainText(why);
  }
  expect(foreign).toEqual([]);
});

test('a query that goes on for ever is stopped, and the next one runs', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await openSql(page, writeSample(scratch, 'orders.log', orderServiceLog(200)));
  await ask(page, 'SELECT count(*) FROM range(10000000) a(x), range(10000000) b(y) WHERE x * y % 7 = 3');
  await expect(page.getByTestId('sql-status')).toHaveText('Running …', { timeout: ENGINE_MS });
  await page.getByTestId('sql-stop').click();
  await expect(page.getByTestId('sql-error')).toContainText('Stopped');
  await ask(page, 'SELECT 42 AS answer');
  await expectRows(page, 1);
});

test('offline it works once it was loaded, and says so where it was not', async ({
  page,
  context,
  scratch,
  consoleErrors,
}) => {
  const sample = writeSample(scratch, 'orders.log', orderServiceLog(400));
  const [never, once] = [await serveFolder({ dir: DIST }), await serveFolder({ dir: DIST })];
  await openPage(page, never);
  await untilOfflineReady(page);
  const other = await context.newPage();
  await openPage(other, once);
  await untilOfflineReady(other);
  await openSql(other, sample);
  await ask(other, 'SELECT 1');
  await expectRows(other, 1);
  await never.close();
  await once.close();
  await context.setOffline(true);

  await openSql(page, sample);
  await ask(page, 'SELECT count(*) FROM logs');
  await expect(page.getByTestId('sql-error')).toContainText('comes with the first query', {
    timeout: ENGINE_MS,
  });
  // The refusal of the service worker, and the thread that it kept from its code, are all that is in the console.
  expect(
    consoleErrors.filter((text) => !/404|dynamically imported module: \S+sql\.worker/.test(text)),
  ).toEqual([]);
  consoleErrors.length = 0;

  await other.reload();
  await expectDone(other);
  await openTab(other, 'sql');
  await ask(other, 'SELECT count(*) AS n, count(message) AS m FROM logs');
  await expectRows(other, 1);
  // The analysis is from the browser's storage: its files are not at hand.
  await expect(other.getByTestId('sql-note')).toContainText('message is NULL everywhere');
  const { bytes } = await download(other, other.getByTestId('sql-save-parquet'));
  expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
});

test('a newer version has the engine of whoever has it, and nobody else', async ({ page, context }) => {
  let version = 1;
  const site = await serveFolder({
    dir: DIST,
    rewrite: (path, text) => (path === 'sw.js' ? text.replace(/"revision":"/, `$&${version}`) : text),
  });
  await openPage(page, site);
  await untilOfflineReady(page);
  const update = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
      const changed = new Promise((resolve) =>
        navigator.serviceWorker.addEventListener('controllerchange', resolve),
      );
      registration.waiting.postMessage('activate');
      await changed;
    });
  const kept = () =>
    page.evaluate(async () => {
      const [name] = (await caches.keys()).filter((each) => each.startsWith('harbinger'));
      const files = await (await caches.open(name)).keys();
      return files.filter(({ url }) => /duckdb|sql\.worker/.test(url)).length;
    });
  version = 2;
  await update();
  await page.reload();
  expect(await kept()).toBe(0);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await openTab(page, 'sql');
  await ask(page, 'SELECT count(*) FROM templates');
  await expectRows(page, 1);
  expect(await kept()).toBe(2);
  version = 3;
  await update();
  expect(await kept()).toBe(2);
  await site.close();
  await context.setOffline(true);
  await page.reload();
  await expectDone(page);
  await openTab(page, 'sql');
  await ask(page, 'SELECT count(*) FROM templates');
  await expectRows(page, 1);
});
