// One clock for the whole page: each view tells times by it, what is typed is read by it, a link brings it, exports stay in UTC.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, download, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test.use({ timezoneId: 'America/New_York', permissions: ['clipboard-read', 'clipboard-write'] });

/** The log runs from 06:00 to 12:00 UTC on 2026-03-02; +05:30 is ahead of it. */
async function openLog(page: Page, site: { url: string }, scratch: string): Promise<void> {
  await openPage(page, site as never);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
}

async function chooseZone(page: Page, name: string): Promise<void> {
  await page.getByTestId('zone-menu').click();
  await page.getByTestId('zone-name').fill(name);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('zone-menu')).toContainText(name);
}

const firstLine = (page: Page) => page.getByTestId('lines').getByRole('option').first();

test('every view tells times by the chosen clock, and typed times are read by it', async ({
  page,
  site,
  scratch,
}) => {
  await openLog(page, site, scratch);
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('06:00');
  await chooseZone(page, 'Asia/Kolkata');
  const overview = page.getByTestId('result');
  await expect(overview).toContainText('times in Asia/Kolkata');
  await expect(overview).not.toContainText(/\d\d:\d\d[^.]{0,12} UTC/);
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('2026-03-02 11:30');
  await openTab(page, 'lines');
  await expect(firstLine(page)).toContainText('11:30:0');
  await page.getByTestId('line-search').fill('level:error after:16:50 before:17:00');
  await expect(page.getByTestId('query-zone')).toHaveText('Times read in Asia/Kolkata');
  await page.keyboard.press('Enter');
  const expected = orderServiceLog().match(/^2026-03-02 11:2\d:.* ERROR /gm)?.length ?? 0;
  await expect(page.getByTestId('lines-status')).toContainText(`${expected} of 7,200 records`);
  await expect(firstLine(page)).toContainText('16:50');
  // What says that it is UTC is UTC.
  await page.getByTestId('line-search').fill('level:error after:2026-03-02T11:20Z before:2026-03-02T11:30Z');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lines-status')).toContainText(`${expected} of 7,200 records`);
  await expect(page.getByTestId('query-zone')).toBeHidden();
  for (const tab of ['templates', 'incidents', 'compare', 'files', 'benchmark']) {
    await openTab(page, tab);
    await expect(page.getByRole('tabpanel')).not.toContainText(/\d\d:\d\d[^.]{0,12} UTC/);
  }
  await openTab(page, 'sql');
  await expect(page.getByRole('tabpanel')).toContainText('times in UTC');
});

test('a ticket is shown by the clock and saved in UTC; a question is read by it', async ({
  page,
  site,
  scratch,
}) => {
  await openLog(page, site, scratch);
  await chooseZone(page, '+05:30');
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket-zone')).toContainText('What is copied, sent or saved is in UTC');
  await expect(page.getByTestId('ticket')).toContainText(/2026-03-02 16:\d\d:\d\d \+05:30/);
  await expect(page.getByTestId('ticket').locator('p:has(strong:text-is("When:"))')).toContainText('16:');
  const saved = await download(page, page.getByTestId('ticket-md'));
  expect(saved.bytes.toString()).toMatch(/2026-03-02 11:\d\d:\d\d UTC/);
  expect(saved.bytes.toString()).not.toContain('+05:30');
  await openTab(page, 'ask');
  await page.getByRole('textbox', { name: /question/i }).fill('How many errors between 16:50 and 17:00?');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('asked-read')).toContainText('from 2026-03-02 16:50:00 +05:30');
  await page.getByTestId('asked-in-lines').click();
  await expect(firstLine(page)).toContainText('16:50');
});

test('the choice outlives the page, a link brings its own and leaves the choice alone', async ({
  page,
  site,
  scratch,
}) => {
  await openLog(page, site, scratch);
  // By keys alone.
  await page.getByTestId('zone-menu').focus();
  await page.keyboard.press('Enter');
  await page.getByTestId('zone-UTC').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('zone-local')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('zone-menu')).toBeFocused();
  await expect(page.getByTestId('zone-menu')).toContainText('America/New_York');
  expect(page.url()).toContain('zone=America');
  await reloadPage(page);
  await openTab(page, 'lines');
  await expect(firstLine(page)).toContainText('01:00:0');
  const link = page.url().replace(/zone=[^&]*/, 'zone=Asia%2FTokyo');
  await page.goto('about:blank');
  await page.goto(link);
  await expectDone(page);
  await expect(page.getByTestId('zone-menu')).toContainText('Asia/Tokyo');
  await expect(firstLine(page)).toContainText('15:00:0');
  await page.goto('about:blank');
  await page.goto(site.url);
  await expect(page.getByTestId('zone-menu')).toContainText('America/New_York');
  // z goes round, from Lines.
  await page.getByTestId('history-item').first().click();
  await expectDone(page);
  await openTab(page, 'lines');
  await page.getByTestId('lines').focus();
  await page.keyboard.press('z');
  await expect(page.getByTestId('lines-status')).toContainText('times in UTC');
  await page.getByTestId('zone-menu').click();
  await expect(page.getByTestId('zone-UTC')).toBeChecked();
  await expectAccessible(page, [390, 1280]);
});
