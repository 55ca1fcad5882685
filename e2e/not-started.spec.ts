// Where the page cannot start, it says what to do, in place of nothing.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { DIST } from '../bench/build';
import { openPage, test } from './harbinger';

const TOLD = 'Harbinger has not started';

test('opened as a file, it says how it is served', async ({ page, consoleErrors }) => {
  await page.goto(pathToFileURL(join(DIST, 'index.html')).href);
  await expect(page.getByRole('heading', { name: TOLD })).toBeVisible();
  await expect(page.getByText('npm start')).toBeVisible();
  consoleErrors.splice(0);
});

test('without JavaScript it says so at once', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.url);
  await expect(page.getByRole('heading', { name: TOLD })).toBeVisible({ timeout: 3000 });
  await context.close();
});

test('with a file of it missing it says so, and where all is there nobody sees it', async ({
  page,
  site,
  consoleErrors,
}) => {
  await page.route(/\/assets\/index-[^/]*\.js$/, (route) => route.abort());
  await page.goto(site.url);
  await expect(page.getByRole('heading', { name: TOLD })).toBeVisible();
  await page.unrouteAll();
  consoleErrors.splice(0);
  await openPage(page, site);
  await expect(page.getByRole('heading', { name: TOLD })).toHaveCount(0);
});
