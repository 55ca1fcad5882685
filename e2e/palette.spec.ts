// The palette, by keyboard alone: to a view, a template, an export; the focus goes to what was opened, or back where it was.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessible';
import { chooseFiles, expectDone, openPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

test('by keyboard alone: a view, a template, an export, and the focus is never lost', async ({
  page,
  site,
  scratch,
}) => {
  await openPage(page, site);
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog(3000))]);
  await expectDone(page);
  const { keyboard } = page;
  const ask = async (words: string): Promise<void> => {
    await keyboard.press('Control+k');
    await expect(page.getByTestId('palette-input')).toBeFocused();
    await keyboard.type(words);
  };
  await ask('heat');
  await expect(page.getByTestId('palette-row').first()).toContainText('Heat map');
  await expectAccessible(page, [390, 1280]);
  await keyboard.press('Enter');
  await expect(page.getByTestId('heat-map')).toBeVisible();

  await ask('lines');
  await keyboard.press('Enter');
  await expect(page.getByTestId('tab-lines')).toBeFocused();
  // Escape gives the focus back.
  await ask('nothing of it');
  await keyboard.press('Escape');
  await expect(page.getByTestId('tab-lines')).toBeFocused();

  await keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('palette');
  await keyboard.press('Escape');
  await expect(page.getByTestId('tab-lines')).toBeFocused();

  await ask('shipped carrier');
  await keyboard.press('Enter');
  await expect(page.getByTestId('template-detail')).toContainText('shipped by carrier');

  await ask('save windows.csv');
  const saving = page.waitForEvent('download');
  await keyboard.press('Enter');
  const csv = await readFile(await (await saving).path(), 'utf8');
  expect(csv.split('\n').length).toBeGreaterThan(10);
  await expect(page.getByTestId('palette')).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});
