// One template in detail: the values of its wildcards are those of the file, and lead to its lines; by mouse, by keys, and
// in an analysis reopened without its files.
import { expect, type Locator, type Page } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { chooseFiles, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** What the file itself says: matches of a pattern, by value of its group, most frequent first. */
function countValues(log: string, pattern: RegExp): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const [, value] of log.matchAll(pattern)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

async function openTemplate(page: Page, text: string): Promise<Locator> {
  await openTab(page, 'templates');
  await page.getByLabel('Filter templates').fill(text);
  await expect(page.getByTestId('template-row')).toHaveCount(1);
  await page.getByTestId('template-row').locator('.template-cell').click();
  return page.getByTestId('template-detail');
}

test('a template shows the values of its wildcards, and a value its lines', async ({
  page,
  site,
  scratch,
}) => {
  const log = orderServiceLog();
  const carriers = countValues(log, /shipped by carrier (\d+) in \d+ parcels/g);
  const total = carriers.reduce((sum, [, count]) => sum + count, 0);
  await openPage(page, site);
  await dropPaths(page, [writeSample(scratch, 'orders.log', log)]);
  await expectDone(page);
  const detail = await openTemplate(page, 'shipped by carrier');
  await expect(detail.getByTestId('wildcard')).toHaveCount(3);
  await expect(detail).toContainText(total.toLocaleString('en'));

  const carrier = detail.getByTestId('wildcard').nth(1);
  await expect(carrier).toContainText(`${carriers.length} different values`);
  const values = carrier.getByTestId('wildcard-value');
  await expect(values).toHaveCount(carriers.length);
  for (const [i, [value, count]] of carriers.entries()) {
    await expect(values.nth(i).locator('.value-text')).toHaveText(value);
    await expect(values.nth(i)).toContainText(count.toLocaleString('en'));
  }
  const orders = detail.getByTestId('wildcard').first();
  await expect(orders).toContainText(`${total.toLocaleString('en')}, no two alike`);

  const [[value, count]] = carriers;
  await values.first().click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('line-search')).toHaveValue(`"shipped by carrier ${value} in"`);
  await expect(page.getByTestId('result')).toContainText(`${count} of 7,200 records`);

  await openTab(page, 'templates');
  await expect(page.getByTestId('template-detail').getByTestId('wildcard')).toHaveCount(3);
});

test('quantiles of a duration are those of the file', async ({ page, site, scratch }) => {
  const log = orderServiceLog();
  const took = [...log.matchAll(/refreshed \d+ prices in (\d+) ms/g)].map(([, ms]) => Number(ms));
  const sorted = took.sort((a, b) => a - b);
  await openPage(page, site);
  await dropPaths(page, [writeSample(scratch, 'orders.log', log)]);
  await expectDone(page);
  const detail = await openTemplate(page, 'refreshed');
  const card = detail.getByTestId('wildcard').nth(1);
  await expect(card).toContainText('duration in ms');
  const figures = card.getByTestId('quantiles').locator('dd');
  await expect(figures.first()).toHaveText(String(sorted[0]));
  await expect(figures.last()).toHaveText(String(sorted.at(-1)));
  const [low, high] = [Math.floor, Math.ceil].map((round) => sorted[round((sorted.length - 1) / 2)]);
  await expect(figures.nth(2)).toHaveText(String((low + high) / 2));
});

test('the keys move, open, tick and close', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  await openTab(page, 'templates');
  const rows = page.getByTestId('template-row');
  await page.getByTestId('template-rows').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const detail = page.getByTestId('template-detail');
  const second = (await rows.nth(1).getAttribute('id')) ?? '';
  await expect(page.locator(`#${second}`)).toHaveAttribute('aria-current', 'true');
  await expect(detail).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('template-selection')).toContainText('1 selected');
  await rows
    .nth(4)
    .locator('input')
    .click({ modifiers: ['Shift'] });
  await expect(page.getByTestId('template-selection')).toContainText('4 selected');
  await page.keyboard.press('Escape');
  await expect(detail).toHaveCount(0);
});

test('without its files an analysis says what is missing; with them the values are there', async ({
  page,
  site,
  scratch,
}) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog());
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await untilStored(page);
  await reloadPage(page);
  const detail = await openTemplate(page, 'shipped by carrier');
  await expect(detail.getByTestId('values-need-files')).toBeVisible();
  await expect(detail.getByRole('img', { name: /^Records over time/ })).toBeVisible();
  await chooseFiles(page, [path]);
  await page.getByRole('button', { name: 'Give this analysis its text' }).click();
  await expect(detail.getByTestId('wildcard')).toHaveCount(3);
});

/** Waits until the history of the browser holds the analysis. */
async function untilStored(page: Page): Promise<void> {
  const isStored = (): Promise<boolean> =>
    page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('harbinger');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const metas = await new Promise<number>((resolve, reject) => {
        const request = db.transaction('meta').objectStore('meta').count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      db.close();
      return metas > 0;
    });
  await expect.poll(isStored).toBe(true);
}
