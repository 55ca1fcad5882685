// What is on screen while a log is still read, and what stays in the browser afterwards.
import { expect, type Page } from '@playwright/test';
import { dropPaths } from '../bench/analyze-page';
import { chooseFiles, expectDone, openPage, openTab, reloadPage, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** About 180 MB: long enough to be seen growing. */
const REPEATS = 300;

test('while a log is read its histogram and templates are on screen and grow', async ({
  page,
  site,
  scratch,
}) => {
  const large = writeSample(scratch, 'large.log', orderServiceLog().repeat(REPEATS));
  await openPage(page, site);
  await recordPreviews(page);
  await dropPaths(page, [large]);
  await expect(page.getByTestId('preview-histogram')).toBeVisible();
  await expect(page.getByTestId('preview-templates').locator('li').first()).toBeVisible();
  await expect(page.getByTestId('preview-files')).toContainText('large.log');
  await expectDone(page);
  const seen = await page.evaluate(() => (window as unknown as Recorded).seen);
  const counts = seen.map((each) => each.records);
  expect(new Set(counts).size, `counts seen: ${counts}`).toBeGreaterThan(2);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
  expect(seen.every((each) => each.bars > 0 && each.templates > 3)).toBe(true);
});

test('after much reading the shard workers end, and others read the files again', async ({
  page,
  site,
  scratch,
}) => {
  const large = writeSample(scratch, 'large.log', orderServiceLog().repeat(REPEATS / 2));
  await openPage(page, site);
  await dropPaths(page, [large]);
  await expectDone(page);
  const shards = async () => (await workerNames(page)).filter((name) => name.startsWith('shard'));
  await expect.poll(shards).toEqual([]);
  await openTab(page, 'files');
  await page.getByLabel('Format').selectOption('plain');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByTestId('file-card').locator('.chip', { hasText: 'plain' }).first()).toBeVisible({
    timeout: 60_000,
  });
  await expect.poll(shards).toEqual([]);
});

test('a stored analysis opens after a reload with one worker, and takes its files again', async ({
  page,
  site,
  scratch,
}) => {
  // Enough rows for several chunks of columns.
  const path = writeSample(scratch, 'orders.log', orderServiceLog().repeat(60));
  await openPage(page, site);
  await chooseFiles(page, [path]);
  await expectDone(page);
  await expect.poll(() => storedChunks(page)).toBeGreaterThan(1);
  await openTab(page, 'templates');
  const before = await page.getByTestId('result').textContent();

  await reloadPage(page);
  await openTab(page, 'templates');
  expect(await page.getByTestId('result').textContent()).toContain(before?.slice(0, 80) ?? '?');
  expect(await workerNames(page)).toEqual(['analysis']);
  await chooseFiles(page, [path]);
  await page.getByRole('button', { name: 'Give this analysis its text' }).click();
  await openTab(page, 'lines');
  await expect(page.getByTestId('result')).toContainText('accepted for customer');
});

test('what a killed writer left behind goes when the next analysis is stored', async ({
  page,
  site,
  scratch,
}) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog());
  await openPage(page, site);
  await expect(page.getByText('None yet.')).toBeVisible();
  await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('harbinger');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const tx = db.transaction('chunks', 'readwrite');
    tx.objectStore('chunks').put(new ArrayBuffer(1000), ['nobody', 0]);
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    db.close();
  });
  await chooseFiles(page, [path]);
  await expectDone(page);
  await expect.poll(() => storedIds(page)).not.toContain('nobody');
  await expect.poll(() => storedChunks(page)).toBeGreaterThan(0);
});

test('where the browser leaves no room, the page says so and the result is there all the same', async ({
  page,
  site,
  scratch,
}) => {
  const path = writeSample(scratch, 'orders.log', orderServiceLog());
  await openPage(page, site);
  // The browser's answer alone is replaced: its own limit cannot be set for a worker.
  page.on('worker', (worker) =>
    worker.evaluate(() =>
      Object.defineProperty(navigator.storage, 'estimate', {
        value: async () => ({ quota: 6 * 2 ** 20, usage: 2 ** 20 }),
      }),
    ),
  );
  await chooseFiles(page, [path]);
  await expectDone(page);
  await expect(page.getByTestId('save-failed')).toContainText(/it takes \d+ MiB, and the browser leaves/);
  expect(await storedChunks(page)).toBe(0);
});

/** Of the workers of the analysis. */
async function workerNames(page: Page): Promise<string[]> {
  const names = page.workers().map((worker) => worker.evaluate(() => self.name).catch(() => ''));
  return (await Promise.all(names)).filter((name) => name !== '');
}

interface Recorded {
  seen: { records: number; bars: number; templates: number }[];
}

/** Notes what each change of the page shows. */
async function recordPreviews(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: Recorded['seen'] = [];
    (window as unknown as Recorded).seen = seen;
    const byId = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
    new MutationObserver(() => {
      const records = Number(byId('preview-records')?.dataset.count ?? 0);
      if (records === 0 || records === seen.at(-1)?.records) return;
      const paths = [...(byId('preview-histogram')?.querySelectorAll('path') ?? [])];
      const bars = paths.reduce((sum, path) => sum + (path.getAttribute('d') ?? '').split('M').length - 1, 0);
      seen.push({ records, bars, templates: byId('preview-templates')?.childElementCount ?? 0 });
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  });
}

async function chunkKeys(page: Page): Promise<[string, number][]> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('harbinger');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const request = db.transaction('chunks').objectStore('chunks').getAllKeys();
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return keys as [string, number][];
  });
}

async function storedChunks(page: Page): Promise<number> {
  return (await chunkKeys(page)).length;
}

async function storedIds(page: Page): Promise<string[]> {
  return (await chunkKeys(page)).map(([id]) => id);
}
