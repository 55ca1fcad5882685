// Fields of records as columns of Lines: added from the record and from the menu, made wider, hidden, searched by, kept by the address.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, test } from './harbinger';
import { writeSample } from './samples';

const BEGIN = Date.UTC(2026, 2, 2, 6);
const NUM = 3000;

/** Records of a gateway: the latency of each is its place in the log, so that a value tells which record it is of. */
function gatewayLog(): string {
  const lines = Array.from({ length: NUM }, (_, i) =>
    JSON.stringify({
      time: new Date(BEGIN + i * 2000).toISOString(),
      level: i % 40 === 7 ? 'error' : 'info',
      logger: 'gateway',
      msg: i % 40 === 7 ? 'upstream refused the request' : `served request ${i}`,
      latency_ms: i,
      tenant: `tenant-${i % 3}`,
      http: { method: i % 2 === 0 ? 'GET' : 'POST' },
    }),
  );
  return `${lines.join('\n')}\n`;
}

async function openLog(page: Page, site: { url: string }, scratch: string): Promise<void> {
  await openPage(page, site as never);
  await chooseFiles(page, [writeSample(scratch, 'gateway.json', gatewayLog())]);
  await expectDone(page);
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines-status')).toContainText('3,000 records');
}

const row = (page: Page, i: number) => page.getByTestId('lines').getByRole('option').nth(i);
const cell = (page: Page, i: number, name: string) => row(page, i).locator(`[data-field="${name}"]`);

/** Rows on screen whose message tells the same number as their column; one that tells another fails. Repeats stand as one row. */
async function agreeing(page: Page): Promise<number> {
  const texts = await page
    .getByTestId('lines')
    .getByRole('option')
    .evaluateAll((all) =>
      all.map((each) => [
        each.querySelector('[data-field="latency_ms"]')?.textContent ?? '',
        /served request (\d+)/.exec(each.textContent ?? '')?.[1] ?? '',
      ]),
    );
  const told = texts.filter(([, number]) => number !== '');
  for (const [column, number] of told) expect(column).toBe(number);
  return told.length;
}

test('by mouse: from the record and the menu, wider, searched by, taken away', async ({
  page,
  site,
  scratch,
}) => {
  await openLog(page, site, scratch);
  await row(page, 5).click();
  await page.getByRole('button', { name: 'Show latency_ms as a column' }).click();
  await expect(cell(page, 0, 'latency_ms')).toHaveText('0');
  expect(await agreeing(page)).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'How lines are shown, saved filters' }).click();
  await page.getByLabel('tenant', { exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(cell(page, 0, 'tenant')).toHaveText('tenant-0');
  const edge = page.getByRole('separator', { name: 'Width of tenant' });
  const before = (await cell(page, 0, 'tenant').boundingBox())?.width ?? 0;
  const at = await edge.boundingBox();
  if (at === null) throw new Error('the edge is not shown');
  await page.mouse.move(at.x + 4, at.y + 8);
  await page.mouse.down();
  await page.mouse.move(at.x + 64, at.y + 8);
  await page.mouse.up();
  expect((await cell(page, 0, 'tenant').boundingBox())?.width).toBeCloseTo(before + 60, 0);
  // One click to a search by it, with its values at hand.
  await page.getByRole('button', { name: 'Search by tenant' }).click();
  await expect(page.getByTestId('line-search')).toBeFocused();
  await page.getByRole('option', { name: 'tenant:tenant-2' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lines-status')).toContainText('1,000 hits');
  // Values are those of the lines on screen, however far away.
  await page.getByTestId('lines').focus();
  await page.keyboard.press('G');
  await expect(page.locator('.line[data-chosen] [data-field="latency_ms"]')).toHaveText(/^29\d\d$/);
  expect(await agreeing(page)).toBeGreaterThan(5);
  await page.getByRole('button', { name: 'Take the column latency_ms away' }).click();
  await expect(page.locator('[data-field="latency_ms"]')).toHaveCount(0);
  await expect(page.locator('[data-field="tenant"]').first()).toBeVisible();
});

test('by keys: hidden and shown again; a link and another view keep them', async ({
  page,
  site,
  scratch,
}) => {
  await openLog(page, site, scratch);
  await page.getByTestId('lines').focus();
  await page.keyboard.press('f');
  await expect(page.getByTestId('lines-status')).toContainText('no field is a column yet');
  await page.keyboard.press('g');
  await page.getByRole('button', { name: 'Show method as a column' }).focus();
  await page.keyboard.press('Enter');
  await expect(cell(page, 1, 'method')).toHaveText('POST');
  await page.getByTestId('lines').focus();
  await page.keyboard.press('f');
  await expect(page.locator('[data-field]')).toHaveCount(0);
  await page.keyboard.press('f');
  await expect(cell(page, 1, 'method')).toHaveText('POST');
  const edge = page.getByRole('separator', { name: 'Width of method' });
  await edge.focus();
  const width = Number(await edge.getAttribute('aria-valuenow'));
  await page.keyboard.press('ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', `${width + 8}`);
  await expect(page).toHaveURL(/column=method/);
  await openTab(page, 'templates');
  await openTab(page, 'lines');
  await expect(cell(page, 0, 'method')).toHaveText('GET');
  await page.goBack();
  await page.goForward();
  await expect(cell(page, 0, 'method')).toHaveText('GET');
  await expectAccessible(page, [390, 1280]);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(cell(page, 1, 'method')).toBeVisible();
});
