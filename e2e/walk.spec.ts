// A dropped folder of many files: listed and opened with word of how far it is, and cancelled.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { openPage, test } from './harbinger';

test('a folder of thousands of files says how far it is, and can be left', async ({
  page,
  site,
  scratch,
}) => {
  const folder = join(scratch, 'many');
  for (let d = 0; d < 60; d++) {
    mkdirSync(join(folder, `d${d}`), { recursive: true });
    for (let f = 0; f < 60; f++) writeFileSync(join(folder, `d${d}`, `f${f}.conf`), `value=${f}\n`);
  }
  await openPage(page, site);
  await dropPaths(page, [folder]);
  await expect(page.getByTestId('walk')).toContainText(/of 3,600 files/);
  await page.getByTestId('walk-cancel').click();
  await expect(page.getByTestId('walk')).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-state', 'idle');
  await expect(page.getByTestId('drop-zone')).toBeVisible();
});
