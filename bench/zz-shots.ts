import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { chromium } from 'playwright';
import { givePaths, untilDone } from './analyze-page';
import { BROWSER_ARGS, ensureChromium } from './browser';
import { makeBundle } from './make-bundle';
import { serveFolder } from './static-server';
import { TAR_END, tarBlocks } from './tar-writer';
await pipeline(async function* () { for (const f of makeBundle(3000)) yield* tarBlocks(f.path, f.bytes); yield TAR_END; }, createWriteStream('/tmp/shots/bundle.tar'));
const site = await serveFolder({ dir: 'dist' });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...BROWSER_ARGS] });
for (const [width, scheme] of [[1280, 'light'], [390, 'light'], [1280, 'dark']] as const) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  await page.goto(site.url);
  await page.getByTestId('drop-zone').waitFor();
  await givePaths(page, ['/tmp/shots/bundle.tar']);
  await page.getByTestId('triage').waitFor();
  await page.screenshot({ path: `/tmp/shots/progress-${width}-${scheme}.png` });
  await untilDone(page, 200_000);
  await page.screenshot({ path: `/tmp/shots/overview-${width}-${scheme}.png` });
  await page.getByTestId('tab-files').click();
  await page.locator('.triage-more').click();
  await page.waitForTimeout(800);
  for (const name of ['var/', 'log/', 'audit/']) { const b = page.getByRole('button', { name, exact: true }).first(); if (await b.count()) await b.click(); await page.waitForTimeout(500); }
  await page.getByRole('button', { name: /^Leave out: .*audit.log.3/ }).first().click().catch(() => console.log('no button'));
  await page.screenshot({ path: `/tmp/shots/files-${width}-${scheme}.png`, fullPage: false });
  await page.locator('[data-testid=receipt]').first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: `/tmp/shots/receipt-${width}-${scheme}.png` });
  await page.close();
}
await browser.close(); await site.close();
