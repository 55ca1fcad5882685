// After one load the network is gone for good: the server is stopped, the browser is offline, and everything still works.
import { expect } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { download, expectDone, openPage, openTab, reloadPage, test, untilOfflineReady } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test('the whole journey runs offline after the first load @firefox', async ({
  page,
  site,
  context,
  scratch,
}) => {
  await openPage(page, site);
  await untilOfflineReady(page);
  await site.close();
  await context.setOffline(true);

  await page.reload();
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/pool/i);

  await reloadPage(page);
  await page.getByTestId('new-analysis').click();
  await dropPaths(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  for (const name of ['incidents', 'templates', 'lines']) await openTab(page, name);
  await openTab(page, 'ticket');
  await expect(page.getByTestId('ticket')).toContainText(/connection/i);
  await openTab(page, 'exports');
  for (const name of ['run_summary.json', 'structured_logs.parquet', 'incidents.json']) {
    const { bytes } = await download(page, page.getByTestId(`export-${name}`));
    expect(bytes.length, name).toBeGreaterThan(100);
  }
});
