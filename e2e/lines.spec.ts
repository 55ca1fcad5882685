// The workbench in a real browser: what an on-call engineer does with the lines of a log, by hand and by keys alone, and axe in both themes.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Opens the lines of the order service: 7,200 records from 06:00 on; from 11:15 on half of them are errors of orders.Service. */
async function openLines(
  page: Page,
  url: { url: string },
  scratch: string,
  log = orderServiceLog(),
): Promise<string> {
  const path = writeSample(scratch, 'orders.log', log);
  await openPage(page, url as never);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await openTab(page, 'lines');
  await expect(page.getByTestId('lines-status')).toContainText('records');
  return path;
}

async function search(page: Page, query: string): Promise<void> {
  await page.getByTestId('line-search').fill(query);
  await page.keyboard.press('Enter');
}

const rows = (page: Page) => page.getByTestId('lines').getByRole('option');
const chosen = (page: Page) => page.locator('.line[data-chosen]');
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

test('all errors of one component between two times', async ({ page, site, scratch }) => {
  await openLines(page, site, scratch);
  await search(page, 'level:error component:orders.Service after:11:20 before:11:30');
  const log = orderServiceLog().split('\n');
  const expected = log.filter((line) => /^2026-03-02 11:2\d:.* ERROR orders\.Service/.test(line)).length;
  expect(expected).toBeGreaterThan(50);
  await expect(page.getByTestId('lines-status')).toContainText(`${expected} of 7,200 records`);
  await expect(rows(page).first()).toContainText('11:2');
  // Time and level stand in their columns, and not once more in the message.
  const message = (await rows(page).first().locator('.line-text').textContent()) ?? '';
  expect(message).not.toMatch(/2026-03-02|ERROR/);
  expect(message).toMatch(/^order \d+ failed: timeout after 5000 ms/);
  await search(page, 'level:error after:25:99');
  await expect(page.getByTestId('query-problem')).toContainText('25:99 is no time');
});

test('a regular expression, its hits, and their context without losing the place', async ({
  page,
  site,
  scratch,
}) => {
  await openLines(page, site, scratch);
  await search(page, '/carrier [34] in 4 parcels/');
  const expected = orderServiceLog().match(/carrier [34] in 4 parcels/g)?.length ?? 0;
  await expect(page.getByTestId('lines-status')).toContainText(`7,200 records · ${expected} hits`);
  await page.keyboard.press('n');
  await expect(chosen(page)).toContainText(/carrier [34] in 4 parcels/);
  const first = (await chosen(page).locator('.line-text').textContent()) ?? '';
  await page.keyboard.press('n');
  await expect(chosen(page).locator('.line-text')).not.toHaveText(first);
  const second = (await chosen(page).locator('.line-text').textContent()) ?? '';
  await expect(chosen(page).locator('mark')).toHaveText(/carrier [34] in 4 parcels/);
  await page.keyboard.press('h');
  await expect(page.getByTestId('lines-status')).toContainText(`${expected} of 7,200 records`);
  await expect(chosen(page).locator('.line-text')).toHaveText(second);
  await page.getByTestId('context').selectOption('2');
  await expect(page.locator('.line[data-context]').first()).toBeVisible();
  await expect(chosen(page).locator('.line-text')).toHaveText(second);
  await page.getByTestId('lines').focus();
  await page.keyboard.press('h');
  await expect(page.getByTestId('lines-status')).toContainText('7,200 records');
  await expect(chosen(page).locator('.line-text')).toHaveText(second);
});

test('an expression that would run for ever is named, and the page goes on', async ({
  page,
  site,
  scratch,
}) => {
  const evil = `2026-03-02 12:00:01.000 INFO  mail.Sender - ${'a'.repeat(60)}!\n`;
  await openLines(page, site, scratch, orderServiceLog() + evil);
  await search(page, '/(a+)+$/');
  await expect(page.getByTestId('search-problem')).toContainText('/(a+)+$/ took longer than', {
    timeout: 20_000,
  });
  await expect(page.getByTestId('search-problem')).toContainText('orders.log');
  await search(page, '"timeout after"');
  await expect(page.getByTestId('lines-status')).toContainText(/\d hits/);
  await expect(page.getByTestId('search-problem')).toBeHidden();
});

test('evidence leads to its line, and back @firefox', async ({ page, site, scratch }) => {
  await openLines(page, site, scratch);
  await openTab(page, 'incidents');
  await page.getByTestId('evidence-link').first().click();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toBeVisible();
  await expect(page.getByTestId('line-detail')).toContainText('orders.log:');
  await page.goBack();
  await expect(page.getByTestId('tab-incidents')).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await expect(page.getByTestId('tab-lines')).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toBeVisible();
});

test('a template is excluded, the filter turned off, edited, saved and applied; values include', async ({
  page,
  site,
  scratch,
}) => {
  await openLines(page, site, scratch);
  await page.keyboard.press('g');
  await expect(chosen(page)).toBeVisible();
  await page.keyboard.press('x');
  const chip = page.getByTestId('filter-chip');
  await expect(chip).toContainText('− T');
  await expect(page.getByTestId('lines-status')).toContainText('of 7,200 records');
  const without = (await page.getByTestId('lines-status').textContent()) ?? '';
  await chip.getByRole('button').first().click();
  await expect(page.getByTestId('lines-status')).not.toContainText('of 7,200');
  await chip.getByRole('button').first().click();
  await expect(page.getByTestId('lines-status')).toContainText(without.split(' ·')[0]);

  await page.getByRole('button', { name: 'How lines are shown, saved filters' }).click();
  await page.getByLabel('Name of the filters').fill('noise');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(page.getByTestId('lines-status')).not.toContainText('of 7,200');
  await page.getByRole('button', { name: 'How lines are shown, saved filters' }).click();
  await page.getByRole('button', { name: 'noise', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('lines-status')).toContainText(without.split(' ·')[0]);

  await page.getByRole('button', { name: 'Clear all' }).click();
  await rows(page).first().click();
  await page
    .getByTestId('line-detail')
    .getByRole('button', { name: /^Only component=/ })
    .click();
  await expect(chip).toContainText('component=');
});

test('a link to a line opens it in a new tab; pins and notes are there after a reload', async ({
  page,
  site,
  scratch,
  context,
}) => {
  const path = await openLines(page, site, scratch);
  await search(page, 'level:error');
  await expect(page.getByTestId('lines-status')).toContainText('of 7,200');
  await page.keyboard.press('g');
  await page.keyboard.press('j');
  await expect(chosen(page)).toBeVisible();
  const text = (await chosen(page).locator('.line-text').textContent()) ?? '';
  await page.keyboard.press('m');
  await page.getByTestId('line-detail').getByLabel('Note').fill('it begins here');
  await page.getByTestId('lines').focus();
  await page.keyboard.press('y');
  await expect(page.getByTestId('lines-status')).toContainText('copied the link');
  const link = await clipboard(page);
  expect(link).toMatch(/#.*tab=lines.*find=level%3Aerror.*row=\d+$/);
  await expect(page.locator('html')).toHaveAttribute('data-state', 'done');

  const other = await context.newPage();
  await other.goto(link);
  await expectDone(other);
  await expect(chosen(other)).toContainText('orders.log is not here: give it again to read this line');
  await chooseFiles(other, [path]);
  await other.getByRole('button', { name: 'Give this analysis its text' }).click();
  await expect(chosen(other).locator('.line-text')).toHaveText(`★ ${text.replace(/^★ /, '')}`);
  await expect(other.getByTestId('line-detail').getByLabel('Note')).toHaveValue('it begins here');
  await other.close();

  await reloadPage(page);
  await expect(page.getByTestId('line-search')).toHaveValue('level:error');
  await expect(page.getByTestId('line-detail').getByLabel('Note')).toHaveValue('it begins here');
});

test('keys alone: search, complete, move, select, copy, unfold, close @firefox', async ({
  page,
  site,
  scratch,
}) => {
  await openLines(page, site, scratch);
  await page.keyboard.press('/');
  await expect(page.getByTestId('line-search')).toBeFocused();
  await page.keyboard.type('lev');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('err');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('line-search')).toHaveValue('level:error ');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('lines')).toBeFocused();
  await expect(page.getByTestId('lines-status')).toContainText('of 7,200 records');
  await page.keyboard.press('g');
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await expect(page.getByTestId('selected')).toContainText(/3 lines selected, [\d.]+ (s|min)/);
  await page.keyboard.press('c');
  await expect(page.getByTestId('lines-status')).toContainText('copied 3 lines');
  const copied = (await clipboard(page)).split('\n').filter((line) => line.startsWith('orders.log:'));
  expect(copied).toHaveLength(3);
  const [, num, text] = /^orders\.log:(\d+): (.*)$/.exec(copied[0]) ?? [];
  expect(orderServiceLog().split('\n')[Number(num) - 1]).toBe(text);

  await search(page, '"pool is empty"');
  await expect(page.getByTestId('lines-status')).toContainText('hits');
  await page.getByTestId('lines').press('n');
  await expect(chosen(page)).toContainText(
    'lines of trace · java.sql.SQLTransientConnectionException: pool is empty',
  );
  await page.keyboard.press('Enter');
  await expect(chosen(page).locator('.line-rest')).toContainText('at orders.Service.accept(Service.java:41)');
  await page.keyboard.press('b');
  await expect(page.getByTestId('lines')).toHaveAttribute('data-wraps', '');
  await page.keyboard.press('r');
  await expect(chosen(page).locator('.line-text')).toContainText('ERROR orders.Service');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('line-detail')).toBeHidden();
  await expect(page.getByTestId('lines')).toBeFocused();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('copy a link to the line');
});

test('axe is content with the lines, light and dark, wide and narrow', async ({ page, site, scratch }) => {
  await openLines(page, site, scratch);
  await search(page, 'component:orders /time(out)?/');
  await expect(page.getByTestId('lines-status')).toContainText('hits');
  await page.keyboard.press('n');
  await expect(chosen(page)).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByTestId('line-detail').getByLabel('Note')).toBeVisible();
  await page.keyboard.press('x');
  await expectAccessible(page, [390, 1280, 1600]);
});
