// `npm run analyze -- FOLDER --follow SECONDS`: what a person does who follows a log for a while and then stops. In: a page on which it was dropped and
// analysed. Out: each piece of news as it comes; the page shows the last verdict.
import type { Page } from 'playwright';
import { PageFailure } from './analyze-page';

const BEGUN_MS = 120_000;
const EVERY_MS = 500;

export async function followFor(
  page: Page,
  seconds: number,
  tell: (news: string) => void,
  timeoutMs: number,
): Promise<void> {
  const follow = page.getByTestId('follow');
  if ((await follow.count()) === 0)
    throw new PageFailure('nothing here can be followed: give one plain log, or the folder that holds it');
  await follow.click();
  const bar = page.getByTestId('following');
  await page.locator('[data-testid=following][data-phase=following]').waitFor({ timeout: BEGUN_MS });
  const until = performance.now() + 1000 * seconds;
  let last = '';
  for (;;) {
    const news = ((await page.getByTestId('follow-news').textContent()) ?? '').trim();
    if (news !== '' && news !== last) tell(news);
    last = news;
    const left = until - performance.now();
    if (left <= 0) break;
    await page.waitForTimeout(Math.min(EVERY_MS, left));
  }
  await page.getByTestId('follow-stop').click();
  await bar.waitFor({ state: 'detached', timeout: timeoutMs });
}
