// Pages that end while a log is read, at moments drawn by chance: the next one says so, keeps what was kept, and the same files give the same bytes.
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const EXPORTS = ['incident_ticket.md', 'templates.csv', 'windows.csv'] as const;
const NUM_KILLS = 3;

test.setTimeout(300_000);

async function exportsOf(page: Page): Promise<readonly string[]> {
  await openTab(page, 'exports');
  const texts: string[] = [];
  for (const name of EXPORTS)
    texts.push((await download(page, page.getByTestId(`export-${name}`))).bytes.toString('base64'));
  return texts;
}

test('after pages that ended in the middle of a log, the log gives what it gives without', async ({
  page,
  site,
  scratch,
  context,
}) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog());
  const large = writeSample(scratch, 'large.log', orderServiceLog(60_000));
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await expect(page.locator('[data-testid=kept][data-kept=true]')).toBeVisible();
  const whole = await exportsOf(page);
  await page.close();
  for (let i = 0; i < NUM_KILLS; i++) {
    const victim = await context.newPage();
    await openPage(victim, site);
    await chooseFiles(victim, [large]);
    await expect(victim.getByTestId('progress')).toBeVisible();
    await victim.waitForTimeout(Math.random() * 1500);
    // Its renderer ends as by a crash: nothing in the page is told.
    await victim.goto('chrome://crash').catch(() => undefined);
    await victim.close();
  }
  const next = await context.newPage();
  await openPage(next, site);
  await expect(next.getByTestId('interrupted')).toContainText('large.log');
  await expect(next.getByTestId('history-item')).toHaveCount(1);
  const [chooser] = await Promise.all([
    next.waitForEvent('filechooser'),
    next.getByRole('button', { name: 'Choose the same files again' }).click(),
  ]);
  await chooser.setFiles([path]);
  await expectDone(next);
  expect(await exportsOf(next)).toEqual(whole);
});
