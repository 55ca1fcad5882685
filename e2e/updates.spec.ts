// A newer version is stored beside the one in use and waits: nothing changes under a user's hands. Also: below a path.
import { expect } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { expectDone, openPage, test, untilOfflineReady } from './harbinger';

test('a new version waits for the word', async ({ page }) => {
  let version = 1;
  const site = await serveFolder({
    dir: DIST,
    rewrite: (path, text) => {
      if (path === 'index.html') return text.replace('<html ', `<html data-version="${version}" `);
      if (path === 'sw.js') return text.replace(/"revision":"/, `$&${version}`);
      return text;
    },
  });
  const html = page.locator('html');
  await openPage(page, site);
  await untilOfflineReady(page);

  version = 2;
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await page.reload();
  await expect(html).toHaveAttribute('data-version', '1');

  await page.evaluate(async () => {
    const changed = new Promise((resolve) =>
      navigator.serviceWorker.addEventListener('controllerchange', resolve),
    );
    (await navigator.serviceWorker.ready).waiting?.postMessage('activate');
    await changed;
  });
  await page.reload();
  await expect(html).toHaveAttribute('data-version', '2');
  const caches = await page.evaluate(() => globalThis.caches.keys());
  expect(caches.filter((name) => name.startsWith('harbinger'))).toHaveLength(1);
  await site.close();
});

test('the page works below a path', async ({ page }) => {
  const site = await serveFolder({ dir: DIST, basePath: '/tools/harbinger/' });
  await openPage(page, site);
  await untilOfflineReady(page);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  await site.close();
});
