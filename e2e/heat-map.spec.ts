// Templates by time: a cell leads to its lines, by mouse and by keys; what is left out of Lines stays out; what is new since a moment stands alone.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

async function openOrders(page: Page, site: Parameters<typeof openPage>[1], scratch: string): Promise<void> {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  await openTab(page, 'templates');
}

/** Number of records that the readout states. */
async function readout(page: Page): Promise<{ id: string; num: number }> {
  const text = (await page.getByTestId('heat-readout').textContent()) ?? '';
  const [, id, num] = /^(T\d+): ([\d,]+) records?/.exec(text) ?? [];
  return { id: id ?? '', num: Number((num ?? '').replace(',', '')) };
}

test('a click on a cell shows the lines of its template and time, and as many as the cell says', async ({
  page,
  site,
  scratch,
}) => {
  await openOrders(page, site, scratch);
  await page.getByTestId('templates-as-map').click();
  await page.getByTestId('heat-order').selectOption('level');
  const canvas = page.getByTestId('heat-canvas');
  const box = (await canvas.boundingBox())!;
  // The failures stand on top, and fill the end of the log.
  await page.mouse.move(box.x + box.width * 0.95, box.y + 16);
  const { id, num } = await readout(page);
  expect(num).toBeGreaterThan(0);
  await page.mouse.click(box.x + box.width * 0.95, box.y + 16);
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(new RegExp(`filter=template%3A${id}\\b`));
  await expect(page.getByTestId('result')).toContainText(`${num} of 7,200 records`);
});

test('by keys alone: over the cells to the lines; and the table holds the same', async ({
  page,
  site,
  scratch,
}) => {
  await openOrders(page, site, scratch);
  await page.getByTestId('templates-as-map').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('heat-canvas').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const { id } = await readout(page);
  expect(id).toMatch(/^T\d+$/);
  await page.getByText('The same as a table').click();
  await expect(page.getByRole('table').getByRole('row')).not.toHaveCount(0);
  await expectAccessible(page, [390, 1280]);
  await page.getByTestId('heat-canvas').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`filter=template%3A${id}\\b`));
});

test('a template is left out of Lines and taken in again; what is new since the baseline stands alone', async ({
  page,
  site,
  scratch,
}) => {
  await openOrders(page, site, scratch);
  await page.getByTestId('new-since').selectOption({ label: 'New since the baseline ended' });
  await expect(page.getByTestId('template-row')).toHaveCount(2);
  await expect(page.getByTestId('template-rows')).toContainText('failed: timeout after');
  await page.getByTestId('new-since').selectOption({ label: 'New or not' });
  await page.getByLabel('Filter templates').fill('failed: timeout');
  await expect(page.getByTestId('template-row')).toHaveCount(1);
  await page.getByTestId('template-row').locator('.template-cell').click();
  await page.getByTestId('template-leave-out').click();
  await expect(page.getByTestId('template-row')).toContainText('left out');
  await openTab(page, 'lines');
  await expect(page).toHaveURL(/filter=-template%3AT\d+/);
  await expect(page.getByTestId('result')).toContainText('6,752 of 7,200 records');
  await openTab(page, 'templates');
  await page.getByTestId('template-leave-out').click();
  await openTab(page, 'lines');
  await expect(page.getByTestId('result')).toContainText('7,200 records');
  await expect(page).not.toHaveURL(/filter=/);
});
