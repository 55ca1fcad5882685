// A browser whose room is used up, really: what is not kept is said, what was kept stays, and with room again it goes on.
import { expect, type Page } from '@playwright/test';
import { chooseFiles, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** Room for this origin in bytes beyond what it takes now; null: as much as the browser gives. Chromium only. */
async function leaveRoom(page: Page, bytes: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
  await session.send(
    'Storage.overrideQuotaForOrigin',
    bytes === null ? { origin } : { origin, quotaSize: usage + bytes },
  );
  await session.detach();
}

test('without room the analysis is not kept and says so, pins say so, the one before stays, and deleting it makes room', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'first.log', orderServiceLog(4000))]);
  await expectDone(page);
  const kept = page.locator('[data-testid=kept][data-kept=true]');
  await expect(kept).toBeVisible();
  await page.getByTestId('new-analysis').click();
  await leaveRoom(page, 0);
  await chooseFiles(page, [writeSample(scratch, 'second.log', orderServiceLog(5000))]);
  await expectDone(page);
  await expect(page.getByTestId('kept')).toContainText(/not kept/i);
  await openTab(page, 'lines');
  await page.getByTestId('lines').click();
  await page.keyboard.press('m');
  await leaveRoom(page, null);
  await page.getByTestId('new-analysis').click();
  const items = page.getByTestId('history-item');
  await expect(items).toHaveCount(1);
  await items.first().click();
  await expectDone(page);
  await reloadPage(page);
});
