// An analysis of the history: other files given by mistake are not taken for its own, the right ones bring its lines back.
import { expect, type Page } from '@playwright/test';
import { chooseFiles, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

async function giveText(page: Page, path: string): Promise<void> {
  await chooseFiles(page, [path]);
  await page.getByRole('button', { name: 'Give this analysis its text' }).click();
}

test('a reopened analysis has its text from the right file only @firefox', async ({
  page,
  site,
  scratch,
}) => {
  const own = writeSample(scratch, 'orders.log', orderServiceLog());
  const other = writeSample(scratch, 'other.log', orderServiceLog().replaceAll('customer', 'supplier'));
  await openPage(page, site);
  await chooseFiles(page, [own]);
  await expectDone(page);
  const verdict = await page.getByTestId('verdict').textContent();
  await reloadPage(page);

  await giveText(page, other);
  const notice = page.getByTestId('needs-files');
  await expect(notice).toContainText('orders.log was not among the files given');
  await openTab(page, 'settings');
  await expect(page.getByTestId('settings-rerun')).toBeDisabled();

  await giveText(page, own);
  await expect(notice).toBeHidden();
  await openTab(page, 'lines');
  await expect(page.getByTestId('result')).toContainText(/orders\.Service|http\.Access/);
  await openTab(page, 'settings');
  await expect(page.getByTestId('settings-rerun')).toBeEnabled();
  await openTab(page, 'overview');
  expect(await page.getByTestId('verdict').textContent()).toBe(verdict);
});
