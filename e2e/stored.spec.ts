// What a browser keeps: damaged rows hide nothing and go on a click; marks of two tabs are both kept.
import { expect, type Page } from '@playwright/test';
import { openPage, test } from './harbinger';
import { writeSample } from './samples';

/** Rows as another program, or a damaged disk, may leave them. */
async function putJunk(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const request = indexedDB.open('harbinger');
    await new Promise((resolve) => request.addEventListener('success', resolve));
    const tx = request.result.transaction(['meta', 'baselines', 'values'], 'readwrite');
    tx.objectStore('meta').put({ id: 'bad', name: { a: 1 }, savedMs: 'soon', verdict: null });
    tx.objectStore('baselines').put({ id: 'bad', name: 'odd one', validation: 7, refreshes: 'none' });
    tx.objectStore('values').put({ drain: 7, seed: 'x' }, 'settings');
    tx.objectStore('values').put('all', 'runs');
    await new Promise((resolve) => tx.addEventListener('complete', resolve));
    request.result.close();
  });
}

test('rows of wrong types hide no drop zone, are named, and can be deleted', async ({ page, site }) => {
  await openPage(page, site);
  await putJunk(page);
  await page.reload();
  await expect(page.getByTestId('drop-zone')).toBeVisible();
  const damaged = page.getByTestId('damaged-rows');
  await expect(damaged).toContainText('1 stored analysis in this browser is damaged');
  await damaged.getByRole('button', { name: 'Delete it' }).click();
  await expect(damaged).toBeHidden();
});

test('marks taken in two tabs, neither knowing of the other, are both there afterwards', async ({
  page,
  site,
  scratch,
  context,
}) => {
  const marksOf = (text: string) =>
    JSON.stringify({ kind: 'harbinger-marks', version: 1, normal: { templates: [text], windows: [] } });
  const [first, second] = ['pool <*>', 'disk <*>'].map((text, i) =>
    writeSample(scratch, `marks-${i}.json`, marksOf(text)),
  );
  await openPage(page, site);
  const other = await context.newPage();
  await openPage(other, site);
  await page.getByTestId('settings-file-input').setInputFiles(first);
  await other.getByTestId('settings-file-input').setInputFiles(second);
  const stored = () =>
    page.evaluate(async () => {
      const request = indexedDB.open('harbinger');
      await new Promise((resolve) => request.addEventListener('success', resolve));
      const get = request.result.transaction('values').objectStore('values').get('settings');
      await new Promise((resolve) => get.addEventListener('success', resolve));
      request.result.close();
      return [...(get.result?.normal?.templates ?? [])].sort();
    });
  await expect.poll(stored).toEqual(['disk <*>', 'pool <*>']);
});
