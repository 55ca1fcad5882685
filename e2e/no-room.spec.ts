// A browser whose room is used up: what is not kept is said, what was kept stays, and with room again it goes on.
import { expect, type Page } from '@playwright/test';
import { DIST } from '../bench/build';
import { serveFolder } from '../bench/static-server';
import { chooseFiles, expectDone, openPage, openTab, test } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** Runs in the page and in each worker: from word of it on, whatever the database is to take ends for want of room. */
function refuseWrites(): void {
  let hasRoom = true;
  new BroadcastChannel('room').addEventListener('message', ({ data }) => {
    hasRoom = data;
  });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...args) {
    if (!hasRoom) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  };
}

const setRoom = (page: Page, hasRoom: boolean): Promise<void> =>
  page.evaluate(async (room) => {
    // From a channel of its own, so that the page hears it too.
    new BroadcastChannel('room').postMessage(room);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }, hasRoom);

test('without room an analysis and pins are not kept and say so, what was kept before opens, and with room it is kept @firefox', async ({
  page,
  scratch,
}) => {
  const site = await serveFolder({
    dir: DIST,
    rewrite: (path, text) => (/\.worker-[\w-]+\.js$/.test(path) ? `${text};(${refuseWrites})();` : text),
  });
  await page.addInitScript(refuseWrites);
  await openPage(page, site);
  const [first, second] = ['first.log', 'second.log'].map((name, i) =>
    writeSample(scratch, name, orderServiceLog(3000 + 500 * i)),
  );
  const kept = page.locator('[data-testid=kept][data-kept=true]');
  await chooseFiles(page, [first]);
  await expectDone(page);
  await expect(kept).toBeVisible();
  // Its worker is there before the next file is: it hears that the room is gone.
  await setRoom(page, false);
  await openTab(page, 'settings');
  await page.getByTestId('settings-rerun').click();
  await expect(page.getByTestId('save-failed')).toContainText('the browser has no room left for it');
  await openTab(page, 'lines');
  await page.getByTestId('lines').click();
  await page.keyboard.press('m');
  await expect(page.getByTestId('pins-notice')).toContainText('last only until the page closes');
  await setRoom(page, true);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('m');
  await expect(page.getByTestId('pins-notice')).toBeHidden();
  await page.getByTestId('new-analysis').click();
  const items = page.getByTestId('history-item');
  await expect(items).toHaveCount(1);
  await items.first().click();
  await expectDone(page);
  await page.getByTestId('new-analysis').click();
  await chooseFiles(page, [second]);
  await expectDone(page);
  await expect(kept).toBeVisible();
  await site.close();
});
