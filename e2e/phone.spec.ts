// A phone: every view at 390 pixels. What is tapped is large enough, the chosen tab is in sight, headlines and messages are whole.
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test.use({ viewport: { width: 390, height: 844 } });

/** Controls that are less than 24 pixels high or wide, but for a box within its label. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role="tab"]')].flatMap(
      (element) => {
        const target = element.matches('[type="checkbox"], [type="radio"]')
          ? (element.closest('label') ?? element)
          : element;
        const { width, height } = target.getBoundingClientRect();
        if (width === 0 || element.closest('.hidden-visually, .skip-link') !== null) return [];
        return width < 23.5 || height < 23.5
          ? [`${element.className} ${Math.round(width)}x${Math.round(height)} ${element.textContent}`]
          : [];
      },
    ),
  );
}

async function open(page: Page, site: { url: string }, scratch: string, log: string): Promise<void> {
  await openPage(page, site as never);
  expect(await smallTargets(page), 'landing').toEqual([]);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', log)]);
  await expectDone(page);
}

test('every view: targets, the chosen tab, the headline', async ({ page, site, scratch }) => {
  await open(page, site, scratch, orderServiceLog());
  const tabs = await page.getByRole('tab').evaluateAll((all) => all.map(({ id }) => id.slice('tab-'.length)));
  expect(tabs.length).toBeGreaterThan(10);
  for (const tab of tabs) {
    await page.evaluate((id) => document.getElementById(id)?.click(), `tab-${tab}`);
    await expect(page.getByTestId(`tab-${tab}`)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByTestId(`tab-${tab}`)).toBeInViewport({ ratio: 0.9 });
    await expect(page.getByRole('tabpanel').getByText('Opening …')).toHaveCount(0);
    await expect.poll(() => smallTargets(page), tab).toEqual([]);
    const verdict = page.getByTestId('verdict').first();
    expect(await verdict.evaluate((each) => each.scrollHeight - each.clientHeight), tab).toBeLessThanOrEqual(
      1,
    );
    expect(await verdict.evaluate((each) => each.scrollWidth - each.clientWidth), tab).toBeLessThanOrEqual(1);
  }
});

test('templates tell their words', async ({ page, site, scratch }) => {
  await open(page, site, scratch, orderServiceLog());
  await page.getByTestId('tab-templates').click();
  const cell = page.getByTestId('template-row').first().locator('.template-cell');
  expect((await cell.boundingBox())?.width).toBeGreaterThan(300);
  await page.getByTestId('template-row').first().click();
  await expect.poll(() => smallTargets(page)).toEqual([]);
  await expectAccessible(page, [390]);
});

test('a burst does not press all other bars flat, and the scale is named', async ({
  page,
  site,
  scratch,
}) => {
  const quiet = orderServiceLog(4000);
  const burst = Array.from(
    { length: 6000 },
    (_, i) =>
      `2026-03-02 08:31:${String(10 + (i % 50)).padStart(2, '0')}.000 ERROR db.Pool - connection ${i} refused`,
  ).sort();
  const lines = quiet.split('\n');
  const at = lines.findIndex((line) => line.startsWith('2026-03-02 08:32'));
  const log = [...lines.slice(0, at), ...burst, ...lines.slice(at)].join('\n');
  await open(page, site, scratch, log);
  const heights = await page
    .getByTestId('answer-chart')
    .first()
    .locator('.answer-bar')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().height).filter((px) => px > 0));
  const middle = [...heights].sort((a, b) => a - b)[heights.length >> 1];
  expect(Math.max(...heights) / middle).toBeLessThan(16);
  await expect(page.getByTestId('answer-chart').first()).toContainText('square-root scale');
});
