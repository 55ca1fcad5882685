// A baseline that a user keeps: saved from a good log, it finds another log ill from its very start; a file carries it to a browser that
// has none; refreshing takes new habits in; deleting goes back to the default.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { chooseFiles, download, expectDone, openPage, openTab, test } from './harbinger';
import { writeSample } from './samples';

const HOUR = 3_600_000;

/** Eight hours of requests; `isIll`: half of them fail, from the first line on. */
function serviceLog(day: number, isIll: boolean, more = ''): string {
  let state = 12345 + day;
  const random = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  const begin = Date.UTC(2026, 2, day, 6);
  const lines: string[] = [];
  for (let ms = 0; ms < 8 * HOUR; ms += 2000 + random(4000)) {
    const time = new Date(begin + ms).toISOString();
    lines.push(`${time} INFO http: GET /orders/${random(9999)} took ${random(90)} ms`);
    if (isIll && random(2) === 0)
      lines.push(`${time} ERROR http: token ${random(99999)} was refused, answering 400`);
    else lines.push(`${time} INFO http: token ${random(99999)} was renewed`);
    if (random(5) === 0) lines.push(`${time} DEBUG cache: evicted ${random(40)} entries`);
    if (more !== '' && random(9) === 0) lines.push(`${time} INFO ${more}`);
  }
  return `${lines.join('\n')}\n`;
}

const row = (page: Page) => page.getByTestId('baseline-row');

test('a good log is kept as a baseline, and a log that is ill from its start is found by it', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'good.log', serviceLog(2, false))]);
  await expectDone(page);
  await page.getByTestId('baseline-save').click();
  await page.getByTestId('baseline-name').fill('good Monday');
  await page.getByTestId('baseline-keep').click();
  await expect(row(page)).toContainText('good Monday');
  await expect(row(page)).toContainText('Tried on itself');

  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'ill.log', serviceLog(5, true))]);
  await expectDone(page);
  // Without it there is nothing to compare with: that is said, and what is bad is read.
  await expect(page.getByTestId('verdict').first()).toContainText('Bad from the first line');
  await page.getByTestId('baseline-use').click();
  await expect(row(page)).toContainText('judges this log', { timeout: 60_000 });
  await expectDone(page);
  await expect(page.getByTestId('verdict').first()).toContainText('refused');
  await expect(page.getByTestId('verdict').first()).not.toContainText('Bad from the first line');
  await expect(page.getByTestId('baselines')).toContainText('judged by the saved baseline "good Monday"');
  await page.getByTestId('why-toggle').click();
  const first = page.locator('.window-item[data-kind=confirmed]').first();
  await expect(first).toContainText('2026-03-05 06:00');

  const { bytes } = await download(page, page.getByTestId('baseline-export'));
  expect(bytes.toString()).not.toContain('/orders/');
  const file = join(scratch, 'baseline.json');
  writeFileSync(file, bytes);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByTestId('baseline-delete').click();
  await expect(row(page)).toHaveCount(0);
  await page.getByTestId('baseline-file-input').setInputFiles(file);
  await expect(row(page)).toContainText('good Monday');
});

test('a refresh takes in the new habits of a log, and the drift is gone', async ({ page, site, scratch }) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'good.log', serviceLog(2, false))]);
  await expectDone(page);
  await page.getByTestId('baseline-save').click();
  await page.getByTestId('baseline-keep').click();
  await expect(row(page)).toHaveCount(1);

  await openPage(page, site);
  await chooseFiles(page, [
    writeSample(scratch, 'next.log', serviceLog(9, false, 'audit: ledger was closed')),
  ]);
  await expectDone(page);
  await expect(page.getByTestId('baseline-drift')).toContainText('1 of 4 templates is new since');
  await page.getByTestId('baseline-refresh').click();
  await expect(page.getByTestId('baseline-notice')).toContainText('quiet windows of this log', {
    timeout: 60_000,
  });
  await expect(page.getByTestId('baseline-drift')).toContainText('no template is new since');
  await openTab(page, 'settings');
  await page.getByTestId('settings-baseline.kind').selectOption('saved');
  await expect(page.getByTestId('settings-baseline.id')).toContainText('good.log');
  await page.getByTestId('settings-rerun').click();
  await openTab(page, 'overview');
  await expect(row(page)).toContainText('judges this log', { timeout: 60_000 });
});
