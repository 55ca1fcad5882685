// 'This is normal' on the demo: the incident goes, undo brings it back; its windows instead of its templates; a template by itself.
// Then the simulated outage as a known incident, against which thresholds are measured, and the estimate of time saved.
import { expect, type Page } from '@playwright/test';
import { expectDone, openPage, openTab, test } from './harbinger';

const updated = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-state', 'done');

const rowText = async (page: Page) => (await page.getByTestId('template-row').first().textContent()) ?? '';

async function openDemo(page: Page): Promise<string> {
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await openTab(page, 'incidents');
  return (await page.getByTestId('answer').textContent()) ?? '';
}

test('what is called normal is no incident any more, until that is undone', async ({ page, site }) => {
  await openPage(page, site);
  const before = await openDemo(page);
  const answers = page.getByTestId('answer');
  const incidents = page.getByTestId('tab-incidents');
  await expect(incidents).toHaveText('Incidents1');

  await page.getByTestId('incident-normal').click();
  await page.getByTestId('normal-apply').click();
  await expect(page.getByTestId('normal-notice')).toContainText('the windows');
  await expect(answers).toHaveCount(0, { timeout: 60_000 });
  await expect(incidents).toHaveText('Incidents');
  await page.getByTestId('normal-undo').click();
  await expect(answers).toHaveCount(1, { timeout: 60_000 });
  expect(await answers.textContent()).toBe(before);
  await expect(page.getByTestId('normal-notice')).toBeHidden();
  await updated(page);
});

test('a template called normal keeps its lines, wears a chip, and is taken back in the settings', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await openDemo(page);
  await openTab(page, 'templates');
  await page.getByTestId('template-row').first().click();
  const lines = await rowText(page);
  await page.getByTestId('template-normal').click();
  await expect(page.getByTestId('normal-chip').first()).toBeVisible();
  await expect(page.getByTestId('template-normal')).toContainText('Not normal', { timeout: 60_000 });
  expect((await rowText(page)).replace(/normal\s*/, '')).toBe(lines);
  await openTab(page, 'settings');
  const marks = page.getByTestId('settings-normal');
  await expect(marks.getByRole('listitem')).toHaveCount(1);
  await marks.getByRole('button').click();
  await expect(marks.getByRole('listitem')).toHaveCount(0);
});

test('thresholds are measured against a known incident, and time saved is an estimate', async ({
  page,
  site,
}) => {
  await openPage(page, site);
  await openDemo(page);
  await openTab(page, 'benchmark');
  await page.getByTestId('truth-simulated').click();
  await expect(page.getByTestId('tuning-table')).toContainText('1 of 1');
  await expect(page.getByTestId('tuning-caution')).toContainText('too few');
  await page.getByTestId('truth-input').setInputFiles({
    name: 'truth.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('start,end\nsoon,later\n'),
  });
  await expect(page.getByTestId('truth-problems')).toContainText('no time that is understood');

  const total = page.getByTestId('estimate-total');
  const before = (await total.textContent()) ?? '';
  await page.getByTestId('estimate-lines-minutes').fill('200');
  await expect(total).not.toHaveText(before);
  // Neither of the two asks for another run.
  await openTab(page, 'overview');
  await expect(page.getByTestId('settings-changed')).toBeHidden();
});
