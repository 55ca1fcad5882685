// axe with contrast in a real browser, in both themes.
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** axe finds nothing in light and dark at each of these widths, and nothing is wider than the screen. */
export async function expectAccessible(page: Page, widths: readonly number[]): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of widths) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 844 });
      await expect(page.locator(`.radix-themes.app.${colorScheme}`)).toBeVisible();
      // A colour half-way from light to dark is neither.
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      );
      const found = await page.evaluate(async () => {
        const { axe: checker } = globalThis as unknown as { axe: typeof axe };
        const { violations } = await checker.run(document.body);
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`,
        );
      });
      expect(found, `${colorScheme} at ${width}`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `wider than the screen at ${width}`).toBeLessThanOrEqual(0);
    }
}
