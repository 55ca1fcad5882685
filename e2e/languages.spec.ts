// Two languages: Chinese for a browser that wants it, another by hand and at once, kept and offline; no English text of the catalogue is left, and nothing is too wide.
import { expect, type Page } from '@playwright/test';
import { CHINESE } from '../src/words/zh/catalogue';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, openTab, test, untilOfflineReady } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test.use({ locale: 'zh-CN' });
test.describe.configure({ timeout: 300_000 });

const html = (page: Page) => page.locator('html');

async function openSettings(page: Page): Promise<void> {
  await openTab(page, 'settings');
  await expect(page.locator('#page-language')).toBeVisible();
}

/** Texts of elements and of what is read out that stand in the catalogue, in English; the ticket is English, and what is set as code is typed. */
function englishLeft(page: Page, english: readonly string[]): Promise<readonly string[]> {
  return page.evaluate((texts) => {
    const known = new Set(texts);
    const found = new Set<string>();
    const see = (text: string | null): void => {
      if (text !== null && known.has(text.trim())) found.add(text.trim());
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest('.mono, code, kbd, option[lang], article.ticket') === null)
        see(node.textContent);
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) see(element.getAttribute(name));
    return [...found];
  }, english);
}

/** Those whose Chinese is another text; single words of logs ('error') are no sign. */
const ENGLISH = Object.entries(CHINESE)
  .filter(([text, said]) => text !== said && !text.includes('{') && !/^[a-z]+$/.test(text))
  .map(([text]) => text.trim());

test('a browser that wants Chinese gets it, view by view', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await expect(html(page)).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: '选择文件', exact: true })).toBeVisible();
  expect(await englishLeft(page, ENGLISH), 'landing').toEqual([]);
  await expectAccessible(page, [390, 1280]);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  const tabs = await page.getByRole('tab').evaluateAll((all) => all.map(({ id }) => id.slice('tab-'.length)));
  expect(tabs.length).toBeGreaterThan(10);
  for (const tab of tabs) {
    await openTab(page, tab);
    await expect(page.getByTestId(`tab-${tab}`)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel').getByText('正在打开…')).toHaveCount(0);
    await expect.poll(() => page.getByRole('tabpanel').locator('> *').count(), tab).toBeGreaterThan(0);
    expect.soft(await englishLeft(page, ENGLISH), tab).toEqual([]);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${tab} at ${width}`).toBeLessThanOrEqual(0);
    }
  }
  for (const tab of ['overview', 'lines', 'settings']) {
    await openTab(page, tab);
    await expectAccessible(page, [390, 1280]);
  }
  await page.setViewportSize({ width: 1280, height: 844 });
  await page.locator('body').press('?');
  await expect(page.getByRole('dialog')).toContainText('下一个和上一个命中');
  expect(await englishLeft(page, ENGLISH), 'keys').toEqual([]);
});

test('another language by hand: at once, with what is open, kept over a reload and offline', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await untilOfflineReady(page);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  await openSettings(page);
  const select = page.getByLabel('语言', { exact: true });
  await select.selectOption('en');
  // No reload: the same analysis, the same view, and the field has the focus again.
  await expect(page.getByLabel('Language', { exact: true })).toBeFocused();
  await expect(html(page)).toHaveAttribute('lang', 'en');
  await expect(html(page)).toHaveAttribute('data-state', 'done');
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await site.close();
  await page.context().setOffline(true);
  await page.reload();
  await expectDone(page);
  await expect(html(page)).toHaveAttribute('lang', 'en');
  // By the palette, which names each language in its own words.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'What to do' }).fill('简体中文');
  await page.keyboard.press('Enter');
  await expect(html(page)).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('tab', { name: '概览' })).toBeVisible();
});

test('the chunk of Chinese is loaded by nobody who reads English', async ({ browser, site }) => {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await openPage(page, site);
  await expect(html(page)).toHaveAttribute('lang', 'en');
  expect(asked.filter((url) => /\/catalogue-/.test(url))).toEqual([]);
  await context.close();
});
