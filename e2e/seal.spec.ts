// Nothing leaves: the same battery of attempts runs in the page and inside each of its workers, once sealed and once
// with every seal taken off. The second run must be seen by the other origin, else the first would prove nothing.
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { type StaticServer, serveFolder } from '../bench/static-server';
import { scriptedGguf } from '../src/llm/fixtures/make-gguf';
import { ANYWHERE, FROM_PAGE, reachOutAnywhere, reachOutFromPage } from './battery';
import { download, expectDone, openPage, openTab, test, untilOfflineReady } from './harbinger';
import { type Listener, listen } from './listener';

const META_POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/;

let listener: Listener;
test.beforeEach(async () => {
  listener = await listen();
});
test.afterEach(() => listener.close());

test('sealed, nothing reaches another origin from the page or a worker', async ({
  page,
  site,
  consoleErrors,
}) => {
  await openPage(page, site);
  await runDemo(page);
  const names = await runBattery(page);
  expectAllWorkers(names);
  expect(listener.numArrivals()).toBe(0);
  expect(consoleErrors.length, 'the browser reports what it refused').toBeGreaterThan(10);
  consoleErrors.length = 0;
});

test('unsealed, the same battery is seen: the control', async ({ page, consoleErrors }) => {
  const site = await serveWithout(['policy', 'service worker', 'boot']);
  await openPage(page, site);
  await runDemo(page);
  const names = await runBattery(page);
  expectAllWorkers(names);
  expect(listener.seen('page')).toEqual([...ANYWHERE, ...FROM_PAGE].sort());
  for (const name of names) expect(listener.seen(name), `seen from ${name}`).toEqual(ANYWHERE);
  consoleErrors.length = 0;
  await site.close();
});

test('the service worker alone seals as well', async ({ page, consoleErrors }) => {
  const site = await serveWithout(['policy']);
  await openPage(page, site);
  await untilOfflineReady(page);
  const statusOf = (url: string) => page.evaluate((to) => fetch(to).then(({ status }) => status), url);
  expect(await statusOf(`${listener.origin}/page/before-reload`)).toBe(403);
  await page.reload();
  await untilOfflineReady(page);
  await runBattery(page);
  expect(listener.numArrivals()).toBe(0);
  consoleErrors.length = 0;
  await site.close();
});

test('a string never becomes HTML or code', async ({ page, site, consoleErrors }) => {
  await openPage(page, site);
  const outcome = await page.evaluate(async () => {
    // Past this point the debugger's own leave to evaluate strings no longer holds.
    await new Promise((resolve) => setTimeout(resolve, 10));
    const box = document.createElement('div');
    box.innerHTML = '<img src=x onerror="document.title = 1"><b>bold</b>';
    const refused = (attempt: () => unknown) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    };
    return {
      children: box.children.length,
      text: box.textContent,
      evalRefused: refused(() => new Function('return 1')),
      scriptRefused: refused(() => {
        document.createElement('script').src = './assets/x.js';
      }),
      policyRefused: refused(() => {
        (
          globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): object } }
        ).trustedTypes.createPolicy('mine', {});
      }),
    };
  });
  expect(outcome).toEqual({
    children: 0,
    text: '<img src=x onerror="document.title = 1"><b>bold</b>',
    evalRefused: true,
    scriptRefused: true,
    policyRefused: true,
  });
  consoleErrors.length = 0;
});

async function runDemo(page: Page): Promise<void> {
  // The thread of models starts with the first file.
  const model = { name: 'm.gguf', mimeType: '', buffer: Buffer.from(scriptedGguf('x')) };
  await page.getByTestId('model-file-input').setInputFiles(model);
  await page.getByTestId('demo-button').click();
  await expectDone(page);
  // The archive's worker starts with the first Parquet.
  await openTab(page, 'exports');
  await download(page, page.getByTestId('export-feature_windows.parquet'));
  // That of SQL with the first query.
  await openTab(page, 'sql');
  await page.getByTestId('sql-run').click();
  await expect(page.getByTestId('sql-grid')).toBeVisible({ timeout: 120_000 });
}

/** Runs the battery in the page and in all its workers; returns the workers' names. */
async function runBattery(page: Page): Promise<string[]> {
  const target = { origin: listener.origin, stunPort: listener.stunPort };
  const names = await Promise.all(
    page.workers().map(async (worker) => {
      const name = await worker.evaluate(() => self.name);
      await worker.evaluate(reachOutAnywhere, { ...target, tag: name });
      return name;
    }),
  );
  await page.evaluate(reachOutAnywhere, { ...target, tag: 'page' });
  await page.evaluate(reachOutFromPage, { ...target, tag: 'page' });
  return names.filter((name) => name !== '');
}

function expectAllWorkers(names: readonly string[]): void {
  for (const kind of ['analysis', 'shard', 'lstm', 'archive', 'llm', 'sql']) {
    expect(names.filter((name) => name.startsWith(kind)).length, `workers named ${kind}`).toBeGreaterThan(0);
  }
}

type Seal = 'policy' | 'service worker' | 'boot';

function serveWithout(seals: readonly Seal[]): Promise<StaticServer> {
  return serveFolder({
    dir: DIST,
    rewrite: (path, text) => {
      if (path === 'sw.js' && seals.includes('service worker')) return null;
      if (path === 'seal.js' && seals.includes('boot')) return '';
      if (path === 'index.html' && seals.includes('policy')) return text.replace(META_POLICY, '');
      return text;
    },
  });
}
