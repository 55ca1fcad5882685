// What the tests of the bridge share: a page with its door open, a small log, the frame.
import { expect, type FrameLocator, type Page } from '@playwright/test';
import { chooseFiles, expectDone, openTab, untilOfflineReady } from './harbinger';
import { orderServiceLog, writeSample } from './samples';

/** The door opens with the second load, which the service worker answers. */
export async function openWithDoor(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByTestId('drop-zone')).toBeVisible();
  await untilOfflineReady(page);
  await page.reload();
  await expect(page.getByTestId('drop-zone')).toBeVisible();
}

export async function analyzeOrders(page: Page, scratch: string): Promise<void> {
  await chooseFiles(page, [writeSample(scratch, 'orders.log', orderServiceLog())]);
  await expectDone(page);
}

/** A page with its door open, an analysed log, and the bridge opened from the exports. */
export async function openSending(page: Page, url: string, scratch: string): Promise<FrameLocator> {
  await openWithDoor(page, url);
  await analyzeOrders(page, scratch);
  await openTab(page, 'exports');
  await page.getByTestId('bridge-open').click();
  return bridgeOf(page);
}

export function bridgeOf(page: Page): FrameLocator {
  return page.frameLocator('[data-testid="bridge-frame"]');
}

export async function fillIn(bridge: FrameLocator, entries: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(entries)) await bridge.getByTestId(`bridge-${name}`).fill(value);
  await bridge.getByRole('button', { name: 'Go on' }).click();
}

export async function letThrough(bridge: FrameLocator): Promise<void> {
  await bridge.getByRole('button', { name: 'Send', exact: true }).click();
}
