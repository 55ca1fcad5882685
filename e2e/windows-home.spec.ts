// The windows of an analysis, saved and dropped in a fresh page: the same verdict without the log.
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test, untilEnded } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

const NAMES = ['feature_windows', 'template_windows', 'template_lines'] as const;

/** What the incident says, but for how long it took and where the log came from. */
async function ticketOf(page: Page): Promise<string> {
  await openTab(page, 'exports');
  const { bytes } = await download(page, page.getByTestId('export-incident_ticket.json'));
  const { incident } = JSON.parse(bytes.toString('utf8'));
  return JSON.stringify([
    incident.title,
    incident.severity,
    incident.start,
    incident.end,
    incident.outageStart,
  ]);
}

test('windows that were saved are judged as their log was, quote its lines by their numbers, and say what they are', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
  const own = await ticketOf(page);
  expect(own).toContain('order failed');
  const paths: string[] = [];
  for (const name of NAMES) {
    const { bytes } = await download(page, page.getByTestId(`export-${name}.parquet`));
    paths.push(writeSample(scratch, `${name}.parquet`, bytes));
  }

  await openPage(page, site);
  await chooseFiles(page, paths);
  await expectDone(page);
  expect(await ticketOf(page)).toBe(own);
  await openTab(page, 'problems');
  await expect(page.getByTestId('problem').first()).toContainText(
    /7,\d\d\d records were counted by a database/,
  );
  await openTab(page, 'files');
  await expect(page.getByText('orders.log').first()).toBeVisible();
  await openTab(page, 'lines');
  await expect(page.getByText(/orders\.Service/).first()).toBeVisible();

  await openPage(page, site);
  await chooseFiles(page, [paths[1]]);
  expect(await untilEnded(page)).toBe('failed');
  await expect(page.getByTestId('error')).toContainText('feature_windows is not beside it');
});
